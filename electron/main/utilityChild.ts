import { utilityProcess, type MessagePortMain, type UtilityProcess } from 'electron';
import { portOver } from '../common/portOver.ts';
import type { ChildProcess } from '../node/childProcess.ts';

/** A utility process of ours: a ChildProcess that can also be sent a message port. */
export interface UtilityChild extends ChildProcess {
  post(value: unknown, port?: MessagePortMain): void;
}

/** Starts an entry, an absolute path, as a utility process; the system lists it under `name`. */
export function forkUtility(entry: string, args: readonly string[], name: string): UtilityChild {
  const child: UtilityProcess = utilityProcess.fork(entry, [...args], {
    serviceName: name,
    stdio: 'inherit',
  });
  const driven = portOver({ send: (value) => child.postMessage(value), close: () => child.kill() });
  child.on('message', (value: unknown) => driven.arrive(value));
  child.once('exit', () => driven.end('the process at the other end is gone.'));
  return {
    get pid() {
      return child.pid;
    },
    port: driven.port,
    post: (value, port) => child.postMessage(value, port === undefined ? [] : [port]),
    onExit: (listener) => void child.once('exit', (code) => listener(code, null)),
    kill() {
      const { pid } = child;
      child.kill();
      // The above asks; a process that hangs does not hear it.
      if (pid !== undefined) endByForce(pid);
    },
  };
}

function endByForce(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
