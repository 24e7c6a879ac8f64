import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import sharp from 'sharp';
import type { RecalibrationOrder, TeachingOrder } from '../../../electron/common/contract.ts';
import type { RecipeId } from '../../../electron/common/inspection.ts';
import type { TeachReply } from '../../../electron/common/teachProtocol.ts';
import { memoryPair } from '../../../electron/node/ports.ts';
import type {
  RecalibrateFolderOptions,
  RecalibratedFolder,
} from '../../../electron/node/recalibrate/recalibrateFromFolder.ts';
import { serveTeaching } from '../../../electron/node/teach/serveTeaching.ts';
import type { TeachFolderOptions, teachFromFolder } from '../../../electron/node/teachFromFolder.ts';
import type { TrainingPicture } from '../../../models/trainNetwork.ts';
import { tempFolder } from '../../helpers/tempFolder.ts';

const order: TeachingOrder = {
  product: 'ring',
  good: '/good',
  region: null,
  channels: 1,
  size: 64,
  minutes: 5,
  head: 'ssim',
  seed: 3,
};
const flat = (grey: number): TrainingPicture => ({
  width: 4,
  height: 2,
  channels: 1,
  pixels: new Uint8Array(8).fill(grey),
});
const losses = { total: 1 } as never;

const never = () => Promise.reject(new Error('This was not ordered.'));

/** Orders one teaching from a served process and collects what it says until it ends. */
async function teachWith(context: TestContext, teach: typeof teachFromFolder, cancelOn?: string) {
  const folder = tempFolder(context);
  const [station, process] = memoryPair();
  const { promise: exited, resolve: exit } = Promise.withResolvers<number>();
  serveTeaching({ port: process, teach, recalibrate: never, lab: never, versions: { plumbline: '1' }, exit });
  const told: Extract<TeachReply, { kind: 'progress' }>['progress'][] = [];
  station.onValue((value) => {
    const reply = value as TeachReply;
    if (reply.kind !== 'progress') return;
    told.push(reply.progress);
    if (reply.progress.phase === cancelOn) station.send({ kind: 'cancel' });
  });
  const pictures = join(folder, 'pictures');
  station.send({ kind: 'teach', order, out: join(folder, 'bundle'), pictures });
  assert.equal(await exited, 0);
  await new Promise((resolve) => setImmediate(resolve));
  station.close();
  return { told, pictures, last: told.at(-1) };
}

const summary = { bundle: '', trained: 1, heldOut: 1, head: 'ssim', limit: 1, seconds: 1, steps: 1 } as const;

test('teaches what was ordered and ends with the calibration', async (context) => {
  let asked: TeachFolderOptions | undefined;
  const { told, pictures, last } = await teachWith(context, async (options) => {
    asked = options;
    const tell = (news: Parameters<NonNullable<TeachFolderOptions['onProgress']>>[0]) =>
      options.onProgress?.(news);
    const skipped = [{ file: 'bad.png', reason: 'It is empty.' }];
    tell({ phase: 'reading', read: 1, images: 30, skipped: [] });
    for (let step = 1; step <= 1000; step += 1) {
      tell({ phase: 'teaching', training: { step, total: 1000, losses, secondsLeft: 1000 - step } });
    }
    const reconstructions = [
      { image: flat(10), reconstruction: flat(20) },
      { image: flat(30), reconstruction: flat(40) },
    ];
    for (const step of [1000, 1001]) {
      tell({ phase: 'teaching', training: { step, total: 1001, losses, secondsLeft: 0, reconstructions } });
    }
    tell({ phase: 'calibrating' });
    tell({ phase: 'writing' });
    return { summary, calibration: 'The limit is 1.', replans: [], tiles: 1, skipped };
  });
  const { signal, onProgress, out, ...rest } = asked as TeachFolderOptions;
  assert.ok(signal && onProgress && out);
  const { minutes, ...ordered } = order;
  assert.deepEqual(rest, { ...ordered, budget: { minutes }, versions: { plumbline: '1' } });
  assert.deepEqual(
    [...new Set(told.map(({ phase }) => phase))],
    ['reading', 'teaching', 'calibrating', 'writing', 'done'],
  );
  assert.ok(told.length < 20, `${told.length} messages for 1000 steps`);
  assert.equal(last?.calibration, 'The limit is 1.');
  assert.deepEqual(last?.skipped, [{ file: 'bad.png', reason: 'It is empty.' }]);
  assert.equal(last?.picture, 2);
  assert.equal(last?.images, 30);
  assert.deepEqual(readdirSync(pictures).sort(), ['1.png', '2.png']);
  const { data, info } = await sharp(join(pictures, '2.png'))
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  assert.deepEqual([info.width, info.height], [8, 4]);
  assert.deepEqual([data[0], data[4], data[16], data[20]], [10, 30, 20, 40], 'images above reconstructions');
});

