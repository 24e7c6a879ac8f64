import path from 'node:path';
import type { Scorer } from '../../../models/scorer.ts';
import { writePicture } from '../inference/writePicture.ts';
import type { StoredImage, StoredScores } from './labFolder.ts';
import { scoreTable } from './scoreTable.ts';

/** Takes images one by one and scores them some at a time; their pictures lie in the folder as they come. */
export interface ScoringLine {
  /** Rejects with the signal's reason when aborted. */
  add(image: Omit<StoredImage, 'number'>, pixels: Float32Array, thumbnail: Uint8Array | null): Promise<void>;
  /** Scores what still waits. */
  finish(): Promise<StoredScores>;
}

export function scoringLine(
  scorer: Scorer,
  imagesPerRun: number,
  folder: string,
  signal: AbortSignal,
): ScoringLine {
  const table = scoreTable(scorer);
  const waiting: { readonly image: Omit<StoredImage, 'number'>; readonly pixels: Float32Array }[] = [];

  async function scoreWaiting(): Promise<void> {
    signal.throwIfAborted();
    const batch = waiting.splice(0);
    const scored = await scorer.score(batch.map(({ pixels }) => pixels));
    batch.forEach(({ image }, i) => table.add(image, scored[i]!));
  }

  return {
    async add(image, pixels, thumbnail) {
      const number = table.size + waiting.length + 1;
      if (thumbnail !== null) await writePicture(path.join(folder, `${number}.jpg`), thumbnail, false);
      waiting.push({ image, pixels });
      if (waiting.length >= imagesPerRun) await scoreWaiting();
    },
    async finish() {
      await scoreWaiting();
      return table.stored();
    },
  };
}
