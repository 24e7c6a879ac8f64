import type { Value } from '../graph/graph.ts';
import { staticSize } from '../graph/shape.ts';
import { Random } from '../random.ts';
import { conv } from '../ops/convolution.ts';
import { concat } from '../ops/layout.ts';
import { averagePool, resize } from '../ops/resample.ts';
import { placeStep } from './placeGrid.ts';

/** Layers taken: the coarsest that still tell the places apart, as PatchCore takes the middle ones. */
const layersTaken = 2;
/** Numbers that a layer is projected to. */
const projected = 8;

/**
 * What a network's features [N, Cl, Hl, Wl], finest layer first, say at each place of an image [N, C, H, W]:
 * [N, D, h, w]. The two coarsest layers with at least as many places, averaged to the places; each projected by fixed
 * random signs, which nearly keeps distances (Achlioptas 2003). null when every layer is coarser than the places.
 */
export function featureGrid(features: readonly Value[], image: Value): Value | null {
  const [rows, columns] = [2, 3].map((axis) =>
    Math.ceil(staticSize('featureGrid', image.shape, axis) / placeStep(image)),
  ) as [number, number];
  const taken = features
    .filter(({ shape }) => Number(shape[2]) >= rows && Number(shape[3]) >= columns)
    .slice(-layersTaken);
  if (taken.length === 0) return null;
  return concat(
    taken.map((layer, i) => {
      const channels = staticSize('featureGrid', layer.shape, 1);
      const random = new Random(i);
      const signs = Array.from(
        { length: projected * channels },
        () => (random.uniform() < 0.5 ? -1 : 1) / Math.sqrt(channels),
      );
      const weights = image.graph.constant(signs, image.type, [projected, channels, 1, 1]);
      return conv(atPlaces(layer, rows, columns), weights);
    }),
    1,
  );
}

function atPlaces(layer: Value, rows: number, columns: number): Value {
  const [down, right] = [
    staticSize('featureGrid', layer.shape, 2) / rows,
    staticSize('featureGrid', layer.shape, 3) / columns,
  ];
  if (down === 1 && right === 1) return layer;
  if (Number.isInteger(down) && Number.isInteger(right)) return averagePool(layer, [down, right]);
  return resize(layer, rows, columns, 'linear', true);
}
