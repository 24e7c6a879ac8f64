import type { LabReply, LabWork } from '../../common/labProtocol.ts';
import type { TeachReply, TeachRequest } from '../../common/teachProtocol.ts';
import type { ChildProcess } from '../childProcess.ts';

/** The last word of a lab process. */
export type LabEnding = Exclude<LabReply, { kind: 'labProgress' }>;

export interface RunningLabWork {
  /** Settled when the process is gone; never rejects. */
  readonly ending: Promise<LabEnding>;
  /** Asks it to end; one that does not is ended. */
  cancel(): void;
  /** Ends it at once. */
  kill(): void;
}

const cancelPatienceMs = 10_000;

/** One piece of lab work in a process of its own, of the kind that teaches: low in priority, so that inspection goes on. */
export function runLabWork(
  launch: () => ChildProcess,
  work: LabWork,
  onProgress: (progress: Extract<LabReply, { kind: 'labProgress' }>) => void,
): RunningLabWork {
  const child = launch();
  let lastWord: LabEnding | null = null;
  let cancelled = false;
  child.port.onValue((value) => {
    const reply = value as TeachReply;
    if (reply.kind === 'labProgress') onProgress(reply);
    else if (reply.kind === 'labDone' || reply.kind === 'labCancelled' || reply.kind === 'labFailed') {
      lastWord = reply;
    }
  });
  const ending = new Promise<LabEnding>((resolve) => {
    child.onExit((code, signal) => {
      const how = signal === null ? `with exit code ${code}` : `by ${signal}`;
      const reason = `The lab process ended ${how} before it was done; start it again.`;
      resolve(lastWord ?? (cancelled ? { kind: 'labCancelled' } : { kind: 'labFailed', reason }));
    });
  });
  child.port.send({ kind: 'lab', work } satisfies TeachRequest);
  return {
    ending,
    cancel() {
      cancelled = true;
      child.port.send({ kind: 'cancel' } satisfies TeachRequest);
      const timer = setTimeout(() => child.kill(), cancelPatienceMs);
      void ending.then(() => clearTimeout(timer));
    },
    kill() {
      cancelled = true;
      child.kill();
    },
  };
}
