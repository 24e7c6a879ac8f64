import { CallFailure } from '../../common/callFailure.ts';
import type { Port } from '../../common/port.ts';
import { beatEveryMs } from '../restartRule.ts';
import { openDatabaseReadOnly, requireNewestSchema } from '../store/db.ts';
import { readBackUp } from '../store/readBackUp.ts';
import { reviewAnswers, type ReviewAnswers } from './answerReview.ts';
import { createExports, type Exports } from './exports.ts';
import { readCounts } from './quarterCounts.ts';
import type { ReviewReply, ReviewRequest } from './reviewProtocol.ts';
import { writeOrderOf } from './writeOrder.ts';

export interface Review {
  readonly port: Port;
  /** Folder with the fonts of reports. */
  readonly fonts: URL;
  /** Ends this process, after what was sent has left. */
  readonly exit: (code: number) => void;
}

/** Memory for pages of the database, in KiB: facts and counts of some millions of rows. */
const pageCacheKibibytes = 131_072;

/** Answers questions about one station's log for as long as its port is open, over a connection that cannot write. */
export function serveReview({ port, fonts, exit }: Review): void {
  const send = (reply: ReviewReply) => port.send(reply);
  const beat = setInterval(() => send({ kind: 'beat' }), beatEveryMs);
  let opened: { answers: ReviewAnswers; exports: Exports; close: () => void } | null = null;

  port.onClose(() => {
    clearInterval(beat);
    opened?.exports.cancelAll();
    opened?.close();
    exit(0);
  });
  port.onValue((value) => {
    const request = value as ReviewRequest;
    try {
      if (request.kind === 'open') open(request.file);
      else if (request.kind === 'ask') void answer(request);
      else if (request.kind === 'export') opened?.exports.start(request.order);
      else if (request.kind === 'readBackUp') read(request.file);
      else opened?.exports.cancel(request.exportId);
    } catch (error) {
      send({ kind: 'failing', reason: messageOf(error) });
      exit(1);
    }
  });

  function open(file: string): void {
    const db = openDatabaseReadOnly(file);
    requireNewestSchema(db);
    db.pragma('query_only = ON');
    db.pragma(`cache_size = -${pageCacheKibibytes}`);
    const exports = createExports((state) => send({ kind: 'exported', state }), writeOrderOf(db, fonts));
    opened = { answers: reviewAnswers(db), exports, close: () => db.close() };
    readCounts(db);
  }

  function read(file: string): void {
    try {
      send({ kind: 'backUpRead', content: readBackUp(file) });
    } catch (error) {
      send({ kind: 'backUpRead', reason: messageOf(error) });
    }
  }

  async function answer({ id, name, args }: Extract<ReviewRequest, { kind: 'ask' }>): Promise<void> {
    try {
      if (opened === null) throw new Error('No database is open yet.');
      // Name and arguments belong together, which the union of answers cannot express.
      const ask = opened.answers[name] as (args: unknown) => Promise<never> | never;
      send({ kind: 'answered', id, value: await ask(args) });
    } catch (error) {
      const code = error instanceof CallFailure ? error.code : 'failed';
      send({ kind: 'refused', id, code, message: messageOf(error) });
    }
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error && error.message !== '' ? error.message : String(error);
}
