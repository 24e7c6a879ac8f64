/**
 * Seeded generator for teaching: xoshiro128** (Blackman and Vigna 2018), state filled by splitmix32. The same
 * seed gives the same numbers on every machine.
 */
export class Random {
  readonly #state: Uint32Array;
  #spareNormal: number | null = null;

  /** @param seed a whole number >= 0 */
  constructor(seed: number) {
    if (!Number.isSafeInteger(seed) || seed < 0) {
      throw new RangeError(
        `A seed must be a whole number from 0 to ${Number.MAX_SAFE_INTEGER}, got ${seed}.`,
      );
    }
    let mixed = (seed ^ Math.floor(seed / 2 ** 32)) >>> 0;
    this.#state = Uint32Array.from({ length: 4 }, () => {
      mixed = (mixed + 0x9e3779b9) >>> 0;
      let z = mixed;
      z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
      z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
      return (z ^ (z >>> 15)) >>> 0;
    });
  }

  /** Uniform in [0, 1). */
  uniform(): number {
    const s = this.#state as Uint32Array & [number, number, number, number];
    const rotated = Math.imul(s[1], 5);
    const result = Math.imul((rotated << 7) | (rotated >>> 25), 9) >>> 0;
    const shifted = s[1] << 9;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= shifted;
    s[3] = (s[3] << 11) | (s[3] >>> 21);
    return result / 2 ** 32;
  }

  /** Uniform in [low, high). */
  between(low: number, high: number): number {
    return low + (high - low) * this.uniform();
  }

  /** Whole number in 0 .. count - 1. */
  below(count: number): number {
    return Math.floor(this.uniform() * count);
  }

  /** Standard normal (Box and Muller 1958). */
  normal(): number {
    if (this.#spareNormal !== null) {
      const spare = this.#spareNormal;
      this.#spareNormal = null;
      return spare;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()));
    const angle = 2 * Math.PI * this.uniform();
    this.#spareNormal = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  }

  normals(count: number): Float32Array {
    return Float32Array.from({ length: count }, () => this.normal());
  }

  /** 0 .. count - 1 in random order (Fisher and Yates). */
  permutation(count: number): number[] {
    const order = Array.from({ length: count }, (_, index) => index);
    for (let last = count - 1; last > 0; last--) {
      const other = this.below(last + 1);
      [order[last], order[other]] = [order[other] ?? 0, order[last] ?? 0];
    }
    return order;
  }
}
