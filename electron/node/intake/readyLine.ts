import { byArrival, type Arrival } from './arrivalOrder.ts';
import { stampOf, type OpenImage } from './openImage.ts';

/** Settled images in the order of arrival. */
export interface ReadyLine {
  readonly length: number;
  add(image: OpenImage): void;
  remove(image: OpenImage): void;
  /** The first ones, without removing them. */
  first(count: number): readonly OpenImage[];
}

export function createReadyLine(): ReadyLine {
  const line: { key: Arrival; image: OpenImage }[] = [];
  const placeOf = (key: Arrival): number => {
    let low = 0;
    let high = line.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (byArrival((line[middle] as { key: Arrival }).key, key) <= 0) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    get length() {
      return line.length;
    },
    add(image) {
      // The key is fixed now: an image that gets a problem later keeps its place.
      const key = { batch: image.batch, stamp: stampOf(image), file: image.file };
      line.splice(placeOf(key), 0, { key, image });
    },
    remove(image) {
      const index = line.findIndex((one) => one.image === image);
      if (index >= 0) line.splice(index, 1);
    },
    first: (count) => line.slice(0, count).map(({ image }) => image),
  };
}
