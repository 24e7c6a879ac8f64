import type { SetUpTask, SetUpTaskId } from '../../common/setUp.ts';
import type { WorkbenchReply, WorkbenchRequest } from '../../common/workbenchProtocol.ts';
import type { ChildProcess } from '../childProcess.ts';

export interface RunningTask {
  task(): SetUpTask;
  cancel(): void;
  /** Ends the process at once; the task counts as cancelled. */
  kill(): Promise<void>;
}

type Request = Exclude<WorkbenchRequest, { kind: 'cancel' | 'prove' }>;
/** How long a cancelled process may take to end by itself. */
const cancelPatienceMs = 5000;

/** One task of the set-up in a process of its own: a crash there costs the task only. */
export function runSetUpTask(
  taskId: SetUpTaskId,
  request: Exclude<WorkbenchRequest, { kind: 'cancel' }>,
  launch: () => ChildProcess,
): RunningTask {
  const { kind } = request as Request;
  let task: SetUpTask = {
    ...{ taskId, kind, phase: 'running', done: 0, of: null, reason: null },
    folder: request.kind === 'collect' ? request.out : null,
    ...{ surveyed: [], tried: [], leftOut: [] },
  };
  let cancelled = false;
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  const child = launch();

  function hear(reply: WorkbenchReply): void {
    if (task.phase !== 'running') return;
    if (reply.kind === 'progress') task = { ...task, done: reply.done, of: reply.of };
    else if (reply.kind === 'tried') task = { ...task, tried: [...task.tried, reply.image] };
    else if (reply.kind === 'surveyed') task = { ...task, surveyed: reply.images };
    else if (reply.kind === 'leftOut') task = { ...task, leftOut: reply.files };
    else if (reply.kind === 'ended') task = { ...task, phase: reply.outcome, reason: reply.reason };
  }

  child.port.onValue((value) => hear(value as WorkbenchReply));
  child.onExit((code, signal) => {
    if (task.phase === 'running') {
      const how = signal === null ? `with exit code ${code}` : `by ${signal}`;
      task = cancelled
        ? { ...task, phase: 'cancelled' }
        : {
            ...task,
            phase: 'failed',
            reason: `The process ended ${how} before it was done; start it again.`,
          };
    }
    resolve();
  });
  child.port.send(request);

  return {
    task: () => task,
    cancel() {
      if (task.phase !== 'running' || cancelled) return;
      cancelled = true;
      child.port.send({ kind: 'cancel' } satisfies WorkbenchRequest);
      const timer = setTimeout(() => child.kill(), cancelPatienceMs);
      void ended.then(() => clearTimeout(timer));
    },
    async kill() {
      if (task.phase !== 'running') return;
      cancelled = true;
      child.kill();
      await ended;
    },
  };
}
