import assert from 'node:assert/strict';
import {
  appendFileSync,
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { intakeBench } from '../../helpers/intakeBench.ts';

const files = (images: readonly { file: string }[]) => images.map(({ file }) => file);

for (const watching of ['events', 'polling'] as const) {
  test(`${watching}: files there before, written later and renamed into place are each handed out once`, async (t) => {
    const bench = await intakeBench(t, {
      watching,
      existing: (path) => writeFileSync(join(path, 'old.png'), 'old'),
    });
    await bench.takenCount(1);
    writeFileSync(join(bench.folder, 'direct.png'), 'direct');
    writeFileSync(join(bench.folder, 'renamed.png.tmp'), 'renamed');
    await bench.takenCount(2);
    assert.deepEqual(files(bench.taken), ['old.png', 'direct.png'], 'not while it is named .tmp');
    renameSync(join(bench.folder, 'renamed.png.tmp'), join(bench.folder, 'renamed.png'));
    await bench.takenCount(3);
    assert.equal(bench.taken[2]?.file, 'renamed.png');
    for (const image of bench.taken) bench.judge(image);
    await pause(700);
    assert.equal(bench.taken.length, 3);
    assert.ok(bench.taken.every(({ problem }) => problem === null));
  });
}

test('a slow writer is one image, handed out when it is done', async (t) => {
  const bench = await intakeBench(t);
  const file = join(bench.folder, 'slow.png');
  for (let piece = 0; piece < 8; piece += 1) {
    appendFileSync(file, 'x'.repeat(1000));
    await pause(20);
  }
  const [image] = await bench.takenCount(1);
  assert.equal(image?.settling.stamp.sizeBytes, 8000);
});

test('an incomplete image is looked at again while it grows, and stays as it is when its writer gave up', async (t) => {
  const bench = await intakeBench(t);
  const file = join(bench.folder, 'halting.png');
  writeFileSync(file, 'half');
  const [first] = await bench.takenCount(1);
  assert.ok(first && !first.settling.patient);
  bench.intake.putBack(first, 'incomplete');
  await pause(60);
  appendFileSync(file, 'more');
  const [, second] = await bench.takenCount(2);
  assert.equal(second, first, 'the same image, under the same ResultId');
  assert.equal(second?.settling.stamp.sizeBytes, 8);
  bench.intake.putBack(first, 'incomplete');
  await pause(200);
  assert.equal(bench.taken.length, 2, 'waited for');
  await bench.takenCount(3);
  assert.ok(first.settling.patient, 'the last try');
});

test('an empty file is handed out only when it stayed empty', async (t) => {
  const bench = await intakeBench(t);
  writeFileSync(join(bench.folder, 'stays.png'), '');
  writeFileSync(join(bench.folder, 'fills.png'), '');
  await pause(150);
  assert.equal(bench.taken.length, 0);
  writeFileSync(join(bench.folder, 'fills.png'), 'content');
  await bench.takenCount(2);
  assert.deepEqual(files(bench.taken), ['fills.png', 'stays.png']);
});

test('new content under an old name is a new image; the same version is none, also after a restart', async (t) => {
  const bench = await intakeBench(t);
  const file = join(bench.folder, 'fixed.png');
  writeFileSync(file, 'one');
  const [first] = await bench.takenCount(1);
  bench.judge(first!);
  await bench.restart();
  await pause(150);
  assert.equal(bench.taken.length, 0);
  writeFileSync(file, 'another');
  const [second] = await bench.takenCount(1);
  assert.notEqual(second?.resultId, first?.resultId);
  assert.equal(second?.inspectedSha256, 'fixed.png', 'the SHA-256 of what was inspected there before');
});

test('an image keeps its ResultId over a restart until it is judged', async (t) => {
  const bench = await intakeBench(t);
  writeFileSync(join(bench.folder, 'a.png'), 'a');
  const [before] = await bench.takenCount(1);
  await bench.restart();
  const [after] = await bench.takenCount(1);
  assert.equal(after?.resultId, before?.resultId);
  assert.notEqual(after, before);
});

test('an image that disappears before it is judged comes up with that reason, also after a restart', async (t) => {
  const bench = await intakeBench(t, { take: false });
  const file = join(bench.folder, 'short.png');
  writeFileSync(file, 'x');
  writeFileSync(join(bench.folder, 'stays.png'), 'x');
  while (bench.intake.readyCount < 2) await pause(10);
  unlinkSync(file);
  while (bench.intake.readyCount > 1) await pause(5);
  while (bench.intake.readyCount < 2) await pause(10);
  const taken = bench.intake.take(5);
  assert.equal(taken.find((image) => image.file === 'short.png')?.problem?.kind, 'gone');
  assert.equal(taken.find((image) => image.file === 'stays.png')?.problem, null);
  unlinkSync(join(bench.folder, 'stays.png'));
  await bench.restart();
  while (bench.intake.readyCount < 2) await pause(10);
  assert.deepEqual(
    bench.intake.take(5).map(({ problem }) => problem?.kind),
    ['gone', 'gone'],
  );
});

test('an image that gets another name before it is judged is one image', async (t) => {
  const bench = await intakeBench(t, { take: false });
  writeFileSync(join(bench.folder, 'temporary.png'), 'x');
  while (bench.intake.readyCount < 1) await pause(10);
  renameSync(join(bench.folder, 'temporary.png'), join(bench.folder, 'final.png'));
  await pause(600);
  assert.deepEqual(
    bench.intake.take(5).map(({ file, problem }) => [file, problem]),
    [['final.png', null]],
  );
});

test('a settled image replaced by another is told, and both come up', async (t) => {
  const bench = await intakeBench(t, { take: false });
  const file = join(bench.folder, 'fixed.png');
  writeFileSync(file, 'a longer image');
  while (bench.intake.readyCount < 1) await pause(10);
  writeFileSync(file, 'short');
  while (bench.intake.readyCount < 2) await pause(10);
  assert.deepEqual(
    bench.intake.take(5).map(({ problem }) => problem?.kind),
    ['overwritten', undefined],
  );
});

test('an image replaced while it is judged is judged as it was, then the new one', async (t) => {
  const bench = await intakeBench(t);
  const file = join(bench.folder, 'fixed.png');
  writeFileSync(file, 'first');
  const [first] = await bench.takenCount(1);
  writeFileSync(file, 'second');
  await pause(100);
  bench.judge(first!);
  const [, second] = await bench.takenCount(2);
  assert.equal(second?.problem, null);
  assert.notEqual(second?.resultId, first?.resultId);
});

test('a changed answer with a new file under the name is an overwritten image and a new one', async (t) => {
  const bench = await intakeBench(t);
  const file = join(bench.folder, 'fixed.png');
  writeFileSync(file, 'first');
  const [first] = await bench.takenCount(1);
  writeFileSync(`${file}.tmp`, 'second');
  renameSync(`${file}.tmp`, file);
  bench.intake.putBack(first!, 'changed');
  await bench.takenCount(3);
  assert.deepEqual(
    bench.taken.slice(1).map(({ resultId, problem }) => [resultId === first?.resultId, problem?.kind]),
    [
      [true, 'overwritten'],
      [false, undefined],
    ],
  );
});

test('an image said to change for ever although it does not ends with that reason', async (t) => {
  const bench = await intakeBench(t);
  writeFileSync(join(bench.folder, 'a.png'), 'a');
  for (let round = 1; round <= 6; round += 1) {
    const image = (await bench.takenCount(round)).at(-1)!;
    if (image.problem !== null) break;
    bench.intake.putBack(image, 'changed');
  }
  assert.equal(bench.taken.at(-1)?.problem?.kind, 'restless');
});

test('links are followed inside the folder only', { skip: process.platform === 'win32' }, async (t) => {
  const bench = await intakeBench(t, {
    existing(path) {
      writeFileSync(join(path, '..', 'secret.png'), 'secret');
      symlinkSync(join(path, '..', 'secret.png'), join(path, 'out.png'));
      symlinkSync(join(path, 'nowhere.png'), join(path, 'dangling.png'));
      mkdirSync(join(path, 'sub'));
      writeFileSync(join(path, 'sub', 'target.png'), 'target');
      symlinkSync(join('sub', 'target.png'), join(path, 'in.png'));
    },
  });
  await bench.takenCount(3);
  const problem = (file: string) => bench.taken.find((image) => image.file === file)?.problem;
  assert.match(problem('out.png')?.reason ?? '', /leads out of the watched folder/);
  assert.match(problem('dangling.png')?.reason ?? '', /is not there/);
  assert.equal(problem('in.png'), null);
  for (const image of bench.taken) bench.judge(image);
  await bench.restart();
  await pause(200);
  assert.equal(bench.taken.length, 0, 'told once');
});

test(
  'names with spaces, quotes, newlines, emoji and 200 characters are kept as they are',
  { skip: process.platform === 'win32' },
  async (t) => {
    const names = ['two words.png', `it's "so".png`, 'new\nline.png', '🙂 ü.png', `${'n'.repeat(196)}.png`];
    const bench = await intakeBench(t, {
      existing: (path) => names.forEach((name) => writeFileSync(join(path, name), 'x')),
    });
    await bench.takenCount(names.length);
    assert.deepEqual(files(bench.taken).sort(), [...names].sort());
  },
);

test('sub-folders are taken when wanted, dated output folders never', async (t) => {
  const existing = (path: string) => {
    for (const sub of ['2026-03-01', 'pass/2026-03-01', 'pass', '.hidden']) {
      mkdirSync(join(path, sub), { recursive: true });
      writeFileSync(join(path, sub, 'a.png'), 'x');
    }
  };
  const deep = await intakeBench(t, { recursive: true, existing });
  await deep.takenCount(2);
  mkdirSync(join(deep.folder, '2026-03-02'));
  writeFileSync(join(deep.folder, '2026-03-02', 'b.png'), 'x');
  await deep.takenCount(3);
  assert.deepEqual(files(deep.taken).sort(), ['2026-03-01/a.png', '2026-03-02/b.png', 'pass/a.png']);
  const flat = await intakeBench(t, { existing });
  await pause(150);
  assert.equal(flat.taken.length, 0);
});

test('existing files can be ignored, once: what comes later, or anew, is inspected', async (t) => {
  const old = new Date(Date.now() - 60_000);
  const bench = await intakeBench(t, {
    existingFiles: 'ignore',
    existing(path) {
      for (const name of ['a.png', 'b.png']) {
        writeFileSync(join(path, name), 'x');
        utimesSync(join(path, name), old, old);
      }
    },
  });
  await pause(150);
  assert.equal(bench.taken.length, 0);
  writeFileSync(join(bench.folder, 'b.png'), 'other');
  await bench.takenCount(1);
  await bench.restart();
  await bench.takenCount(1);
  assert.deepEqual(files(bench.taken), ['b.png'], 'ignored for good');
});

test('a folder missing at the start, removed and back: missing is shown, nothing is lost or told twice', async (t) => {
  const bench = await intakeBench(t, {
    watching: 'events',
    existing: (path) => rmSync(path, { recursive: true }),
  });
  while (bench.sources.at(-1) !== 'missing') await pause(10);
  assert.match(bench.intake.source.reason ?? '', /cannot be watched: it is not there/);
  mkdirSync(bench.folder);
  writeFileSync(join(bench.folder, 'a.png'), 'a');
  const [first] = await bench.takenCount(1);
  bench.judge(first!);
  const kept = `${bench.folder}-kept`;
  renameSync(bench.folder, kept);
  while (bench.sources.at(-1) !== 'missing') await pause(10);
  renameSync(kept, bench.folder);
  while (bench.sources.at(-1) !== 'watching') await pause(10);
  writeFileSync(join(bench.folder, 'b.png'), 'b');
  await bench.takenCount(2);
  assert.deepEqual(files(bench.taken), ['a.png', 'b.png']);
  assert.deepEqual(bench.sources, ['missing', 'watching', 'missing', 'watching']);
});

test('order: by time within a look, and by number in the name where times agree', async (t) => {
  const bench = await intakeBench(t, {
    existing(path) {
      const at = (name: string, seconds: number) => {
        writeFileSync(join(path, name), 'x');
        utimesSync(join(path, name), seconds, seconds);
      };
      at('i10.png', 1000);
      at('i9.png', 1000);
      at('late.png', 2000);
      at('zero.png', 500);
    },
  });
  await bench.takenCount(4);
  assert.deepEqual(files(bench.taken), ['zero.png', 'i9.png', 'i10.png', 'late.png']);
  assert.ok(statSync(bench.folder).isDirectory());
});
