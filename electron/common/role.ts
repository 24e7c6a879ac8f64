/** From the least to the most powerful; each may do what those before it may. */
export const roles = ['observer', 'operator', 'engineer', 'supervisor'] as const;
export type Role = (typeof roles)[number];

export function mayAct(role: Role, needed: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(needed);
}
