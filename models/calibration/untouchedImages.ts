import type { GoodImage } from '../goodImage.ts';
import type { Manifest } from '../manifest.ts';
import { imagesSha256 } from '../bundleId.ts';

/** An image that was left out, and why in a sentence. */
export interface LeftOut {
  readonly file: string;
  readonly reason: string;
}

export interface UntouchedImages<Image> {
  readonly goods: readonly Image[];
  readonly bads: readonly Image[];
  readonly leftOut: readonly LeftOut[];
  /** False when the bundle does not say which images taught it, so that nobody can tell. */
  readonly proven: boolean;
}

/**
 * The images that neither taught a bundle nor had a part in choosing anything of it, by their content. Those that set its limit before may
 * set the next one. An image that is good and bad at once is left out on both sides.
 * @throws RangeError, a sentence, when no good image is left, or when the images are the very ones that taught.
 */
export function untouchedImages<Image extends Pick<GoodImage, 'file' | 'sha256'>>(
  { teaching }: Pick<Manifest, 'teaching'>,
  goods: readonly Image[],
  bads: readonly Image[],
): UntouchedImages<Image> {
  // A bundle that says what each of its images did leaves those that only calibrated.
  const isTold = teaching.imageSha256s !== undefined;
  if (!isTold && imagesSha256(goods.map(({ sha256 }) => sha256)) === teaching.dataSha256) {
    throw new RangeError(
      'These are the very images that taught the bundle; a limit needs good images that teaching never saw.',
    );
  }
  const { teach = [], select = [], bad = [] } = teaching.imageSha256s ?? {};
  const whys: readonly [ReadonlySet<string>, string][] = [
    [new Set(teach), 'It taught this bundle.'],
    [new Set(select), 'The bundle’s checkpoint and heads were chosen by it.'],
    [new Set(bad), 'The bundle’s heads were combined by it.'],
  ];
  const goodHashes = new Set(goods.map(({ sha256 }) => sha256));
  const contradictory = new Set(bads.map(({ sha256 }) => sha256).filter((sha256) => goodHashes.has(sha256)));
  const leftOut: LeftOut[] = [];
  const keep = ({ file, sha256 }: Image): boolean => {
    const why = contradictory.has(sha256)
      ? 'It is among the good and the bad images.'
      : whys.find(([hashes]) => hashes.has(sha256))?.[1];
    if (why !== undefined) leftOut.push({ file, reason: why });
    return why === undefined;
  };
  const kept = { goods: goods.filter(keep), bads: bads.filter(keep) };
  if (kept.goods.length === 0) {
    throw new RangeError(
      `None of the ${goods.length} good images is left to calibrate on: ${leftOut[0]?.reason ?? 'there are none.'}`,
    );
  }
  return { ...kept, leftOut, proven: isTold };
}
