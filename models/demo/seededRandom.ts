/** Draws for one image: the same seed gives the same draws on every machine. */
export interface SeededRandom {
  /** Uniform in [0, 1). */
  next(): number;
  /** Uniform in [least, most). */
  between(least: number, most: number): number;
  /** One entry of a list that is not empty. */
  pick<T>(list: readonly [T, ...T[]] | readonly T[]): T;
}

/**
 * mulberry32 (Tommy Ettinger, public domain). `stream` separates draws made for different purposes, so that
 * adding a draw to one leaves the others as they were.
 */
export function seededRandom(seed: number, stream: number): SeededRandom {
  let state = mix(mix(seed >>> 0) ^ Math.imul(stream + 1, 0x9e3779b9) ^ mix(Math.floor(seed / 2 ** 32)));
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    between: (least, most) => least + (most - least) * next(),
    pick: (list) => {
      const entry = list[Math.floor(next() * list.length)];
      if (entry === undefined) throw new Error('pick: the list is empty.');
      return entry;
    },
  };
}

/** Finaliser of MurmurHash3: neighbouring seeds end up far apart. */
function mix(value: number): number {
  let hash = value | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
