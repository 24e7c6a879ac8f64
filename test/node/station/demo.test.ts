import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { eva, fakeStation } from '../../helpers/fakeStation.ts';

test('the first start runs the demo: simulated images in its own folder; one click stops camera and lane', async (t) => {
  const bench = await fakeStation(t, { purpose: 'demo', demoOnFirstStart: true });
  bench.inference.bundle = { ...bench.inference.bundle, purpose: 'demo' };
  assert.equal(bench.state().demo, 'running');
  assert.equal(bench.lane().path, join(bench.home, 'demo', 'camera'));
  await bench.until(() => bench.rows().length >= 2);
  assert.ok(bench.rows().every(({ simulated }) => simulated));
  assert.equal(bench.lane().simulated, true);
  assert.equal(bench.lane().recipe.purpose, 'demo');
  const events = await bench.call.listEvents({ limit: 100 }, eva);
  assert.deepEqual(
    events.filter(({ kind }) => kind === 'alarmRaised'),
    [],
    'the very first screen shows no alarm',
  );
  await bench.call.stopDemo({}, eva);
  assert.equal(bench.state().demo, 'stopped');
  assert.equal(bench.lane().source.state, 'stopped');
  const files = readdirSync(join(bench.home, 'demo', 'camera')).length;
  await pause(1300);
  assert.equal(readdirSync(join(bench.home, 'demo', 'camera')).length, files);
  await bench.restart({ demoOnFirstStart: true });
  assert.equal(bench.state().demo, 'stopped', 'stopped stays stopped');
  await bench.call.startDemo({}, eva);
  assert.equal(bench.state().demo, 'running');
  await bench.restart();
  assert.equal(bench.state().demo, 'running', 'running goes on');
  assert.equal((await bench.call.listRecipes({}, eva)).length, 1);
});
