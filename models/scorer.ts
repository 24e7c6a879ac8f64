import type { BundleContent } from './bundle.ts';
import { keepOutputs, outputNamesOf } from './graph/keepOutputs.ts';
import { type HeadName, headNames, tensorNames } from './manifest.ts';
import { type Provider, Session, float32Of, float32Tensor } from './session.ts';

/** What every head says of one image. */
export interface HeadScores {
  /** Raw scores, higher is worse. */
  readonly scores: Readonly<Partial<Record<HeadName, number>>>;
  /** Where the map of each head peaks; without the heads whose map the model does not draw. */
  readonly peaks: Readonly<Partial<Record<HeadName, number>>>;
}

/** Scores images by every head of a bundle; the caller closes it. */
export interface Scorer extends AsyncDisposable {
  /** Every head of the bundle, and of these the ones it draws a map of: only they can be put in force. */
  readonly heads: readonly HeadName[];
  readonly drawn: readonly HeadName[];
  /**
   * Images are [channels, height, width] in 0..1; answers in their order. Blocks the calling thread while it runs.
   * @throws Error on a score or peak that is not finite.
   */
  score(images: readonly Float32Array[]): Promise<HeadScores[]>;
}

/** Loads the heads of a bundle with the maps they draw. @throws Error when provider or model is refused. */
export async function loadScorer(
  { manifest, model }: Pick<BundleContent, 'manifest' | 'model'>,
  options: { readonly provider: Provider; readonly threads?: number },
): Promise<Scorer> {
  const { channels, height, width } = manifest.preprocessing;
  const outputs = outputNamesOf(model);
  const heads = headNames.filter((name) => name in manifest.heads);
  const drawn = heads.filter((name) => outputs.includes(tensorNames.map(name)));
  const wanted = [...heads.map(tensorNames.score), ...drawn.map(tensorNames.map)];
  const session = await Session.load(keepOutputs(model, wanted), options);
  const pixels = channels * height * width;
  return {
    heads,
    drawn,
    [Symbol.asyncDispose]: () => session.release(),
    async score(images) {
      if (images.length === 0) return [];
      const batch = new Float32Array(images.length * pixels);
      images.forEach((image, i) => batch.set(image, i * pixels));
      const shape = [images.length, channels, height, width];
      const results = await session.run({ [tensorNames.image]: float32Tensor(shape, batch) });
      const scoreOf = (name: HeadName, i: number) => float32Of(results, tensorNames.score(name))[i];
      const peakOf = (name: HeadName, i: number) => {
        const maps = float32Of(results, tensorNames.map(name));
        const size = maps.length / images.length;
        return maps.subarray(i * size, (i + 1) * size).reduce((most, value) => Math.max(most, value), 0);
      };
      return images.map((_, i) => ({
        scores: finite(heads, (name) => scoreOf(name, i)),
        peaks: finite(drawn, (name) => peakOf(name, i)),
      }));
    },
  };
}

function finite(
  heads: readonly HeadName[],
  of: (head: HeadName) => number | undefined,
): Partial<Record<HeadName, number>> {
  return Object.fromEntries(
    heads.map((head) => {
      const value = of(head);
      if (value !== undefined && Number.isFinite(value)) return [head, value];
      throw new Error(`${head} gave ${value} for an image; the model is damaged, teach again.`);
    }),
  );
}