test('a failure ends with its sentence', async (context) => {
  const { last } = await teachWith(context, () =>
    Promise.reject(new RangeError('Only 3 good images, 20 are needed.')),
  );
  assert.deepEqual([last?.phase, last?.reason], ['failed', 'Only 3 good images, 20 are needed.']);
});

test('cancelled, it ends as cancelled', async (context) => {
  const { last } = await teachWith(
    context,
    async ({ onProgress, signal }) => {
      onProgress?.({ phase: 'teaching', training: { step: 1, total: 9, losses, secondsLeft: 9 } });
      await new Promise((_, reject) => signal?.addEventListener('abort', () => reject(new Error('aborted'))));
      throw new Error('not reached');
    },
    'teaching',
  );
  assert.deepEqual([last?.phase, last?.reason], ['cancelled', null]);
});

test('recalibrates what was ordered, in the words of a teaching', async () => {
  const [station, process] = memoryPair();
  const { promise: exited, resolve: exit } = Promise.withResolvers<number>();
  let asked: RecalibrateFolderOptions | undefined;
  const recalibrate = async (options: RecalibrateFolderOptions): Promise<RecalibratedFolder> => {
    asked = options;
    options.onProgress?.({ phase: 'reading', read: 1, images: 30 });
    options.onProgress?.({ phase: 'judging', judged: 16, images: 30 });
    options.onProgress?.({ phase: 'writing' });
    const leftOut = [{ file: 'a.png', reason: 'It taught this bundle.' }];
    return {
      bundle: '',
      calibration: {} as never,
      sentences: 'The limit is 2.',
      leftOut,
      doubt: 'Who knows.',
    };
  };
  serveTeaching({ port: process, teach: never, recalibrate, lab: never, versions: {}, exit });
  const told: Extract<TeachReply, { kind: 'progress' }>['progress'][] = [];
  station.onValue((value) => {
    const reply = value as TeachReply;
    if (reply.kind === 'progress') told.push(reply.progress);
  });
  const order: RecalibrationOrder = {
    ...{ recipeId: 'r' as RecipeId, good: '/good', bad: null, head: null, withRelabelled: true },
    ...{ targetOverkill: 0.01, allowEstimate: true, reviewOverkill: null },
    ...{ leaveOut: ['out.png'], badAmongGood: ['bad.png'] },
  };
  const folders = { bundle: '/home/bundles/b', home: '/home', out: '/out', pictures: '/pictures' };
  station.send({ kind: 'recalibrate', order, ...folders });
  assert.equal(await exited, 0);
  const { signal, onProgress, ...rest } = asked as RecalibrateFolderOptions;
  assert.ok(signal && onProgress);
  assert.deepEqual(rest, {
    ...{ bundle: '/home/bundles/b', out: '/out', good: '/good', relabelledIn: '/home', head: undefined },
    ...{ targetOverkill: 0.01, allowEstimate: true, reviewOverkill: undefined },
    ...{ leaveOut: ['out.png'], badAmongGood: ['bad.png'] },
  });
  await new Promise((resolve) => setImmediate(resolve));
  const phases = told.map(({ phase }) => phase);
  assert.deepEqual([...new Set(phases)], ['reading', 'calibrating', 'writing', 'done']);
  const last = told.at(-1);
  assert.equal(last?.calibration, 'The limit is 2. Who knows.');
  assert.deepEqual(last?.skipped, [{ file: 'a.png', reason: 'It taught this bundle.' }]);
  assert.deepEqual([told[1]?.step, told[1]?.steps], [16, 30]);
  station.close();
});
