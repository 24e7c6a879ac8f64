import type { GoodImages } from './heads/head.ts';
import { ownHeadNames } from './heads/heads.ts';
import type { PerHead } from './inspectionGraph.ts';

/** What `observeGoods` gave for some of the good images. */
export interface ObservedPart {
  readonly images: number;
  readonly goods: PerHead<GoodImages>;
}

/** What `observeGoods` would give for all images of the parts together; rows in the order of the parts. */
export function mergeGoods(parts: readonly ObservedPart[]): PerHead<GoodImages> {
  const [first] = parts;
  if (!first) throw new RangeError('mergeGoods: needs at least one part, got none.');
  const names = ownHeadNames.filter((name) => first.goods[name] !== undefined);
  return Object.fromEntries(
    names.map((name) => [
      name,
      mergeHead(parts.map(({ images, goods }) => ({ images, goods: goods[name]! }))),
    ]),
  );
}

type Part = { readonly images: number; readonly goods: GoodImages };

function mergeHead(parts: readonly Part[]): GoodImages {
  const first = parts[0]!.goods;
  const images = parts.reduce((sum, part) => sum + part.images, 0);
  const observations = Object.entries(first.observations).map(([name, { shape }]) => {
    const rows = parts.map(({ goods }) => goods.observations[name]!.data);
    const data = new Float32Array(rows.reduce((length, part) => length + part.length, 0));
    let at = 0;
    for (const part of rows) {
      data.set(part, at);
      at += part.length;
    }
    return [name, { images, shape, data }] as const;
  });
  const averages = Object.entries(first.averages).map(([name, { shape, data }]) => {
    const sum = new Float64Array(data.length);
    for (const part of parts) {
      part.goods.averages[name]!.data.forEach((mean, i) => (sum[i]! += mean * part.images));
    }
    return [name, { shape, data: sum.map((value) => value / images) }] as const;
  });
  return { observations: Object.fromEntries(observations), averages: Object.fromEntries(averages) };
}
