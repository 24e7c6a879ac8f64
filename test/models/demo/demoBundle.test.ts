import assert from 'node:assert/strict';
import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { prepareImage } from '../../../electron/node/imaging/prepare.ts';
import { openBundle } from '../../../electron/node/openBundle.ts';
import { drawDemo } from '../../../models/demo/drawDemo.ts';

const folder = resolve(import.meta.dirname, '../../../models/demo/bundle');

test('the demo bundle holds what a bundle holds and nothing else, in at most 20 MB', () => {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  assert.deepEqual(
    files.filter(({ name }) => !/^(model\.json|model\.onnx|\d+\.png)$/.test(name)).map(({ name }) => name),
    [],
  );
  assert.deepEqual(readdirSync(folder).sort(), ['model.json', 'model.onnx', 'references']);
  const bytes = files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
  assert.ok(bytes <= 20e6, `${bytes} bytes`);
});

test('it opens, is marked as demo and says how it was taught', async () => {
  await using opened = await openBundle(folder, { provider: 'cpu', threads: 1 });
  const { manifest } = opened.bundle;
  assert.equal(manifest.purpose, 'demo');
  assert.equal(manifest.calibration.head, 'fused');
  const { steps, minutes } = manifest.teaching;
  assert.ok(steps > 0 && minutes === null, 'taught by a number of steps, which gives the same bundle again');
  const scoreOf = async (kind: 'good' | 'missing'): Promise<number> => {
    const { width, height, pixels } = drawDemo({ seed: 900_001, kind });
    const image = {
      width,
      height,
      channels: 1,
      maxValue: 255,
      depth: 'uchar',
      data: pixels as Uint8Array,
    } as const;
    const [judgement] = await opened.judge.judge([await prepareImage(image, manifest.preprocessing)]);
    return judgement?.scores.fused ?? NaN;
  };
  assert.ok((await scoreOf('good')) <= manifest.calibration.limit);
  assert.ok((await scoreOf('missing')) > manifest.calibration.limit);
});
