import assert from 'node:assert/strict';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { AlarmKind } from '../../../electron/common/alarm.ts';
import { listInspections } from '../../../electron/node/store/inspections.ts';
import { unjudgedImages } from '../../../electron/node/store/ledger.ts';
import { fakeImage } from '../../helpers/fakeInference.ts';
import { laneBench, type LaneBench } from '../../helpers/laneBench.ts';

const write = (bench: LaneBench, name: string, text: string) => writeFileSync(join(bench.folder, name), text);
const brief = (bench: LaneBench) => bench.rows.map(({ file, verdict }) => `${file} ${verdict}`);
const alarmKinds = (bench: LaneBench): AlarmKind[] => bench.alarms.list().map(({ kind }) => kind);
const today = () => {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()]
    .map((one) => String(one).padStart(2, '0'))
    .join('-');
};

test('images become rows in the order of arrival, committed before they are announced', async (t) => {
  const bench = await laneBench(t, {
    namePattern: '^(?<job>J\\d+)_(?<part>\\d+)_(?<view>\\w+)_(?<number>\\d+)',
  });
  bench.inference.judgeMs = 3;
  for (let index = 1; index <= 12; index += 1) {
    const name = `J7_${100 + index}_top_${index}.png`;
    write(bench, name, fakeImage(index % 3 === 0 ? 1.5 : 0.5, name));
    utimesSync(join(bench.folder, name), 1000 + index, 1000 + index);
  }
  await bench.until(() => bench.rows.length === 12);
  assert.deepEqual(bench.uncommitted, []);
  assert.deepEqual(
    bench.rows.map(({ number }) => number),
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
  );
  assert.deepEqual(
    bench.rows.map(({ sequence }) => sequence),
    bench.rows.map((_, index) => index + 1),
  );
  const [first, , third] = bench.rows;
  assert.deepEqual([first?.verdict, third?.verdict], ['pass', 'fail']);
  assert.deepEqual([first?.partId, first?.jobId, first?.view], ['101', 'J7', 'top']);
  assert.deepEqual([first?.recipeVersion, first?.bundleId, first?.provider], [2, 'bundle-1', 'cpu']);
  assert.equal(first?.simulated, false);
  const state = bench.lane.state();
  assert.deepEqual(state.counts, { pass: 8, fail: 4, review: 0, unreadable: 0 });
  assert.equal(state.latest?.resultId, bench.rows.at(-1)?.resultId);
  assert.equal(state.imagesPerMinute, 12);
  assert.ok(bench.inference.maxOutstanding > 1, 'decoding and running overlap');
});

test('bad images are rows with a reason, and the lane goes on', async (t) => {
  const bench = await laneBench(t);
  write(bench, 'text.png', 'hello');
  write(bench, 'zero.png', '');
  write(bench, 'cut.png', 'score 0.5 and then');
  write(bench, 'good.png', fakeImage(0.5));
  await bench.until(() => bench.rows.length === 4);
  assert.deepEqual(brief(bench).sort(), [
    'cut.png unreadable',
    'good.png pass',
    'text.png unreadable',
    'zero.png unreadable',
  ]);
  const text = bench.rows.find(({ file }) => file === 'text.png');
  assert.deepEqual(
    [text?.processingState, text?.reason, text?.score],
    ['failed', 'The file is not an image.', null],
  );
});

test('one in so many passes keeps its pixels, none when the recipe says so', async (t) => {
  const bench = await laneBench(t, { archiveOneInPasses: 3 });
  const kept = () =>
    bench.inference.links
      .at(-1)
      ?.asked.slice(-7)
      .map(({ archivePass }) => archivePass);
  for (let index = 0; index < 7; index += 1) write(bench, `${index}.png`, fakeImage(0.5, `${index}`));
  await bench.until(() => bench.rows.length === 7);
  assert.deepEqual(kept(), [false, false, true, false, false, true, false]);
  await bench.lane.switchRecipe(bench.recipe({ archiveOneInPasses: 0 }));
  for (let index = 7; index < 14; index += 1) write(bench, `${index}.png`, fakeImage(0.5, `${index}`));
  await bench.until(() => bench.rows.length === 14);
  assert.deepEqual(kept(), new Array(7).fill(false));
});

test('the limit in force is the recipe’s, and a score at it passes', async (t) => {
  const bench = await laneBench(t, { limit: 0.4 });
  write(bench, 'at.png', fakeImage(0.4));
  write(bench, 'above.png', fakeImage(0.41));
  await bench.until(() => bench.rows.length === 2);
  assert.deepEqual(Object.fromEntries(bench.rows.map(({ file, verdict }) => [file, verdict])), {
    'at.png': 'pass',
    'above.png': 'fail',
  });
  assert.ok(bench.rows.every(({ limit }) => limit === 0.4));
  assert.equal(bench.lane.state().recipe.bundle?.limit, 0.4);
});

