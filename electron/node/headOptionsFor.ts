import type { HeadOptions } from '../../models/heads/head.ts';
import type { Preprocessing } from '../../models/manifest.ts';
import { lookAtGoods } from './lookAtGoods.ts';

/** Rectangle in camera pixels, origin top left. */
export interface CameraPart {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Where `histogram` looks, told in camera pixels, as shares of what is inspected: the region or, without one, the camera
 * image as large as most are.
 * @throws RangeError with a sentence when the part reaches past that.
 */
export async function headOptionsFor(
  folder: string,
  files: readonly string[],
  { region }: Preprocessing,
  part: CameraPart | undefined,
): Promise<HeadOptions> {
  if (part === undefined) return {};
  const size = region ?? (await lookAtGoods(folder, files)).size;
  const inspected = {
    x: region?.x ?? 0,
    y: region?.y ?? 0,
    width: size?.width ?? 0,
    height: size?.height ?? 0,
  };
  const [x, y] = [part.x - inspected.x, part.y - inspected.y];
  if (x < 0 || y < 0 || x + part.width > inspected.width || y + part.height > inspected.height) {
    throw new RangeError(
      `The part ${textOf(part)} for the histogram does not lie in what is inspected, ${textOf(inspected)}.`,
    );
  }
  const { width, height } = inspected;
  return {
    histogramPart: { x: x / width, y: y / height, width: part.width / width, height: part.height / height },
  };
}

const textOf = ({ x, y, width, height }: CameraPart): string => [x, y, width, height].join(',');
