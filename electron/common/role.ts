/** From the least to the most powerful; each may do what those before it may. */
export const roles = ['observer', 'operator', 'engineer', 'supervisor'] as const;
export type Role = (typeof roles)[number];

/** Whoever calls: before a log-in it can be nobody, who may do no more than log in. */
export const callerRoles = ['nobody', ...roles] as const;
export type CallerRole = (typeof callerRoles)[number];

export function mayAct(role: CallerRole, needed: CallerRole): boolean {
  return callerRoles.indexOf(role) >= callerRoles.indexOf(needed);
}