test('between the two limits a part is left for review: counted, logged and moved as such', async (t) => {
  const bench = await laneBench(t, { afterVerdict: 'move' });
  bench.inference.bundle = { ...bench.inference.bundle, limit: 1, reviewLimit: 0.8 };
  await bench.restart();
  for (const [name, score] of [
    ['pass', 0.8],
    ['review', 0.9],
    ['fail', 1.1],
  ] as const) {
    write(bench, `${name}.png`, fakeImage(score));
  }
  await bench.until(() => bench.rows.length === 3);
  for (const { file, verdict, reviewLimit, limit, calibrationId } of bench.rows) {
    assert.equal(file, `${verdict}.png`);
    assert.deepEqual([limit, reviewLimit, calibrationId], [1, 0.8, 'calibration-1']);
    await bench.until(() => existsSync(join(bench.folder, verdict, today(), file)));
  }
  assert.deepEqual(bench.lane.state().counts, { pass: 1, fail: 1, review: 1, unreadable: 0 });
  const asked = bench.inference.links.at(-1)?.asked.map(({ limit, reviewLimit }) => [limit, reviewLimit]);
  assert.deepEqual(
    asked,
    [
      [1, 0.8],
      [1, 0.8],
      [1, 0.8],
    ],
    'the archive picture is decided by both',
  );

  await bench.lane.switchRecipe(bench.recipe({ limit: 2, reviewLimit: 1.5 }));
  write(bench, 'hand.png', fakeImage(1.6));
  await bench.until(() => bench.rows.length === 4);
  const hand = bench.rows[3];
  assert.deepEqual([hand?.verdict, hand?.limit, hand?.reviewLimit], ['review', 2, 1.5]);
  assert.equal(hand?.calibrationId, 'calibration-1-byHand');
  const shown = bench.lane.state().recipe.bundle;
  assert.deepEqual(
    [shown?.limit, shown?.reviewLimit, shown?.calibrationId],
    [2, 1.5, 'calibration-1-byHand'],
  );
});

test('an image that ends the inference process three times is unreadable; the others are judged', async (t) => {
  const bench = await laneBench(t);
  bench.inference.judgeMs = 5;
  for (const [name, text] of [
    ['a', fakeImage(0.1)],
    ['b', 'crash'],
    ['c', fakeImage(0.2)],
    ['d', 'hang'],
    ['e', fakeImage(0.3)],
  ] as const) {
    write(bench, `${name}.png`, text);
    utimesSync(join(bench.folder, `${name}.png`), 1000, 1000);
  }
  await bench.until(() => bench.rows.length === 5);
  assert.deepEqual(brief(bench), [
    'a.png pass',
    'b.png unreadable',
    'c.png pass',
    'd.png unreadable',
    'e.png pass',
  ]);
  assert.match(
    bench.rows[1]?.reason ?? '',
    /^Judging it failed 3 times; the last time: The inference process ended with exit code 1\.$/,
  );
  assert.ok(alarmKinds(bench).includes('inferenceFailing'));
  const asked = bench.inference.links[0]?.asked.map(({ file }) => file) ?? [];
  const times = (name: string) => asked.filter((file) => file.endsWith(name)).length;
  assert.equal(times('b.png'), 3, 'and not once more');
});

test('a touched file with the same content is not inspected again; new content is', async (t) => {
  const bench = await laneBench(t);
  write(bench, 'a.png', fakeImage(0.5));
  await bench.until(() => bench.rows.length === 1);
  utimesSync(join(bench.folder, 'a.png'), 5000, 5000);
  await bench.until(() => bench.inference.links[0]?.asked.length === 2);
  await bench.until(() => unjudgedImages(bench.db, bench.lane.folder.folderId).length === 0);
  assert.equal(bench.rows.length, 1);
  write(bench, 'a.png', fakeImage(2));
  await bench.until(() => bench.rows.length === 2);
  assert.deepEqual(brief(bench), ['a.png pass', 'a.png fail']);
});

test('after the verdict a file moves into the dated folder of its verdict, and a name taken there gets a number', async (t) => {
  const bench = await laneBench(t, { afterVerdict: 'move' });
  mkdirSync(join(bench.folder, 'pass', today()), { recursive: true });
  write(bench, `pass/${today()}/good.png`, 'somebody else’s');
  write(bench, 'good.png', fakeImage(0.5));
  write(bench, 'bad.png', fakeImage(2));
  write(bench, 'text.png', 'hello');
  const moved = () => listInspections(bench.db, { limit: 9 }).filter(({ movedTo }) => movedTo !== null);
  await bench.until(() => moved().length === 3);
  assert.deepEqual(Object.fromEntries(moved().map(({ file, movedTo }) => [file, movedTo])), {
    'good.png': `pass/${today()}/good_2.png`,
    'bad.png': `fail/${today()}/bad.png`,
    'text.png': `unreadable/${today()}/text.png`,
  });
  assert.equal(readFileSync(join(bench.folder, `pass/${today()}/good.png`), 'utf8'), 'somebody else’s');
  assert.equal(readFileSync(join(bench.folder, `pass/${today()}/good_2.png`), 'utf8'), fakeImage(0.5));
  assert.equal(existsSync(join(bench.folder, 'good.png')), false);
  write(bench, 'good.png', fakeImage(0.5));
  await bench.until(() => bench.rows.length === 4);
  assert.equal(
    bench.rows[3]?.verdict,
    'pass',
    'a file exported anew after the move is a new image, even of the same content',
  );
  await pause(300);
  assert.equal(bench.rows.length, 4);
});

