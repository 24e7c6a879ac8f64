import assert from 'node:assert/strict';
import { test } from 'node:test';
import { goodVariation } from '../../../models/anomalies/goodVariation.ts';
import { Random } from '../../../models/random.ts';

const shape = { channels: 1, width: 96, height: 80 } as const;

interface Part {
  readonly degrees: number;
  readonly x: number;
  readonly y: number;
  /** A disc looks alike at every angle, the other part at none. */
  readonly disc?: boolean;
  readonly gain?: number;
}

/** A hammer, or a disc, on a noisy ground. */
function drawPart({ degrees, x, y, disc = false, gain = 1 }: Part, random: Random): Float32Array {
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return Float32Array.from({ length: shape.width * shape.height }, (_, i) => {
    const dx = (i % shape.width) - shape.width / 2 - x;
    const dy = Math.floor(i / shape.width) - shape.height / 2 - y;
    const u = cos * dx + sin * dy;
    const v = cos * dy - sin * dx;
    const handle = Math.abs(u) < 4 && Math.abs(v) < 28;
    const head = u > -12 && u < 20 && v > -28 && v < -16;
    const inside = disc ? Math.hypot(u, v) < 24 : handle || head;
    return Math.min(1, Math.max(0, gain * ((inside ? 0.7 : 0.3) + 0.03 * random.normal())));
  });
}

const draw = (count: number, part: (random: Random) => Part): Float32Array[] => {
  const random = new Random(4);
  return Array.from({ length: count }, () => drawPart(part(random), random));
};

for (const { goods, part, degrees, shiftPx } of [
  { goods: 'stand still', part: () => ({ degrees: 0, x: 0, y: 0 }), degrees: [0, 1], shiftPx: [0, 1] },
  {
    goods: 'turn up to 4 degrees and shift up to 3 pixels',
    part: (random: Random) => ({
      degrees: random.between(-4, 4),
      x: random.between(-3, 3),
      y: random.between(-3, 3),
    }),
    degrees: [2.5, 6],
    shiftPx: [2, 5.5],
  },
  {
    goods: 'lie at any angle',
    part: (random: Random) => ({ degrees: random.between(0, 360), x: 0, y: 0 }),
    degrees: null,
    shiftPx: [0, 8],
  },
  {
    goods: 'lie anywhere',
    part: (random: Random) => ({ degrees: 0, x: random.between(-24, 24), y: random.between(-10, 10) }),
    degrees: [0, 20],
    shiftPx: null,
  },
  {
    goods: 'are discs',
    part: () => ({ degrees: 0, x: 0, y: 0, disc: true }),
    degrees: null,
    shiftPx: [0, 1.5],
  },
]) {
  test(`goods that ${goods}: turn ${degrees ?? 'unknown'}, shift ${shiftPx ?? 'unknown'}`, () => {
    const { rotationDegrees, shiftShare } = goodVariation(draw(24, part), shape);
    within(rotationDegrees, degrees);
    within(shiftShare === null ? null : shiftShare * shape.height, shiftPx);
  });
}

function within(value: number | null, range: readonly number[] | null): void {
  if (range === null) return assert.equal(value, null);
  assert.ok(value !== null && value >= range[0]! && value <= range[1]!, `${value} in ${range.join(' to ')}`);
}

test('one good image in twenty may lie otherwise', () => {
  const still = draw(39, () => ({ degrees: 0, x: 0, y: 0 }));
  const turned = draw(1, () => ({ degrees: 90, x: 0, y: 0 }));
  assert.ok((goodVariation([...turned, ...still.slice(0, 23)], shape).rotationDegrees ?? 99) <= 1);
});

test('structure lies where every part has edges; spread is that of the noise, not of the brightness', () => {
  const goods = draw(40, (random) => ({ degrees: 0, x: 0, y: 0, gain: random.between(0.7, 1.3) }));
  const { structure, spread } = goodVariation(goods, shape);
  const columns = Math.ceil(shape.width / 5);
  assert.ok(structure[columns * 8 + 10]! > 0.1, 'the edge of the handle');
  assert.ok(structure[0]! < 0.02, 'the ground');
  const mean = spread.reduce((sum, value) => sum + value, 0) / spread.length;
  assert.ok(mean > 0.02 && mean < 0.04, `mean spread ${mean}`);
});

test('a single image shows no variation', () => {
  assert.throws(
    () =>
      goodVariation(
        draw(1, () => ({ degrees: 0, x: 0, y: 0 })),
        shape,
      ),
    /at least 2/,
  );
});
