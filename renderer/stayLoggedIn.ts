import type { StationLink } from './stationLink.ts';

/** Touches are told to the station at most this often. */
const tellEveryMs = 20_000;
const touches = ['pointerdown', 'keydown', 'wheel'] as const;

/** Tells the station that somebody is at this screen, so that it is not logged off meanwhile. Returns how to stop. */
export function stayLoggedIn({ call, caller }: Pick<StationLink, 'call' | 'caller'>): () => void {
  let toldMs = -Infinity;
  const touched = () => {
    const nowMs = performance.now();
    if ((caller.value?.user ?? null) === null || nowMs - toldMs < tellEveryMs) return;
    toldMs = nowMs;
    // Without a connection there is nothing to be logged off from.
    call.stayLoggedIn({}).catch(() => {});
  };
  for (const touch of touches) window.addEventListener(touch, touched, { passive: true });
  return () => touches.forEach((touch) => window.removeEventListener(touch, touched));
}