test('a move cut off by a kill is finished or recognised at the next start', async (t) => {
  const bench = await laneBench(t, { afterVerdict: 'move' }, { start: false });
  const { db, lane } = bench;
  const target = (name: string) => `pass/${today()}/${name}`;
  mkdirSync(join(bench.folder, 'pass', today()), { recursive: true });
  await lane.start();
  for (const name of ['before.png', 'after.png']) write(bench, name, fakeImage(0.5, name));
  await bench.until(() => listInspections(db, { limit: 9 }).filter(({ movedTo }) => movedTo).length === 2);
  await lane.stop();
  // As if killed before the rename of one and after that of the other.
  db.exec(`UPDATE ledger SET state = 'moving'`);
  db.exec(`UPDATE inspections SET movedTo = NULL`);
  const { renameSync } = await import('node:fs');
  renameSync(join(bench.folder, target('before.png')), join(bench.folder, 'before.png'));
  await bench.restart();
  await bench.until(() => listInspections(db, { limit: 9 }).filter(({ movedTo }) => movedTo).length === 2);
  await pause(150);
  assert.deepEqual(readdirSync(join(bench.folder, 'pass', today())).sort(), ['after.png', 'before.png']);
  assert.equal(listInspections(db, { limit: 9 }).length, 2, 'no image twice');
});

test(
  'where files cannot be moved an alarm says so and the verdict stands',
  { skip: process.getuid?.() === 0 || process.platform === 'win32' },
  async (t) => {
    const bench = await laneBench(t, { afterVerdict: 'move' });
    chmodSync(bench.folder, 0o555);
    t.after(() => chmodSync(bench.folder, 0o755));
    await bench.until(() => alarmKinds(bench).includes('moveFailed'));
  },
);

test('a file in the way of the dated folder is a moveFailed alarm, and the file stays', async (t) => {
  const bench = await laneBench(t, { afterVerdict: 'move' });
  write(bench, 'pass', 'a file named like the folder');
  write(bench, 'good.png', fakeImage(0.5));
  await bench.until(() => alarmKinds(bench).includes('moveFailed'));
  assert.equal(bench.rows.length, 1);
  assert.ok(statSync(join(bench.folder, 'good.png')).isFile());
  await pause(200);
  assert.equal(bench.rows.length, 1);
});

test('another recipe takes over between two images, in a process of its own, and rows say which was in force', async (t) => {
  const bench = await laneBench(t);
  bench.inference.judgeMs = 20;
  // More than are asked for at once, so that some wait for the next recipe.
  for (let index = 0; index < 40; index += 1) write(bench, `a${index}.png`, fakeImage(0.5, `${index}`));
  await bench.until(() => bench.rows.length >= 1);
  const next = bench.recipe({ bundle: 'bundle-2', limit: 0.3 });
  await bench.lane.switchRecipe(next);
  await bench.until(() => bench.rows.length === 40);
  const versions = bench.rows.map(({ recipeVersion }) => recipeVersion);
  assert.deepEqual(versions, versions.toSorted());
  assert.deepEqual([...new Set(versions)], [2, 3]);
  for (const { recipeVersion, limit, verdict } of bench.rows) {
    assert.deepEqual([limit, verdict], recipeVersion === 2 ? [1, 'pass'] : [0.3, 'fail']);
  }
  assert.deepEqual(
    bench.inference.links.map(({ closed }) => closed),
    [true, false],
  );
  await bench.lane.switchRecipe(bench.recipe({ bundle: 'bundle-2', limit: 0.7 }));
  assert.equal(bench.inference.links.length, 2, 'another limit needs no other process');
});

