import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { anomalyMagnitude, demoKinds, goodVariation } from '../../../models/demo/demoKinds.ts';
import { demoScene } from '../../../models/demo/demoScene.ts';
import { drawDemo, type DemoImage } from '../../../models/demo/drawDemo.ts';

const small = { width: 160, height: 128 };

function differing(a: DemoImage, b: DemoImage, by: number): number {
  let count = 0;
  for (let i = 0; i < a.pixels.length; i++) if (Math.abs(a.pixels[i]! - b.pixels[i]!) > by) count++;
  return count;
}

function mean(image: DemoImage): number {
  let sum = 0;
  for (const value of image.pixels) sum += value;
  return sum / image.pixels.length;
}

describe('drawDemo', () => {
  it('gives the same pixels for the same request and others for another seed', () => {
    const first = drawDemo({ seed: 5, kind: 'good', ...small });
    assert.deepEqual(drawDemo({ seed: 5, kind: 'good', ...small }), first);
    assert.notDeepEqual(drawDemo({ seed: 6, kind: 'good', ...small }), first);
  });

  it('tells seeds apart beyond 32 bits', () => {
    const first = drawDemo({ seed: 1, kind: 'good', ...small });
    assert.notDeepEqual(drawDemo({ seed: 1 + 2 ** 32, kind: 'good', ...small }), first);
  });

  for (const kind of demoKinds.filter((kind) => kind !== 'good')) {
    it(`shows ${kind} as a change of part of the good image of the same seed`, () => {
      for (const seed of [11, 12, 13]) {
        const good = drawDemo({ seed, kind: 'good' });
        const changed = differing(good, drawDemo({ seed, kind }), 20);
        assert.ok(changed > 60, `seed ${seed}: only ${changed} pixels differ`);
        assert.ok(changed < good.pixels.length * 0.15, `seed ${seed}: ${changed} pixels differ`);
      }
    });
  }

  it('gives the asked size, channels and bits', () => {
    const colour = drawDemo({ seed: 1, kind: 'good', width: 200, height: 50, channels: 3, bits: 16 });
    assert.ok(colour.pixels instanceof Uint16Array);
    assert.equal(colour.pixels.length, 200 * 50 * 3);
    assert.ok(Math.max(...colour.pixels) > 20000);
    assert.ok(
      new Set(colour.pixels.map((sample) => sample & 0xff)).size > 200,
      'the low byte carries nothing',
    );
  });

  it('draws the same scene at another size', () => {
    const small8 = drawDemo({ seed: 3, kind: 'good', width: 320, height: 256 });
    const large = drawDemo({ seed: 3, kind: 'good', width: 1280, height: 1024 });
    assert.ok(Math.abs(mean(small8) - mean(large)) < 8, `${mean(small8)} against ${mean(large)}`);
  });

  it('is not clipped where it matters: at most 1 % of a bright image is at full scale', () => {
    for (let seed = 0; seed < 20; seed++) {
      const image = drawDemo({ seed, kind: 'good', ...small });
      const clipped = image.pixels.filter((value) => value === 255).length / image.pixels.length;
      assert.ok(clipped < 0.01, `seed ${seed}: ${clipped}`);
    }
  });

  it('refuses a seed, size or kind it cannot draw', () => {
    assert.throws(
      () => drawDemo({ seed: 1.5, kind: 'good' }),
      /seed must be a whole number from 0, got 1\.5/,
    );
    assert.throws(() => drawDemo({ seed: 1, kind: 'good', width: 8 }), /got 8x512/);
    assert.throws(() => drawDemo({ seed: 1, kind: 'bent' as 'good' }), /kind must be one of .* got bent/);
  });
});

describe('demoScene', () => {
  const seeds = Array.from({ length: 400 }, (_, seed) => seed);

  it('keeps good parts within the declared variation and uses all of it', () => {
    const scenes = seeds.map((seed) => demoScene(seed, 'good'));
    const turns = scenes.map((scene) => scene.rotationDegrees);
    assert.ok(Math.max(...turns.map(Math.abs)) <= goodVariation.rotationDegrees);
    assert.ok(Math.max(...turns) > 1.8 && Math.min(...turns) < -1.8);
    const light = scenes.map((scene) => scene.brightness);
    assert.ok(Math.min(...light) >= 0.7 && Math.max(...light) <= 1.3);
    assert.ok(Math.min(...light) < 0.72 && Math.max(...light) > 1.28);
    assert.ok(scenes.every((scene) => scene.part === 'good' && !scene.scratch && !scene.stain));
  });

  it('turns rotated parts 5 to 30 degrees, both ways', () => {
    const turns = seeds.map((seed) => demoScene(seed, 'rotated').rotationDegrees);
    assert.ok(turns.every((turn) => Math.abs(turn) >= 5 && Math.abs(turn) <= 30));
    assert.ok(turns.some((turn) => turn > 25) && turns.some((turn) => turn < -25));
  });

  it('scratches on the part, two pixels wide', () => {
    assert.equal(anomalyMagnitude.scratched.widthPixels, 2);
    for (const seed of seeds) {
      const { scratch, length } = demoScene(seed, 'scratched');
      assert.ok(scratch && Math.abs(scratch.u) < 20 && Math.abs(scratch.v) < length / 2);
    }
  });

  it('mixes in every wrong part', () => {
    assert.equal(new Set(seeds.map((seed) => demoScene(seed, 'wrongPart').part)).size, 5);
  });
});
