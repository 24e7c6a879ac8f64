import { failureCodes, type FailureCode } from './callFailure.ts';

/** What goes over a Port between a screen and the station; every frame survives JSON. */
export type Frame = CallFrame | DoneFrame | FailedFrame | EventFrame | SeenFrame;

export interface CallFrame {
  readonly kind: 'call';
  /** Chosen by the caller, not in use by another of its waiting calls. */
  readonly id: number;
  readonly name: string;
  readonly args: unknown;
  /** Electronic signature, where the call asks for one. */
  readonly signature?: unknown;
}

export interface DoneFrame {
  readonly kind: 'done';
  readonly id: number;
  readonly value: unknown;
}

export interface FailedFrame {
  readonly kind: 'failed';
  readonly id: number;
  readonly code: FailureCode;
  readonly message: string;
}

export interface EventFrame {
  readonly kind: 'event';
  /** Counts this connection's events from 1; a jump means that some were left out. */
  readonly sequence: number;
  readonly name: string;
  readonly value: unknown;
}

/** Screen to station: events up to this one have arrived, so that a slow screen is not flooded. */
export interface SeenFrame {
  readonly kind: 'seen';
  readonly sequence: number;
}

type Fields = Readonly<Record<string, unknown>>;

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

const shapes: { readonly [Kind in Frame['kind']]: (fields: Fields) => boolean } = {
  call: ({ id, name }) => isCount(id) && typeof name === 'string',
  done: ({ id }) => isCount(id),
  failed: ({ id, code, message }) =>
    isCount(id) && failureCodes.some((known) => known === code) && typeof message === 'string',
  event: ({ sequence, name }) => isCount(sequence) && typeof name === 'string',
  seen: ({ sequence }) => isCount(sequence),
};

/** The value as a frame, or null when it is none. The payload (args, value) is not looked at. */
export function asFrame(value: unknown): Frame | null {
  if (typeof value !== 'object' || value === null) return null;
  const fields = value as Fields;
  const { kind } = fields;
  if (typeof kind !== 'string' || !Object.hasOwn(shapes, kind)) return null;
  return shapes[kind as Frame['kind']](fields) ? (value as Frame) : null;
}
