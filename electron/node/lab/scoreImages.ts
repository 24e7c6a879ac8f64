import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { AnomalyKind } from '../../../models/anomalies/anomalyKinds.ts';
import { syntheticAnomalies } from '../../../models/fusion/syntheticAnomalies.ts';
import { imagesPerRun } from '../../../models/imagesPerRun.ts';
import type { Manifest } from '../../../models/manifest.ts';
import { loadScorer } from '../../../models/scorer.ts';
import type { LabScoring, LeftOutImage } from '../../common/lab.ts';
import type { LabWork } from '../../common/labProtocol.ts';
import { encodeThumbnail } from '../imaging/encodeThumbnail.ts';
import { writePicture } from '../inference/writePicture.ts';
import { openBundle } from '../openBundle.ts';
import { heldOutGoods } from './heldOutGoods.ts';
import { finishScoring, type StoredImage, unfinishedScoring } from './labFolder.ts';
import type { ListedImage, ReadImage } from './labImage.ts';
import { listFolderImages, thumbnailPx } from './listFolderImages.ts';
import { listKeptImages } from './listKeptImages.ts';
import { planesToImage } from './planesToImage.ts';
import { readAhead } from './readAhead.ts';
import { scoreTable } from './scoreTable.ts';

export interface ScoringProgress extends Pick<LabScoring, 'phase' | 'scored' | 'images' | 'secondsLeft'> {}

/** Synthetic anomalies are the same for the same images. */
const seed = 1;
/** Reasons that are kept; of more only the first. */
const mostLeftOut = 200;

/**
 * Scores images by every head of a bundle and keeps that in the home as one scoring. Blocks the calling thread a few images at a
 * time: give it a process of its own.
 * @throws BundleError or RangeError with a sentence when bundle or folders cannot be used; the system's error when nothing can be
 *   written; the signal's reason when aborted.
 */
