import { CallFailure } from '../../common/callFailure.ts';
import type { ExportState } from '../../common/historyAnswers.ts';
import type { ChildProcess } from '../childProcess.ts';
import { supervise, type Supervisor } from '../supervisor.ts';
import { systemTimers, type Timers } from '../timers.ts';
import type {
  ExportOrder,
  ReviewAnswerTypes,
  ReviewArguments,
  ReviewCall,
  ReviewReply,
  ReviewRequest,
} from './reviewProtocol.ts';

export interface ReviewClientOptions {
  readonly launch: () => ChildProcess;
  /** Absolute path of the database. */
  readonly file: string;
  readonly onExport: (state: ExportState) => void;
  /** The process ended: exports that were being written are not any more. */
  readonly onLost: (reason: string) => void;
  readonly timers?: Timers;
}

/** The station's end of the review process, which is started with the first question. */
export interface ReviewClient {
  /** Rejects with a CallFailure: what the process said, or that it ended before the answer. */
  ask<Name extends ReviewCall>(name: Name, args: ReviewArguments<Name>): Promise<ReviewAnswerTypes[Name]>;
  startExport(order: ExportOrder): void;
  cancelExport(exportId: string): void;
  close(): Promise<void>;
}

type Told = Exclude<ReviewReply, { kind: 'beat' | 'failing' | 'backUpRead' }>;

interface Waiting {
  resolve(value: unknown): void;
  reject(failure: CallFailure): void;
}

export function createReviewClient({
  launch,
  file,
  onExport,
  onLost,
  timers = systemTimers,
}: ReviewClientOptions): ReviewClient {
  let supervisor: Supervisor | null = null;
  let isRunning = false;
  let endedBecause = '';
  let nextId = 1;
  const waiting = new Map<number, Waiting>();

  function rejectAll(failure: CallFailure): void {
    for (const call of waiting.values()) call.reject(failure);
    waiting.clear();
  }

  function hear(reply: Told): void {
    if (reply.kind === 'exported') return onExport(reply.state);
    const call = waiting.get(reply.id);
    waiting.delete(reply.id);
    if (reply.kind === 'answered') call?.resolve(reply.value);
    else call?.reject(new CallFailure(reply.code, reply.message));
  }

  function send(request: ReviewRequest): void {
    if (supervisor === null) {
      supervisor = supervise({
        title: 'The review process',
        launch,
        beats: true,
        onStart(child) {
          isRunning = true;
          child.port.send({ kind: 'open', file } satisfies ReviewRequest);
        },
        onValue: (value) => hear(value as Told),
        onEnd(reason) {
          isRunning = false;
          endedBecause = reason;
          rejectAll(new CallFailure('failed', `${reason} It is started again; ask again in a moment.`));
          onLost(reason);
        },
        timers,
      });
      supervisor.start();
    }
    if (!isRunning) {
      throw new CallFailure(
        'failed',
        `The review process is being started again; ask again in a moment. ${endedBecause}`,
      );
    }
    supervisor.send(request);
  }

  return {
    ask<Name extends ReviewCall>(name: Name, args: ReviewArguments<Name>) {
      const id = nextId++;
      return new Promise<ReviewAnswerTypes[Name]>((resolve, reject) => {
        send({ kind: 'ask', id, name, args });
        waiting.set(id, { resolve: (value) => resolve(value as ReviewAnswerTypes[Name]), reject });
      });
    },
    startExport: (order) => send({ kind: 'export', order }),
    cancelExport: (exportId) => send({ kind: 'cancelExport', exportId }),
    async close() {
      rejectAll(new CallFailure('closed', 'The station is being closed.'));
      await supervisor?.close();
    },
  };
}
