/** Where a screen keeps the token of its log-in, so that it outlives a lost connection or a reload. */
export interface KeptToken {
  read(): string | null;
  keep(token: string | null): void;
}

const storeKey = 'plumbline.logIn';

/** In the memory of this tab: another tab or a closed window has nothing of it. */
export function keptInSession(): KeptToken {
  return {
    read: () => window.sessionStorage.getItem(storeKey),
    keep(token) {
      if (token === null) window.sessionStorage.removeItem(storeKey);
      else window.sessionStorage.setItem(storeKey, token);
    },
  };
}

/** For as long as the link exists. */
export function forgetToken(): KeptToken {
  let kept: string | null = null;
  return {
    read: () => kept,
    keep(token) {
      kept = token;
    },
  };
}
