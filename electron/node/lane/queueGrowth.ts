/** Length of a queue over the last half minute, sampled once a second. */
export interface QueueGrowth {
  /** Whether the queue is long and has been growing. Stays so until it is half as long as when that was first found. */
  sample(length: number): boolean;
}

const samples = 30;
const longQueue = 50;

export function createQueueGrowth(): QueueGrowth {
  const lengths: number[] = [];
  let foundAt: number | null = null;
  return {
    sample(length) {
      lengths.push(length);
      if (lengths.length > samples) lengths.shift();
      const before = lengths[0] ?? 0;
      const grows = lengths.length === samples && length >= longQueue && length > before * 1.1;
      if (foundAt === null && grows) foundAt = length;
      else if (foundAt !== null && length < foundAt / 2) foundAt = null;
      return foundAt !== null;
    },
  };
}
