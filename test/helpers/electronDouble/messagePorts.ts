import { EventEmitter } from 'node:events';

/** Where a transferred port's values go: a process, which has its own end of it under an id. */
export interface Outside {
  deliver(data: unknown): void;
  close(): void;
}

/** Double of Electron's MessagePortMain: queues until started, tells the other end of its close, can be transferred. */
export class MessagePortMain extends EventEmitter {
  #peer: MessagePortMain | null = null;
  #outside: Outside | null = null;
  #queue: unknown[] | null = [];
  #closed = false;

  static pair(): { port1: MessagePortMain; port2: MessagePortMain } {
    const [port1, port2] = [new MessagePortMain(), new MessagePortMain()];
    port1.#peer = port2;
    port2.#peer = port1;
    return { port1, port2 };
  }

  postMessage(data: unknown): void {
    const copy = structuredClone(data);
    const peer = this.#peer;
    if (peer !== null) setImmediate(() => peer.#arrive(copy));
  }

  start(): void {
    const early = this.#queue ?? [];
    this.#queue = null;
    queueMicrotask(() => early.forEach((data) => this.emit('message', { data, ports: [] })));
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    const peer = this.#peer;
    if (peer !== null) setImmediate(() => peer.#peerClosed());
  }

  /** From now on this end is used elsewhere: what arrives goes there. */
  transferTo(outside: Outside): void {
    this.#outside = outside;
    for (const data of this.#queue?.splice(0) ?? []) outside.deliver(data);
  }

  #arrive(data: unknown): void {
    if (this.#closed) return;
    if (this.#outside !== null) this.#outside.deliver(data);
    else if (this.#queue !== null) this.#queue.push(data);
    else this.emit('message', { data, ports: [] });
  }

  #peerClosed(): void {
    if (this.#closed) return;
    this.#closed = true;
    if (this.#outside !== null) this.#outside.close();
    this.emit('close');
  }
}

export class MessageChannelMain {
  readonly port1: MessagePortMain;
  readonly port2: MessagePortMain;

  constructor() {
    const { port1, port2 } = MessagePortMain.pair();
    this.port1 = port1;
    this.port2 = port2;
  }
}

/** The port as a page sees it: a DOM MessagePort, as far as the screen uses it. */
export function domPort(end: MessagePortMain) {
  let listener: ((event: { data: unknown }) => void) | null = null;
  end.on('message', (event: { data: unknown }) => listener?.(event));
  return {
    postMessage: (value: unknown) => end.postMessage(value),
    close: () => end.close(),
    set onmessage(next: (event: { data: unknown }) => void) {
      listener = next;
      end.start();
    },
    addEventListener: (event: 'close', heard: () => void) => void end.on(event, heard),
  };
}
