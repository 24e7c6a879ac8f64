import { checkReplay } from '../../models/checkReplay.ts';
import { BundleError } from '../../models/bundle.ts';
import { type Judge, type JudgeOptions, createJudge } from '../../models/judge.ts';
import type { Preprocessing } from '../../models/manifest.ts';
import { type Bundle, readBundle } from '../../models/readBundle.ts';
import { decodeImage } from './imaging/decode.ts';
import { prepareImage } from './imaging/prepare.ts';
import { preprocessingSha256 } from './imaging/preprocessingSha256.ts';

export interface OpenedBundle extends AsyncDisposable {
  readonly bundle: Bundle;
  readonly judge: Judge;
}

export interface OpenBundleOptions extends Omit<JudgeOptions, 'threads'> {
  /** Of one run, or how many a bundle's images want; default: one per physical core. */
  readonly threads?: number | ((preprocessing: Preprocessing) => number);
  /** Bits a sample that the recipe expects; null: as taught. Another depth than the bundle was taught with is refused. */
  readonly bitDepth?: number | null;
}

/**
 * Reads a bundle, loads its model and proves on the bundle's own reference images that images are prepared and scored
 * here as they were when it was written. Whoever opens closes `judge`.
 * @throws BundleError, a sentence, when the folder is no complete bundle or a reference scores differently; Error when
 *   provider or model is refused.
 */
export async function openBundle(folder: string, options: OpenBundleOptions): Promise<OpenedBundle> {
  const bundle = await readBundle(folder);
  const { manifest } = bundle;
  if (manifest.preprocessingSha256 !== preprocessingSha256(manifest.preprocessing)) {
    throw new BundleError(
      `${folder} cannot be used as a bundle: its images were prepared in another way than this version prepares them ` +
        '(preprocessing hash differs); teach the product again.',
    );
  }
  refuseOtherDepth(folder, options.bitDepth ?? null, manifest.preprocessing.bitDepth ?? null);
  const { threads, ...rest } = options;
  const judge = await createJudge(bundle, {
    ...rest,
    ...(threads !== undefined && {
      threads: typeof threads === 'function' ? threads(manifest.preprocessing) : threads,
    }),
  });
  try {
    await replay(bundle, judge);
  } catch (error) {
    await judge.close();
    throw error;
  }
  return { bundle, judge, [Symbol.asyncDispose]: () => judge.close() };
}

/** The same files scaled by another depth are other images to the network. */
function refuseOtherDepth(folder: string, wanted: number | null, taught: number | null): void {
  if (wanted === null || wanted === taught) return;
  const how = taught === null ? 'the bits a sample that its files declare' : `${taught} bits a sample`;
  throw new BundleError(
    `${folder} cannot be used as a bundle with ${wanted} bits a sample: it was taught with ${how}; ` +
      `leave the bits to the bundle or teach again with --bits ${wanted}.`,
  );
}

async function replay({ folder, manifest, references }: Bundle, judge: Judge): Promise<void> {
  const bitDepth = manifest.preprocessing.bitDepth ?? null;
  for (const { file, scores } of manifest.references) {
    const image = await decodeImage(Buffer.from(references.get(file)!), { bitDepth });
    const [judgement] = await judge.judge([await prepareImage(image, manifest.preprocessing)]);
    const mismatches = checkReplay(scores, judgement!.scores, manifest.replayTolerance);
    if (mismatches.length === 0) continue;
    const differences = mismatches.map(
      ({ head, expected, actual }) => `${head} ${digits(actual)} instead of ${digits(expected)}`,
    );
    throw new BundleError(
      `${folder} cannot be used as a bundle: on ${judge.provider} its reference image ${file} scores ` +
        `${differences.join(', ')}; more than ${100 * manifest.replayTolerance} % away, so this is not the model that was taught.`,
    );
  }
}

const digits = (score: number): string => String(Number(score.toPrecision(4)));
