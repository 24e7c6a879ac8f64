import { mkdir } from 'node:fs/promises';
import type { AnomalyKind } from '../../../models/anomalies/anomalyKinds.ts';
import { syntheticAnomalies } from '../../../models/fusion/syntheticAnomalies.ts';
import { imagesPerRun } from '../../../models/imagesPerRun.ts';
import type { Manifest, Preprocessing } from '../../../models/manifest.ts';
import { loadScorer } from '../../../models/scorer.ts';
import type { LabScoring, LeftOutImage } from '../../common/lab.ts';
import type { LabWork } from '../../common/labProtocol.ts';
import { encodeThumbnail } from '../imaging/encodeThumbnail.ts';
import { openBundle } from '../openBundle.ts';
import { type HeldOutGood, type HeldOutGoods, heldOutGoods } from './heldOutGoods.ts';
import { finishScoring, unfinishedScoring } from './labFolder.ts';
import type { ListedImage, ReadImage } from './labImage.ts';
import { listFolderImages, thumbnailPx } from './listFolderImages.ts';
import { listKeptImages } from './listKeptImages.ts';
import { planesToImage } from './planesToImage.ts';
import { readAhead } from './readAhead.ts';
import { type ScoringLine, scoringLine } from './scoringLine.ts';

export type ScoringProgress = Pick<LabScoring, 'phase' | 'scored' | 'images' | 'secondsLeft'>;

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
  work: Extract<LabWork, { kind: 'score' }>,
  onProgress: (progress: ScoringProgress) => void,
  signal: AbortSignal,
): Promise<void> {
  const { recipeId, scoringId, sources, otherSizes, home } = work;
  onProgress({ phase: 'reading', scored: 0, images: null, secondsLeft: null });
  const opened = await openBundle(work.bundle, { provider: 'cpu' });
  await opened.judge.close();
  const { manifest } = opened.bundle;
  const preprocessing = { ...manifest.preprocessing, otherSizes };
  const listed = await listImages(work, manifest, preprocessing);
  const out = unfinishedScoring(home, recipeId, scoringId);
  await mkdir(out, { recursive: true });

  await using scorer = await loadScorer(opened.bundle, { provider: 'cpu' });
  const line = scoringLine(scorer, imagesPerRun(preprocessing), out, signal);
  const tell = progressTeller(listed.length + sources.synthetic, onProgress);
  const goods = heldOutGoods();
  const leftOut = await scoreListed(listed, taughtHashes(manifest), { line, goods, tell, signal });
  if (sources.synthetic > 0) {
    for (const { image: pixels, kind, source } of drawAnomalies(manifest, goods, sources.synthetic)) {
      const thumbnail = await encodeThumbnail(planesToImage(pixels, preprocessing), thumbnailPx);
      const { name, sha256 } = source;
      const about = { name, sha256, taught: false, anomaly: kind, resultId: null, notFound: false };
      await line.add({ ...about, source: 'synthetic' }, pixels, thumbnail);
      tell();
    }
  }
  const stored = await line.finish();
  const images = stored.images.length;
  if (images === 0) {
    throw new RangeError(`There is no image to be scored: ${leftOut[0]?.reason ?? 'the folders are empty.'}`);
  }
  await finishScoring(
    home,
    recipeId,
    {
      ...{ scoringId, scoredAt: new Date().toISOString(), sources, bundleId: manifest.id, images },
      leftOut: leftOut.slice(0, mostLeftOut),
      proven: manifest.teaching.imageSha256s !== undefined,
      modelSha256: manifest.modelSha256,
      preprocessingSha256: manifest.preprocessingSha256,
    },
    stored,
  );
}

async function listImages(
  { recipeId, sources, home }: Extract<LabWork, { kind: 'score' }>,
  manifest: Manifest,
  preprocessing: Preprocessing,
): Promise<ListedImage[]> {
  const inFolder = (source: 'good' | 'bad') =>
    sources[source] === null
      ? []
      : listFolderImages(sources[source], source, sources.withSubfolders, manifest, preprocessing);
  return [
    ...(await inFolder('good')),
    ...(await inFolder('bad')),
    ...(await listKeptImages(home, recipeId, sources, preprocessing)),
  ];
}

/** Counts images that are done, read or left out. */
function progressTeller(expected: number, onProgress: (progress: ScoringProgress) => void): () => void {
  const beganMs = performance.now();
  let scored = 0;
  return () => {
    scored += 1;
    const images = Math.max(scored, expected);
    const secondsLeft = (((performance.now() - beganMs) / scored) * (images - scored)) / 1000;
    onProgress({ phase: 'scoring', scored, images, secondsLeft });
  };
}

/** Scores what can be read, each content once; answers what was left out. */
async function scoreListed(
  listed: readonly ListedImage[],
  taught: ReadonlySet<string>,
  {
    line,
    goods,
    tell,
    signal,
  }: { line: ScoringLine; goods: HeldOutGoods; tell: () => void; signal: AbortSignal },
): Promise<LeftOutImage[]> {
  const leftOut: LeftOutImage[] = [];
  const first = new Map<string, Pick<ReadImage, 'name' | 'source'>>();
  for await (const read of readAhead(listed, signal)) {
    const refusal = 'reason' in read ? read : repeated(read, first.get(read.sha256));
    if (refusal !== null) leftOut.push(refusal);
    else {
      const { name, source, sha256, resultId, notFound, pixels, thumbnail } = read as ReadImage;
      first.set(sha256, { name, source });
      const isTaught = taught.has(sha256);
      if (source === 'good' && !notFound) goods.add({ name, sha256, pixels }, isTaught);
      const about = { name, source, taught: isTaught, sha256, anomaly: null, resultId, notFound };
      await line.add(about, pixels, thumbnail);
    }
    tell();
  }
  return leftOut;
}

function taughtHashes({ teaching }: Manifest): ReadonlySet<string> {
  const { teach = [], select = [], bad = [] } = teaching.imageSha256s ?? {};
  return new Set([...teach, ...select, ...bad]);
}

/** Why an image that was met before is left out; null: it was not. */
function repeated(
  image: ReadImage,
  first: Pick<ReadImage, 'name' | 'source'> | undefined,
): LeftOutImage | null {
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
  { sources, others }: Pick<HeldOutGoods, 'sources' | 'others'>,
  count: number,
): Generator<{ image: Float32Array; kind: AnomalyKind; source: HeldOutGood }> {
  // How good ones differ is not to be seen in one.
  if (sources.length + others.length < 2) return;
  const pixelsOf = (images: readonly HeldOutGood[]) => images.map(({ pixels }) => pixels);
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
