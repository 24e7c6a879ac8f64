import * as v from 'valibot';
import { CallFailure } from './callFailure.ts';
import {
  neededRoles,
  parsers,
  stationEventNames,
  type Caller,
  type CallName,
  type StationApi,
  type StationEvents,
  type StationHandlers,
} from './contract.ts';
import { asFrame, type CallFrame, type EventFrame, type Frame } from './frame.ts';
import type { Port } from './port.ts';
import { mayAct } from './role.ts';
import { Signature } from './users.ts';

export type EventName = keyof StationEvents;
export type EventListener = <Name extends EventName>(name: Name, value: StationEvents[Name]) => void;
/** Hears every announcement of the station until the returned function is called. */
export type Subscribe = (listener: EventListener) => () => void;

/** Calls of one connection that may wait for their answer at once. */
export const maxCallsWaiting = 64;
/** Events of one connection that may be on their way at once; more are left out, which the sequence shows. */
export const maxEventsUnseen = 32;

export interface Serving {
  readonly port: Port;
  readonly handlers: StationHandlers;
  /** In whose name this connection's calls are made at the moment; decided by the station, never by a frame. */
  readonly caller: () => Caller;
  readonly subscribe: Subscribe;
}

/** Answers one connection's calls and passes on the station's events until the port closes. */
export function serve({ port, handlers, caller, subscribe }: Serving): void {
  const waiting = new Set<number>();
  const outlet = eventOutlet((frame) => port.send(frame));
  const unsubscribe = subscribe((name, value) => outlet.announce(name, value));
  port.onClose(unsubscribe);
  port.onValue((value) => {
    const frame = asFrame(value);
    if (frame?.kind === 'seen') outlet.seen(frame.sequence);
    // A second call under an id still waiting could not be told from the first: only that one is answered.
    else if (frame?.kind === 'call' && !waiting.has(frame.id)) void answerFrame(frame);
  });

  async function answerFrame(frame: CallFrame): Promise<void> {
    if (waiting.size >= maxCallsWaiting) {
      port.send(
        failed(frame.id, new CallFailure('busy', `${waiting.size} calls wait for their answer already.`)),
      );
      return;
    }
    waiting.add(frame.id);
    try {
      const value = await answer(frame, handlers, caller());
      port.send({ kind: 'done', id: frame.id, value: value ?? null } satisfies Frame);
    } catch (error) {
      port.send(failed(frame.id, error));
    } finally {
      waiting.delete(frame.id);
    }
  }
}

async function answer(
  { name, args, signature }: CallFrame,
  handlers: StationHandlers,
  caller: Caller,
): Promise<unknown> {
  if (!Object.hasOwn(parsers, name)) {
    throw new CallFailure('unknownCall', `The station knows no call "${name.slice(0, 60)}".`);
  }
  const known = name as CallName;
  if (!mayAct(caller.role, neededRoles[known])) {
    throw new CallFailure(
      'notAllowed',
      `${known} needs the role ${neededRoles[known]}; ${caller.user} ${caller.role === 'nobody' ? 'must log in' : `is ${caller.role}`}.`,
    );
  }
  const signed = v.safeParse(v.optional(Signature), signature);
  if (!signed.success) {
    throw new CallFailure('badArguments', `${known} was signed wrongly: ${issueText(signed.issues)}`);
  }
  const parsed = v.safeParse(parsers[known], args);
  if (!parsed.success) {
    throw new CallFailure('badArguments', `${known} was given wrong arguments: ${issueText(parsed.issues)}`);
  }
  // Name and arguments were just proven to belong together, which the union of handlers cannot express.
  const handler = handlers[known] as (args: unknown, caller: Caller) => unknown;
  return handler(
    parsed.output,
    signed.output === undefined ? caller : { ...caller, signature: signed.output },
  );
}

function issueText(issues: readonly v.BaseIssue<unknown>[]): string {
  return issues
    .slice(0, 3)
    .map((issue) => `${v.getDotPath(issue) ?? 'arguments'}: ${issue.message.slice(0, 200)}`)
    .join('; ');
}

function failed(id: number, error: unknown): Frame {
  const code = error instanceof CallFailure ? error.code : 'failed';
  const message = error instanceof Error && error.message !== '' ? error.message : String(error);
  return { kind: 'failed', id, code, message };
}