test('a refused bundle leaves the images in the folder until another recipe is in force', async (t) => {
  const bench = await laneBench(t, {}, { start: false });
  bench.inference.refusal = 'The bundle is damaged.';
  await bench.lane.start();
  write(bench, 'a.png', fakeImage(0.5));
  await bench.until(() => alarmKinds(bench).includes('bundleRefused'));
  await bench.until(() => bench.lane.state().queue.depth === 1);
  assert.equal(bench.lane.state().inference.phase, 'refused');
  bench.inference.refusal = null;
  await bench.lane.switchRecipe(bench.recipe({ bundle: 'bundle-2' }));
  await bench.until(() => bench.rows.length === 1);
  assert.ok(
    bench.alarms
      .list()
      .every(({ kind, state }) => kind !== 'bundleRefused' || state === 'returnedUnacknowledged'),
  );
});

test('stopping finishes the images in hand and leaves the rest to the next start, each once', async (t) => {
  const bench = await laneBench(t);
  bench.inference.judgeMs = 15;
  for (let index = 0; index < 60; index += 1) write(bench, `a${index}.png`, fakeImage(0.5, `${index}`));
  await bench.until(() => bench.rows.length >= 2);
  await bench.lane.stop();
  assert.ok(bench.rows.length < 60);
  assert.equal(bench.lane.state().source.state, 'stopped');
  const before = bench.rows.length;
  await pause(60);
  assert.equal(bench.rows.length, before);
  await bench.lane.start();
  await bench.until(() => bench.rows.length === 60);
  assert.equal(new Set(bench.rows.map(({ file }) => file)).size, 60);
});

test('a full disk: images wait, an alarm shows, and all are committed once when there is room', async (t) => {
  const bench = await laneBench(t);
  write(bench, 'first.png', fakeImage(0.5));
  await bench.until(() => bench.rows.length === 1);
  const pages = bench.db.pragma('page_count', { simple: true }) as number;
  bench.db.pragma(`max_page_count = ${pages}`);
  for (let index = 0; index < 150; index += 1) write(bench, `a${index}.png`, fakeImage(0.5, `${index}`));
  await bench.until(() => alarmKinds(bench).includes('storeFailed'));
  assert.ok(bench.rows.length < 151);
  bench.db.pragma('max_page_count = 1000000');
  await bench.until(() => bench.rows.length === 151);
  await pause(100);
  assert.equal(listInspections(bench.db, { limit: 500 }).length, 151);
  assert.ok(
    bench.alarms
      .list()
      .every(({ kind, state }) => kind !== 'storeFailed' || state === 'returnedUnacknowledged'),
  );
});

test('a slow judge: the queue fills, the rest waits in the folder, and nothing is dropped', async (t) => {
  const bench = await laneBench(t, {}, { start: false });
  for (let index = 0; index < 200; index += 1) write(bench, `a${index}.png`, fakeImage(0.5, `${index}`));
  bench.inference.judgeMs = 2;
  await bench.lane.start();
  await bench.until(() => bench.lane.state().queue.slowed);
  const { depth, capacity, behind } = bench.lane.state().queue;
  assert.equal(depth, capacity);
  assert.ok(behind > 0 && depth + behind <= 200);
  await bench.until(() => bench.rows.length === 200);
  assert.equal(new Set(bench.rows.map(({ resultId }) => resultId)).size, 200);
});

test('a skipped number is an alarm, a fallback of the provider too', async (t) => {
  const bench = await laneBench(
    t,
    { namePattern: '(?<number>\\d+)', numberGapAlarm: true },
    { start: false },
  );
  bench.inference.fallbackReason = 'cuda could not be loaded; cpu runs instead.';
  await bench.lane.start();
  for (const number of [1, 2, 4]) {
    write(bench, `i${number}.png`, fakeImage(0.5, `${number}`));
    await bench.until(() => bench.rows.at(-1)?.number === number);
  }
  const gap = bench.alarms.list().find(({ kind }) => kind === 'numberGap');
  assert.match(gap?.message ?? '', /^1 number is missing before 4: 3\.$/);
  const fallback = bench.alarms.list().find(({ kind }) => kind === 'providerFallback');
  assert.match(fallback?.message ?? '', /cuda could not be loaded/);
});

test('the demo’s folder and a demo bundle make simulations, which production counts leave out', async (t) => {
  const bench = await laneBench(t, {}, { start: false });
  bench.inference.bundle = { ...bench.inference.bundle, purpose: 'demo' };
  await bench.lane.start();
  write(bench, 'a.png', fakeImage(0.5));
  await bench.until(() => bench.rows.length === 1);
  assert.equal(bench.rows[0]?.simulated, true);
  assert.equal(bench.lane.state().simulated, true);
  const { counts, imagesPerMinute } = bench.lane.state();
  assert.deepEqual([counts.pass, imagesPerMinute], [1, 1]);
  bench.inference.bundle = { ...bench.inference.bundle, purpose: 'production' };
  await bench.lane.switchRecipe(bench.recipe({ bundle: 'bundle-2' }));
  await bench.until(() => !bench.lane.state().simulated);
  assert.equal(bench.lane.state().counts.pass, 0);
  assert.equal(bench.lane.state().imagesPerMinute, 0);
});
