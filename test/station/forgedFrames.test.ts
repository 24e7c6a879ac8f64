import assert from 'node:assert/strict';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { connect } from '../../electron/common/rpc.ts';
import { localUser } from '../../electron/node/localUser.ts';
import { openWebHost } from '../../electron/node/web/webHost.ts';
import { webSocketPort } from '../../electron/node/web/webSocketPort.ts';
import { stationBench } from '../helpers/stationBench.ts';
import { tinyCameraFile } from '../helpers/tinyBundle.ts';

const callFrame = { kind: 'call', id: 1, name: 'getState', args: {} };
const frames: readonly (string | Buffer)[] = [
  '',
  '{',
  'null',
  '[]',
  '"call"',
  '\u0000',
  Buffer.from([0xff, 0xfe, 0x00]),
  JSON.stringify({ ...callFrame, id: -1 }),
  JSON.stringify({ ...callFrame, id: 'one' }),
  JSON.stringify({ ...callFrame, id: 3, name: 'constructor' }),
  JSON.stringify({ ...callFrame, id: 4, name: '__proto__' }),
  JSON.stringify({ ...callFrame, id: 5, args: { resultId: '../../station.db' }, name: 'getInspection' }),
  JSON.stringify({ ...callFrame, id: 6, args: { path: 'log.db' }, name: 'backUp' }),
  JSON.stringify({
    ...callFrame,
    id: 7,
    args: { folderId: "x'; DROP TABLE ledger" },
    name: 'stopInspecting',
  }),
  JSON.stringify({ ...callFrame, id: 8, name: 'saveRecipe', args: { recipeId: null, settings: {} } }),
  JSON.stringify({ ...callFrame, id: 9, name: 'addReview', args: { resultId: 'r', decision: 'review' } }),
  JSON.stringify({ kind: 'done', id: 1, value: 'forged' }),
  JSON.stringify({ kind: 'failed', id: 1, code: 'failed', message: 'forged' }),
  JSON.stringify({ kind: 'event', sequence: 1, name: 'inspectionsCompleted', value: [{ verdict: 'pass' }] }),
  JSON.stringify({ kind: 'beat' }),
  JSON.stringify({ kind: 'judged', resultId: 'r1', scores: { learnedSimilarity: 0 } }),
  `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
  '{"kind":"call","id":10,"name":"getState","args":{"__proto__":{"polluted":true}}}',
];

test('malformed and forged frames over a real WebSocket: refused with sentences, nothing changes', async (t) => {
  const bench = await stationBench();
  t.after(() => bench.close());
  const folder = await bench.watch('camera');
  await bench.until('the source', async () => (await bench.lane(folder)).source.state === 'watching');
  const recipesBefore = (await bench.station.handlers.listRecipes({}, localUser)).length;
  const token = 't'.repeat(43);
  const host = await openWebHost({
    station: bench.station,
    token,
    screen: bench.root,
    host: '127.0.0.1',
    port: 0,
  });
  try {
    const open = async () => {
      const socket = new WebSocket(`ws://${new URL(host.url).host}/station?token=${token}`);
      await once(socket, 'open');
      return socket;
    };
    for (const frame of frames) {
      // One each: whichever ends its connection must not hide the next.
      const socket = await open();
      const refusals: { kind?: string; message?: string }[] = [];
      socket.on('error', () => {});
      socket.on('message', (data: Buffer) => refusals.push(JSON.parse(data.toString()) as object));
      socket.send(frame);
      await pause(10);
      socket.terminate();
      for (const { kind, message } of refusals.filter((one) => one.kind !== 'event')) {
        assert.equal(kind, 'failed', String(frame).slice(0, 100));
        assert.match(message ?? '', /^\S.{15,}\.$|^\w+ was given wrong arguments: ./s, 'a sentence');
        assert.doesNotMatch(message ?? '', /\n\s+at /, 'no stack');
      }
    }
    const { call, close } = connect(webSocketPort(await open()));
    const state = await call.getState({});
    assert.equal(state.phase, 'running');
    assert.equal(state.lanes[0]?.source.state, 'watching', 'no call was obeyed');
    close();
  } finally {
    await host.close();
  }
  assert.equal(({} as { polluted?: boolean }).polluted, undefined);
  assert.deepEqual(await bench.rows(), []);
  assert.equal((await bench.station.handlers.listRecipes({}, localUser)).length, recipesBefore);
  writeFileSync(join(folder.path, 'good.png'), await tinyCameraFile(1));
  assert.match((await bench.rowsUntil(1))[0]?.verdict ?? '', /^(pass|fail)$/);
});
