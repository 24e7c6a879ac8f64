import { EventEmitter } from 'node:events';
import type { Envelope } from './utilityProcess.ts';

/** Loaded into a utility process of the double before its entry: gives it Electron's `process.parentPort`. */
const send = (envelope: Envelope) => void process.send?.(envelope, undefined, {}, () => {});
const ports = new Map<number, RemotePort>();

/** This process's end of a transferred port. */
class RemotePort extends EventEmitter {
  readonly #id: number;
  #queue: unknown[] | null = [];

  constructor(id: number) {
    super();
    this.#id = id;
  }

  postMessage(data: unknown): void {
    send({ port: this.#id, data });
  }

  close(): void {
    ports.delete(this.#id);
    send({ closedPort: this.#id });
  }

  start(): void {
    const early = this.#queue ?? [];
    this.#queue = null;
    queueMicrotask(() => early.forEach((data) => this.emit('message', { data, ports: [] })));
  }

  arrive(data: unknown): void {
    if (this.#queue === null) this.emit('message', { data, ports: [] });
    else this.#queue.push(data);
  }
}

class ParentPort extends EventEmitter {
  readonly #early: object[] = [];

  constructor() {
    super();
    this.on('newListener', (event) => {
      if (event === 'message')
        setImmediate(() => this.#early.splice(0).forEach((one) => this.emit('message', one)));
    });
  }

  postMessage(data: unknown): void {
    send({ data, ports: [] });
  }

  arrive(event: object): void {
    if (this.listenerCount('message') === 0) this.#early.push(event);
    else this.emit('message', event);
  }
}

const parentPort = new ParentPort();
process.on('message', (envelope: Envelope) => {
  if ('closedPort' in envelope) {
    ports.get(envelope.closedPort)?.emit('close');
    ports.delete(envelope.closedPort);
  } else if ('port' in envelope) {
    ports.get(envelope.port)?.arrive(envelope.data);
  } else {
    const arrived = envelope.ports.map((id) => {
      const port = new RemotePort(id);
      ports.set(id, port);
      return port;
    });
    parentPort.arrive({ data: envelope.data, ports: arrived });
  }
});
// Electron ends its utility processes when it ends itself.
process.on('disconnect', () => process.exit());
Object.assign(process, { parentPort });
