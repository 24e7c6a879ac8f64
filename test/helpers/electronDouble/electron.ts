import { EventEmitter } from 'node:events';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { MessageChannelMain, type MessagePortMain } from './messagePorts.ts';
import { Page } from './page.ts';
import { UtilityProcess } from './utilityProcess.ts';

/**
 * A small double of the module `electron`, faithful in what the desktop app relies on: order of calls, events, ports
 * that are transferred, real processes. `double` is for tests: what was asked for, and what they decide.
 */
export const double = {
  home: homedir(),
  lockIsFree: true,
  exitCode: null as number | null,
  exited: Promise.withResolvers<number>(),
  windows: [] as BrowserWindow[],
  utilities: [] as UtilityProcess[],
  errorBoxes: [] as string[],
  opened: [] as string[],
  pickedFolder: null as string | null,
  blockers: [] as string[],
  stoppedBlockers: [] as string[],
  /** Crashes asked for, of a page that hangs. */
  crashes: 0,
  schemes: [] as { scheme: string; privileges: Record<string, boolean> }[],
  sandboxed: false,
  permissions: {} as Record<string, (...args: never[]) => unknown>,
  handlers: new Map<string, (request: Request) => Promise<Response>>(),
  /** Asks the app's protocol handler, as a page would. */
  request: (url: string, init?: RequestInit): Promise<Response> => {
    const handler = double.handlers.get(new URL(url).protocol.slice(0, -1));
    if (handler === undefined) throw new Error(`ERR_UNKNOWN_URL_SCHEME ${url}`);
    return handler(new Request(url, init));
  },
};

let isReady = false;
function mustBeReady(what: string, ready: boolean): void {
  if (isReady !== ready)
    throw new Error(`${what} must be called ${ready ? 'after' : 'before'} the app is ready.`);
}

class App extends EventEmitter {
  readonly #paths = new Map<string, string>();
  getPath(name: string): string {
    return this.#paths.get(name) ?? join(double.home, name);
  }
  setPath(name: string, path: string): void {
    this.#paths.set(name, path);
  }
  enableSandbox(): void {
    mustBeReady('app.enableSandbox', false);
    double.sandboxed = true;
  }
  requestSingleInstanceLock(): boolean {
    return double.lockIsFree;
  }
  async whenReady(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    isReady = true;
  }
  quit(): void {
    let prevented = false;
    this.emit('before-quit', { preventDefault: () => (prevented = true) });
    if (!prevented) this.exit(0);
  }
  exit(code: number): void {
    double.exitCode ??= code;
    double.exited.resolve(code);
  }
}
export const app = new App();

export const protocol = {
  registerSchemesAsPrivileged(schemes: typeof double.schemes): void {
    mustBeReady('protocol.registerSchemesAsPrivileged', false);
    double.schemes.push(...schemes);
  },
  handle(scheme: string, handler: (request: Request) => Promise<Response>): void {
    mustBeReady('protocol.handle', true);
    double.handlers.set(scheme, handler);
  },
};

const keep = (name: string) => (handler: (...args: never[]) => unknown) => {
  mustBeReady(`session.${name}`, true);
  double.permissions[name] = handler;
};
export const session = {
  defaultSession: {
    setPermissionRequestHandler: keep('setPermissionRequestHandler'),
    setPermissionCheckHandler: keep('setPermissionCheckHandler'),
    setDevicePermissionHandler: keep('setDevicePermissionHandler'),
    webRequest: { onBeforeRequest: keep('onBeforeRequest') },
  },
};

export class WebContents extends EventEmitter {
  page: Page | null = null;
  openHandler: ((details: { url: string }) => { action: string }) | null = null;
  readonly mainFrame: { readonly url: string };

  constructor() {
    super();
    const current = () => this.page?.location.href ?? 'about:blank';
    this.mainFrame = {
      get url() {
        return current();
      },
    };
  }
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.openHandler = handler;
  }
  isDestroyed(): boolean {
    return false;
  }
  postMessage(channel: string, _message: unknown, ports: readonly MessagePortMain[]): void {
    this.page?.receive(channel, ports);
  }
  send(channel: string, ...args: unknown[]): void {
    this.page?.hear(channel, args);
  }
  forcefullyCrashRenderer(): void {
    double.crashes += 1;
    this.page = null;
    setImmediate(() => this.emit('render-process-gone', {}, { reason: 'crashed' }));
  }
}

