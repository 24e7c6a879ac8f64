import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fakeImage } from '../../helpers/fakeInference.ts';
import { eva, fakeStation } from '../../helpers/fakeStation.ts';

test('order and operator are in force from the next image on, over a restart, in rows, counts and audit trail', async (t) => {
  const bench = await fakeStation(t);
  const { folderId } = await bench.station.watchWithBundle(bench.camera, bench.bundle, {
    recipe: { namePattern: '^(?:job(?<job>\\d+) )?.*$' },
  });
  await bench.until(() => bench.lane().inference.phase === 'ready');
  let images = 0;
  const expose = async (name: string, score: number) => {
    writeFileSync(join(bench.camera, `${name}.png`), fakeImage(score, name));
    images += 1;
    await bench.until(() => bench.rows().length === images);
    return bench.rows().at(-1)!;
  };
  assert.deepEqual([bench.lane().job, bench.lane().jobCounts], [null, null]);
  assert.equal((await expose('a', 0.5)).jobId, null);

  const job = await bench.call.enterJob({ folderId, jobId: 'A4711', operator: 'Ina' }, eva);
  assert.deepEqual(bench.lane().job, job);
  assert.equal((await expose('b', 0.5)).jobId, 'A4711');
  assert.equal((await expose('job7 c', 1.5)).jobId, '7', 'what the camera says goes before what was entered');
  const counts = { pass: 1, fail: 1, review: 0, unreadable: 0 };
  assert.deepEqual(bench.lane().jobCounts, { since: job.enteredAt, counts });

  await bench.restart();
  assert.deepEqual(bench.lane().job, job);
  assert.deepEqual(bench.lane().jobCounts, { since: job.enteredAt, counts }, 'counted anew from the log');
  await bench.until(() => bench.lane().inference.phase === 'ready');
  assert.equal((await expose('d', 0.5)).jobId, 'A4711');

  await bench.call.enterJob({ folderId, jobId: 'A4711', operator: 'Otto' }, eva);
  assert.equal(bench.lane().jobCounts?.counts.pass, 2, 'the order goes on with another operator');
  await bench.call.enterJob({ folderId, jobId: null, operator: null }, eva);
  assert.equal(bench.lane().jobCounts, null);
  assert.equal((await expose('e', 0.5)).jobId, null);

  const listed = await bench.call.listJobs({ folderId, limit: 10 }, eva);
  assert.deepEqual(
    listed.map(({ jobId, operator, enteredBy }) => [jobId, operator, enteredBy]),
    [
      [null, null, 'eva'],
      ['A4711', 'Otto', 'eva'],
      ['A4711', 'Ina', 'eva'],
    ],
  );
  const { entries } = await bench.call.listAudit({ actions: ['jobEntered'], limit: 10 }, eva);
  assert.deepEqual(
    entries.map(({ by, old, new: after }) => [by, old, after]),
    [
      ['eva', { jobId: 'A4711', operator: 'Otto' }, { jobId: null, operator: null }],
      ['eva', { jobId: 'A4711', operator: 'Ina' }, { jobId: 'A4711', operator: 'Otto' }],
      ['eva', null, { jobId: 'A4711', operator: 'Ina' }],
    ],
  );
  await assert.rejects(
    async () => bench.call.enterJob({ folderId: 'none' as never, jobId: null, operator: null }, eva),
    /No folder with the id none is watched/,
  );
});
