import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { decodeImage } from '../../../electron/node/imaging/decode.ts';
import { prepareImage } from '../../../electron/node/imaging/prepare.ts';
import { decodeModel } from '../../../models/graph/decodeModel.ts';
import { tensorNames, type HeadName } from '../../../models/manifest.ts';
import { Session, float32Of, float32Tensor } from '../../../models/session.ts';
import { writeBundle } from '../../../models/writeBundle.ts';
import { runCli } from '../../helpers/runCli.ts';
import { tempFolder } from '../../helpers/tempFolder.ts';
import { tinyBundle } from '../../helpers/tinyBundle.ts';

test('export: one ONNX file that scores as the bundle and says how it is used', async (context) => {
  const folder = tempFolder(context);
  const content = await tinyBundle();
  const { manifest } = content;
  await writeBundle(join(folder, 'bundle'), content);
  const { code, lines, errors } = await runCli(
    ['export', '--bundle', 'bundle', '--out', 'model.onnx'],
    folder,
  );
  assert.equal(code, 0, errors);
  const exported = readFileSync(join(folder, 'model.onnx'));
  const { head, limit } = manifest.calibration;
  assert.deepEqual(lines, [{ path: join(folder, 'model.onnx'), sizeBytes: exported.length, head, limit }]);
  assert.deepEqual(readdirSync(folder).toSorted(), ['bundle', 'model.onnx'], 'nothing is left beside it');

  const { metadata } = decodeModel(exported);
  assert.deepEqual(JSON.parse(metadata['manifest']!), manifest);
  assert.deepEqual(JSON.parse(metadata['preprocessing']!), manifest.preprocessing);
  assert.equal(Number(metadata['limit']), limit);
  assert.equal(metadata['head'], head);
  assert.equal(metadata['product'], 'tiny');

  await using session = await Session.load(exported, { threads: 1 });
  const { file, scores } = manifest.references[0]!;
  const { channels, height, width } = manifest.preprocessing;
  const image = await prepareImage(
    await decodeImage(Buffer.from(content.references.get(file)!)),
    manifest.preprocessing,
  );
  const outputs = await session.run({
    [tensorNames.image]: float32Tensor([1, channels, height, width], image),
  });
  for (const [name, expected] of Object.entries(scores)) {
    const score = float32Of(outputs, tensorNames.score(name as HeadName))[0]!;
    assert.ok(Math.abs(score - expected) <= 1e-4 * Math.abs(expected), `${name} ${score}, ${expected}`);
  }
  assert.equal(metadata['scoreOutput'], tensorNames.score(head));
  const map = float32Of(outputs, metadata['mapOutput']!);
  assert.equal(map.length, height * width);
  assert.ok(Number(metadata['mapLimit']) > 0);
  assert.equal(session.outputNames.filter((name) => /map/i.test(name)).length, 1, 'no other map is computed');

  const wrong = await runCli(['export', '--bundle', 'nothing', '--out', 'other.onnx'], folder);
  assert.equal(wrong.code, 2);
  assert.match(wrong.errors, /there is no such folder/);
});
