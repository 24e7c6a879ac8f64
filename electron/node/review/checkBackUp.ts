import { CallFailure } from '../../common/callFailure.ts';
import type { BackUpContent } from '../../common/keeping.ts';
import type { ChildProcess } from '../childProcess.ts';
import type { ReviewReply, ReviewRequest } from './reviewProtocol.ts';

/**
 * Has a process of its own read all of a backup: a large one takes longer than anybody should wait for.
 * Rejects with a CallFailure, a sentence, when it is not whole.
 */
export function checkBackUp(launch: () => ChildProcess, file: string): Promise<BackUpContent> {
  const child = launch();
  const { promise, resolve, reject } = Promise.withResolvers<BackUpContent>();
  child.port.onValue((value) => {
    const reply = value as ReviewReply;
    if (reply.kind !== 'backUpRead') return;
    if ('content' in reply) resolve(reply.content);
    else reject(new CallFailure('refused', reply.reason));
  });
  child.onExit(() =>
    reject(new CallFailure('failed', `The process that reads the backup ${file} ended before it had.`)),
  );
  child.port.send({ kind: 'readBackUp', file } satisfies ReviewRequest);
  return promise.finally(() => child.kill());
}