/**
 * Numbers the events and lets at most maxEventsUnseen be on their way. Of those left out the newest is kept and
 * sent when there is room again: its sequence shows the gap even when the station has gone quiet since.
 */
function eventOutlet(send: (frame: EventFrame) => void) {
  let sequence = 0;
  let sent = 0;
  let seen = 0;
  let unseen: number[] = [];
  let held: EventFrame | null = null;
  const pass = (frame: EventFrame) => {
    sent = frame.sequence;
    unseen.push(sent);
    send(frame);
  };
  return {
    announce(name: EventName, value: unknown): void {
      sequence += 1;
      const frame: EventFrame = { kind: 'event', sequence, name, value };
      if (held === null && unseen.length < maxEventsUnseen) pass(frame);
      else held = frame;
    },
    seen(upTo: number): void {
      if (upTo <= seen || upTo > sent) return;
      seen = upTo;
      unseen = unseen.filter((one) => one > seen);
      if (held === null) return;
      const frame = held;
      held = null;
      pass(frame);
    },
  };
}

/** The station at the other end of a port. */
export interface Connection {
  /** Every call rejects with a CallFailure: what the station said, or code `closed`. */
  readonly call: StationApi;
  onEvent<Name extends EventName>(name: Name, listener: (value: StationEvents[Name]) => void): void;
  /** Events were left out: what was built from them is old, read it again. */
  onGap(listener: () => void): void;
  onClose(listener: (reason: string) => void): void;
  close(): void;
}

interface WaitingCall {
  resolve(value: unknown): void;
  reject(failure: CallFailure): void;
}

/** Speaks to the station over a port that nobody listens on yet. Add listeners before awaiting anything. */
export function connect(port: Port): Connection {
  const waiting = new Map<number, WaitingCall>();
  const listeners = new Map<string, ((value: unknown) => void)[]>(
    stationEventNames.map((name) => [name, []]),
  );
  const gapListeners: (() => void)[] = [];
  const closeListeners: ((reason: string) => void)[] = [];
  let closedBecause: string | null = null;
  let nextId = 1;
  let lastSequence = 0;

  port.onClose((reason) => {
    closedBecause = reason;
    for (const call of waiting.values()) call.reject(closedFailure(reason));
    waiting.clear();
    for (const listener of closeListeners) listener(reason);
  });
  port.onValue((value) => {
    const frame = asFrame(value);
    if (frame?.kind === 'event') hear(frame);
    if (frame?.kind !== 'done' && frame?.kind !== 'failed') return;
    const call = waiting.get(frame.id);
    waiting.delete(frame.id);
    if (frame.kind === 'done') call?.resolve(frame.value);
    else call?.reject(new CallFailure(frame.code, frame.message));
  });

  function hear({ sequence, name, value }: EventFrame): void {
    port.send({ kind: 'seen', sequence } satisfies Frame);
    const isGap = sequence !== lastSequence + 1;
    lastSequence = sequence;
    for (const listener of listeners.get(name) ?? []) listener(value);
    if (isGap) for (const listener of gapListeners) listener();
  }

  function ask(name: CallName, args: unknown, signature?: Signature): Promise<unknown> {
    if (closedBecause !== null) return Promise.reject(closedFailure(closedBecause));
    const id = nextId++;
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      port.send({ kind: 'call', id, name, args, ...(signature && { signature }) } satisfies Frame);
    });
  }

  const names = Object.keys(parsers) as CallName[];
  const call = Object.fromEntries(
    names.map((name) => [name, (args: unknown, signature?: Signature) => ask(name, args, signature)]),
  );
  return {
    call: call as unknown as StationApi,
    onEvent(name, listener) {
      listeners.get(name)?.push(listener as (value: unknown) => void);
    },
    onGap: (listener) => void gapListeners.push(listener),
    onClose: (listener) => {
      if (closedBecause === null) closeListeners.push(listener);
      else listener(closedBecause);
    },
    close: () => port.close(),
  };
}

function closedFailure(reason: string): CallFailure {
  return new CallFailure('closed', `The connection to the station is closed: ${reason}`);
}
