import { fork, type ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import type { MessagePortMain } from './messagePorts.ts';

/** What goes over the channel between the double's main process and a utility process. */
export type Envelope =
  | { readonly data: unknown; readonly ports: readonly number[] }
  | { readonly port: number; readonly data: unknown }
  | { readonly closedPort: number };

const register = new URL('./utilityRegister.ts', import.meta.url).href;

/** Double of Electron's UtilityProcess: a real process of plain Node with a `process.parentPort`. */
export class UtilityProcess extends EventEmitter {
  readonly #child: ChildProcess;
  readonly #ports = new Map<number, MessagePortMain>();
  #nextPort = 1;

  constructor(modulePath: string, args: readonly string[]) {
    super();
    this.#child = fork(modulePath, [...args], {
      execArgv: ['--import', register],
      stdio: ['ignore', 2, 2, 'ipc'],
      serialization: 'advanced',
    });
    this.#child.on('message', (envelope: Envelope) => this.#hear(envelope));
    this.#child.on('close', (code) => {
      for (const port of this.#ports.values()) port.close();
      this.emit('exit', code ?? 1);
    });
  }

  get pid(): number | undefined {
    return this.#child.exitCode === null && this.#child.signalCode === null ? this.#child.pid : undefined;
  }

  postMessage(data: unknown, transfer: readonly MessagePortMain[] = []): void {
    const ports = transfer.map((port) => this.#transfer(port));
    this.#send({ data, ports });
  }

  kill(): boolean {
    return this.#child.kill('SIGTERM');
  }

  #transfer(port: MessagePortMain): number {
    const id = this.#nextPort++;
    this.#ports.set(id, port);
    port.transferTo({
      deliver: (data) => this.#send({ port: id, data }),
      close: () => this.#send({ closedPort: id }),
    });
    return id;
  }

  #send(envelope: Envelope): void {
    this.#child.send(envelope, () => {});
  }

  #hear(envelope: Envelope): void {
    if ('closedPort' in envelope) this.#ports.get(envelope.closedPort)?.close();
    else if ('port' in envelope) this.#ports.get(envelope.port)?.postMessage(envelope.data);
    else this.emit('message', envelope.data);
  }
}
