import { domPort, type MessagePortMain } from './messagePorts.ts';

type Listener = (event: { ports: readonly unknown[] }, ...args: unknown[]) => void;

/** What a window has loaded: its address, its `window`, and what its preload script listens to. */
export class Page extends EventTarget {
  readonly location: { readonly origin: string; readonly href: string };
  readonly ipcListeners = new Map<string, Listener>();
  /** What contextBridge gave the page. */
  readonly exposed: Record<string, unknown> = {};

  constructor(href: string) {
    super();
    const { protocol, host } = new URL(href);
    this.location = { href, origin: `${protocol}//${host}` };
  }

  /** As a page's own window.postMessage: told to itself only when the origin is its own. */
  postMessage(data: unknown, origin: string, ports: readonly unknown[]): void {
    if (origin !== this.location.origin) return;
    const event = Object.assign(new Event('message'), { data, ports, source: this });
    setImmediate(() => this.dispatchEvent(event));
  }

  hear(channel: string, args: readonly unknown[]): void {
    this.ipcListeners.get(channel)?.({ ports: [] }, ...args);
  }

  receive(channel: string, ports: readonly MessagePortMain[]): void {
    this.ipcListeners.get(channel)?.({ ports: ports.map(domPort) });
  }
}
