import { keepOutputs, outputNamesOf } from './graph/keepOutputs.ts';
import { type HeadName, type Manifest, headNames, tensorNames } from './manifest.ts';
import { Session, type SessionOptions, float32Of, float32Tensor } from './session.ts';

/** The anomaly maps of a bundle's heads, for comparing where they lie. */
export interface HeadMaps extends AsyncDisposable {
  /** Heads of which the model draws a map; of one calibrated while it was taught that may be the one in force alone. */
  readonly heads: readonly HeadName[];
  /** Evidence of each of them, >= 0 in any unit, [height, width], for an image [channels, height, width] in 0..1. */
  draw(image: Float32Array): Promise<Readonly<Partial<Record<HeadName, Float32Array>>>>;
}

/** Loads what draws the maps and nothing else; the caller closes it. @throws Error when provider or model is refused. */
export async function openHeadMaps(
  { manifest, model }: { readonly manifest: Manifest; readonly model: Uint8Array },
  options: SessionOptions,
): Promise<HeadMaps> {
  const outputs = mapOutputs(manifest, outputNamesOf(model));
  const session = await Session.load(
    keepOutputs(
      model,
      outputs.map(([, name]) => name),
    ),
    options,
  );
  const { channels, height, width } = manifest.preprocessing;
  return {
    heads: outputs.map(([head]) => head),
    [Symbol.asyncDispose]: () => session.release(),
    async draw(image) {
      const drawn = await session.run({
        [tensorNames.image]: float32Tensor([1, channels, height, width], image),
      });
      return Object.fromEntries(outputs.map(([head, name]) => [head, float32Of(drawn, name)]));
    },
  };
}

/** Outputs of the model that are maps, by their heads. */
function mapOutputs({ calibration }: Manifest, names: readonly string[]): [HeadName, string][] {
  const own = headNames.flatMap((head): [HeadName, string][] => {
    const name = tensorNames.map(head);
    return names.includes(name) ? [[head, name]] : [];
  });
  return own.length > 0 ? own : [[calibration.head, tensorNames.anomalyMap]];
}
