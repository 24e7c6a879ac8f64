const storeKey = 'plumbline.names';
const most = 8;

/** Names that logged in at this screen before, the last one first; the station gives away none. */
export function rememberedNames(): string[] {
  try {
    const stored: unknown = JSON.parse(window.localStorage.getItem(storeKey) ?? '[]');
    return Array.isArray(stored) ? stored.filter((one) => typeof one === 'string').slice(0, most) : [];
  } catch {
    // What something else left there is no list of names.
    return [];
  }
}

export function rememberName(name: string): void {
  const names = [name, ...rememberedNames().filter((one) => one !== name)];
  window.localStorage.setItem(storeKey, JSON.stringify(names.slice(0, most)));
}