let loading: { page: Page; contents: WebContents } | null = null;
let loads = 0;

export class BrowserWindow extends EventEmitter {
  readonly options: { webPreferences: Record<string, unknown> };
  readonly webContents = new WebContents();
  shown = false;
  focused = 0;
  kiosk = false;
  loads = 0;

  constructor(options: { webPreferences: Record<string, unknown> }) {
    super();
    mustBeReady('new BrowserWindow', true);
    this.options = options;
    double.windows.push(this);
    app.emit('web-contents-created', {}, this.webContents);
  }
  static getAllWindows(): BrowserWindow[] {
    return double.windows;
  }
  static fromWebContents(contents: WebContents): BrowserWindow | null {
    return double.windows.find((window) => window.webContents === contents) ?? null;
  }
  /** Asks for the page as Chromium would, and runs the real preload script in it. */
  async loadURL(url: string): Promise<void> {
    const response = await double.request(url);
    if (!response.ok) throw new Error(`ERR_FAILED (${response.status}) loading ${url}`);
    const page = new Page(url);
    this.webContents.page = page;
    loading = { page, contents: this.webContents };
    Object.assign(globalThis, { window: page });
    loads += 1;
    await import(`../../../electron/preload.ts?load=${loads}`);
    this.loads += 1;
    this.emit('ready-to-show');
  }
  show(): void {
    this.shown = true;
  }
  focus(): void {
    this.focused += 1;
  }
  isKiosk(): boolean {
    return this.kiosk;
  }
  setKiosk(on: boolean): void {
    this.kiosk = on;
  }
  /** As a person closes it: false when the app prevents that. */
  close(): boolean {
    let prevented = false;
    this.emit('close', { preventDefault: () => (prevented = true) });
    return !prevented;
  }
  isMinimized(): boolean {
    return false;
  }
  isDestroyed(): boolean {
    return double.exitCode !== null;
  }
}

type Handler = (event: object, ...args: unknown[]) => unknown;
class IpcMain extends EventEmitter {
  readonly #handlers = new Map<string, Handler>();
  handle(channel: string, handler: Handler): void {
    this.#handlers.set(channel, handler);
  }
  async invoke(channel: string, event: object, args: readonly unknown[]): Promise<unknown> {
    return this.#handlers.get(channel)?.(event, ...args);
  }
}
export const ipcMain = new IpcMain();

/** The event of a message from the page a preload script runs in. */
function eventOf(contents: WebContents): object {
  return { sender: contents, senderFrame: contents.mainFrame, ports: [] };
}
function present() {
  if (loading === null) throw new Error('No page is loaded.');
  return loading;
}
export const ipcRenderer = {
  on: (channel: string, listener: (event: { ports: readonly unknown[] }, ...args: unknown[]) => void) =>
    void present().page.ipcListeners.set(channel, listener),
  send: (channel: string, ...args: unknown[]) => {
    const event = eventOf(present().contents);
    setImmediate(() => ipcMain.emit(channel, event, ...args));
  },
  invoke: (channel: string, ...args: unknown[]) => ipcMain.invoke(channel, eventOf(present().contents), args),
};
export const contextBridge = {
  exposeInMainWorld(name: string, api: unknown): void {
    Object.assign(present().page.exposed, { [name]: api });
    Object.assign(present().page, { [name]: api });
  },
};

export const dialog = {
  showErrorBox: (title: string, content: string) => void double.errorBoxes.push(`${title}: ${content}`),
  showOpenDialog: async () => ({
    canceled: double.pickedFolder === null,
    filePaths: double.pickedFolder === null ? [] : [double.pickedFolder],
  }),
};
export const shell = { openExternal: async (url: string) => void double.opened.push(url) };
export const Menu = { setApplicationMenu: (_menu: null) => {} };
export const powerSaveBlocker = {
  start: (kind: string) => double.blockers.push(kind),
  stop: (id: number) => void double.stoppedBlockers.push(double.blockers[id - 1] ?? `no blocker ${id}`),
};
export const utilityProcess = {
  fork(modulePath: string, args: readonly string[] = []): UtilityProcess {
    mustBeReady('utilityProcess.fork', true);
    const child = new UtilityProcess(modulePath, args);
    double.utilities.push(child);
    return child;
  },
};
export { MessageChannelMain };
