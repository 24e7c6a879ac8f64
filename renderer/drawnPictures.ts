import type { DrawnKind } from '../electron/common/drawn.ts';
import type { ResultId } from '../electron/common/inspection.ts';
import { decoded } from './decodedImage.ts';
import type { Station } from './useStation.ts';

/** What the station drew of one inspection, decoded. */
export interface DrawnPictures {
  readonly images: Readonly<Partial<Record<DrawnKind, HTMLImageElement>>>;
  /** Sentence why more is not there; null: all that was asked for is. */
  readonly reason: string | null;
}

export const nothingDrawn: DrawnPictures = { images: {}, reason: null };

/** Has pictures drawn and fetches them. Never rejects: a station that says no says why. */
export async function drawPictures(
  { call, host }: Pick<Station, 'call' | 'host'>,
  resultId: ResultId,
  kinds: readonly DrawnKind[],
): Promise<DrawnPictures> {
  try {
    const { drawn, reason } = await call.drawInspection({ resultId, kinds: [...kinds] });
    const images = await Promise.all(
      drawn.map(async (kind) => [kind, await decoded(host.drawnUrl(resultId, kind))] as const),
    );
    return { images: Object.fromEntries(images.filter(([, image]) => image !== null)), reason };
  } catch (error) {
    return { images: {}, reason: error instanceof Error ? error.message : String(error) };
  }
}
