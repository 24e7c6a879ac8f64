/** A growing list of sequences, four bytes each: millions of them stay small. */
export class SequenceList {
  #items = new Uint32Array(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(sequence: number): void {
    if (this.#length === this.#items.length) {
      const larger = new Uint32Array(this.#items.length * 2);
      larger.set(this.#items);
      this.#items = larger;
    }
    this.#items[this.#length++] = sequence;
  }

  /** Sequences from a position on, at most `count`. */
  slice(position: number, count: number): number[] {
    return [
      ...this.#items.subarray(Math.min(position, this.#length), Math.min(position + count, this.#length)),
    ];
  }

  /** Position of a sequence; -1 when it is not in the list. */
  indexOf(sequence: number): number {
    return this.#items.subarray(0, this.#length).indexOf(sequence);
  }

  /** Position of the first sequence for which `isReached` holds, as it does for all after it; the length when there is none. */
  firstWhere(isReached: (sequence: number) => boolean): number {
    let [low, high] = [0, this.#length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isReached(this.#items[middle]!)) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