export async function scoreImages(
  { recipeId, scoringId, sources, bundle: folder, otherSizes, home }: Extract<LabWork, { kind: 'score' }>,
  onProgress: (progress: ScoringProgress) => void,
  signal: AbortSignal,
): Promise<void> {
  onProgress({ phase: 'reading', scored: 0, images: null, secondsLeft: null });
  const opened = await openBundle(folder, { provider: 'cpu' });
  await opened.judge.close();
  const { manifest } = opened.bundle;
  const preprocessing = { ...manifest.preprocessing, otherSizes };
  const listed: ListedImage[] = [];
  for (const source of ['good', 'bad'] as const) {
    const given = sources[source];
    if (given === null) continue;
    listed.push(
      ...(await listFolderImages(given, source, sources.withSubfolders, manifest, preprocessing)),
    );
  }
  listed.push(...(await listKeptImages(home, recipeId, sources, preprocessing)));
  const out = unfinishedScoring(home, recipeId, scoringId);
  await mkdir(out, { recursive: true });

  await using scorer = await loadScorer(opened.bundle, { provider: 'cpu' });
  const table = scoreTable(scorer);
  const leftOut: LeftOutImage[] = [];
  const taught = taughtHashes(manifest);
  const goods = heldOutGoods();
  const expected = listed.length + sources.synthetic;
  const beganMs = performance.now();
  let done = 0;
  const tell = (): void => {
    const secondsLeft = (((performance.now() - beganMs) / done) * (expected - done)) / 1000;
    onProgress({ phase: 'scoring', scored: done, images: expected, secondsLeft: Math.max(0, secondsLeft) });
  };

  type Waiting = { readonly image: Omit<StoredImage, 'number'>; readonly pixels: Float32Array };
  const waiting: Waiting[] = [];
  const batchSize = imagesPerRun(preprocessing);
  async function scoreWaiting(): Promise<void> {
    signal.throwIfAborted();
    const batch = waiting.splice(0);
    const scored = await scorer.score(batch.map(({ pixels }) => pixels));
    batch.forEach(({ image }, i) => table.add(image, scored[i]!));
    tell();
  }
  async function add(
    image: Omit<StoredImage, 'number'>,
    pixels: Float32Array,
    thumbnail: Uint8Array | null,
  ): Promise<void> {
    const number = table.size + waiting.length + 1;
    if (thumbnail !== null) await writePicture(path.join(out, `${number}.jpg`), thumbnail, false);
    waiting.push({ image, pixels });
    if (waiting.length >= batchSize) await scoreWaiting();
  }

  const seen = new Map<string, ReadImage>();
  for await (const read of readAhead(listed, signal)) {
    done += 1;
    const refusal = 'reason' in read ? read : repeated(read, seen.get(read.sha256));
    if (refusal !== null) {
      leftOut.push(refusal);
      continue;
    }
    const image = read as ReadImage;
    seen.set(image.sha256, { ...image, pixels: new Float32Array(), thumbnail: null });
    const { name, source, sha256, resultId, notFound, pixels, thumbnail } = image;
    const isTaught = taught.has(sha256);
    if (source === 'good' && !notFound) goods.add({ ...image, thumbnail: null }, isTaught);
    await add({ name, source, taught: isTaught, sha256, anomaly: null, resultId, notFound }, pixels, thumbnail);
  }
  if (sources.synthetic > 0) {
    for (const drawn of drawAnomalies(manifest, goods, sources.synthetic)) {
      done += 1;
      const { image: pixels, kind, source } = drawn;
      const thumbnail = await encodeThumbnail(planesToImage(pixels, preprocessing), thumbnailPx);
      const { name, sha256 } = source;
      const about = { name, sha256, taught: false, anomaly: kind, resultId: null, notFound: false };
      await add({ ...about, source: 'synthetic' }, pixels, thumbnail);
    }
  }
  await scoreWaiting();
  if (table.size === 0) {
    throw new RangeError(`There is no image to be scored: ${leftOut[0]?.reason ?? 'the folders are empty.'}`);
  }
  await finishScoring(
    home,
    recipeId,
    {
      ...{ scoringId, scoredAt: new Date().toISOString(), sources, bundleId: manifest.id },
      ...{ images: table.size, leftOut: leftOut.slice(0, mostLeftOut) },
      proven: manifest.teaching.imageSha256s !== undefined,
      modelSha256: manifest.modelSha256,
      preprocessingSha256: manifest.preprocessingSha256,
    },
    table.stored(),
  );
}

function taughtHashes({ teaching }: Manifest): ReadonlySet<string> {
  const { teach = [], select = [], bad = [] } = teaching.imageSha256s ?? {};
  return new Set([...teach, ...select, ...bad]);
}

/** Why an image that was met before is left out; null: it was not. */
function repeated(image: ReadImage, first: ReadImage | undefined): LeftOutImage | null {
  if (first === undefined) return null;
  const { name: file, source } = image;
  const both = [source, first.source].toSorted().join();
  return {
    file,
    reason:
      both === 'bad,good'
        ? `It is also the good image ${first.name}, byte for byte; remove it from one of the folders.`
        : `It is the same image as ${first.name}, byte for byte.`,
  };
}

function* drawAnomalies(
  { preprocessing }: Manifest,
  { sources, others }: Pick<ReturnType<typeof heldOutGoods>, 'sources' | 'others'>,
  count: number,
): Generator<{ image: Float32Array; kind: AnomalyKind; source: ReadImage }> {
  // How good ones differ is not to be seen in one.
  if (sources.length + others.length < 2) return;
  const pixelsOf = (images: readonly ReadImage[]) => images.map(({ pixels }) => pixels);
  const order = [...sources].sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1));
  for (const { source, draw } of syntheticAnomalies(
    pixelsOf(order),
    pixelsOf(others),
    preprocessing,
    seed,
    count,
  )) {
    yield { ...draw(), source: order[source]! };
  }
}
