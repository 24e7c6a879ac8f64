import type { HeadName } from '../../../models/manifest.ts';
import type { HeadScores, Scorer } from '../../../models/scorer.ts';
import type { StoredImage, StoredScores } from './labFolder.ts';

/** Gathers scores image by image into columns. */
export function scoreTable({ heads, drawn }: Pick<Scorer, 'heads' | 'drawn'>) {
  const images: StoredImage[] = [];
  const columnsOf = (names: readonly HeadName[]) =>
    new Map<HeadName, number[]>(names.map((name) => [name, []]));
  const [scores, peaks] = [columnsOf(heads), columnsOf(drawn)];
  return {
    get size() {
      return images.length;
    },
    add(image: Omit<StoredImage, 'number'>, of: HeadScores): void {
      images.push({ number: images.length + 1, ...image });
      for (const [name, column] of scores) column.push(of.scores[name]!);
      for (const [name, column] of peaks) column.push(of.peaks[name]!);
    },
    stored: (): StoredScores => ({
      images,
      scores: Object.fromEntries(scores),
      peaks: Object.fromEntries(peaks),
    }),
  };
}
