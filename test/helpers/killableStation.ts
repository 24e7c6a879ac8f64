import assert from 'node:assert/strict';
import Database from 'better-sqlite3';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { relative } from 'node:path';
import type { Inspection } from '../../electron/common/inspection.ts';
import { createInferenceClient } from '../../electron/node/inferenceClient.ts';
import { isOutputPath } from '../../electron/node/intake/imageName.ts';
import type { InferenceLink } from '../../electron/node/lane/inferenceLink.ts';
import { localUser } from '../../electron/node/localUser.ts';
import { forkProcess } from '../../electron/node/launchProcess.ts';
import { createStation } from '../../electron/node/station/createStation.ts';
import type { KillOrder, KillPoint } from './killPoints.ts';

// A station that kills itself at a named point. The points are found from outside, in what the station asks of the
// database, the file system and the inference process, so that it is the station as it is.
const order = JSON.parse(process.argv[2] ?? '') as KillOrder;
let timesLeft = order.time;

/** Synchronous, so that it is out before the end. */
function tell(kind: string, detail: unknown): void {
  fs.writeSync(1, `${JSON.stringify({ kind, detail })}\n`);
}

function reach(point: KillPoint, file: string | null): void {
  if (point !== order.point) return;
  timesLeft -= 1;
  if (timesLeft > 0) return;
  tell('killed', { point, file });
  process.kill(process.pid, 'SIGKILL');
}

/** Texts run in the transaction that is open. */
let run: string[] = [];
const { prepare, transaction } = Database.prototype;
Database.prototype.prepare = function (this: Database.Database, sql: string) {
  const statement = prepare.call(this, sql);
  const { run: original } = statement;
  statement.run = (...values: unknown[]) => {
    run.push(sql);
    return (original as (...values: unknown[]) => Database.RunResult).apply(statement, values);
  };
  return statement;
} as typeof prepare;
Database.prototype.transaction = function (this: Database.Database, work: (...args: unknown[]) => unknown) {
  const wrapped = transaction.call(this, (...args: unknown[]) => {
    run = [];
    const result = work(...args);
    if (did('INSERT INTO inspections')) reach('committing', null);
    return result;
  });
  const immediate = (...args: unknown[]): unknown => {
    const result = wrapped.immediate(...args);
    if (did('INSERT INTO inspections')) reach('committed', null);
    else if (did('INSERT INTO ledger')) reach('seen', null);
    return result;
  };
  return Object.assign(() => assert.fail('The store begins its transactions by immediate().'), { immediate });
} as unknown as typeof transaction;

function did(text: string): boolean {
  return run.some((sql) => sql.startsWith(text));
}

const { rename } = fs.promises;
fs.promises.rename = async (from, to) => {
  await rename(from, to);
  if (isOutputPath(relative(order.folder, String(to)))) reach('renamed', String(to));
};
syncBuiltinESMExports();

function watchedLink(link: InferenceLink): InferenceLink {
  return {
    ...link,
    judge(request) {
      link.judge(request);
      reach('taken', request.file);
      files.set(request.resultId, request.file);
    },
    onReply(listener) {
      link.onReply((reply) => {
        if (reply.kind === 'judged') reach('judged', files.get(reply.resultId) ?? null);
        else if (reply.kind === 'unreadable' && reply.code === 'incomplete') {
          reach('halfWritten', files.get(reply.resultId) ?? null);
        }
        listener(reply);
      });
    },
  };
}
const files = new Map<string, string>();

const inference = new URL('../../electron/processes/inference.ts', import.meta.url);
const station = await createStation({
  home: order.home,
  version: '0.0.0',
  demoBundle: '',
  demoOnFirstStart: false,
  createInference: () =>
    watchedLink(
      createInferenceClient(() => {
        const child = forkProcess(inference);
        tell('inference', child.pid);
        return child;
      }),
    ),
  launchTeach: () => {
    throw new Error('Nothing is taught here.');
  },
  launchReview: () => {
    throw new Error('Nothing is reviewed here.');
  },
  launchWorkbench: () => {
    throw new Error('Nothing is set up here.');
  },
});
station.subscribe((name, data) => {
  if (name !== 'inspectionsCompleted') return;
  tell(
    'announced',
    (data as readonly Inspection[]).map(({ resultId }) => resultId),
  );
});
if (order.bundle !== null) {
  await station.handlers.changeSettings({ provider: 'cpu' }, localUser);
  await station.watchWithBundle(order.folder, order.bundle, { recipe: { afterVerdict: 'move' } });
}
tell('ready', null);
process.once('SIGTERM', () => void station.close().then(() => process.exit(0)));
