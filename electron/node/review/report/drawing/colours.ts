import type { Verdict } from '../../../../common/verdict.ts';

/** Calm greys; saturated colour for what is abnormal (ISA-101), told apart in grey print by lightness. */
export const ink = '#1a2028';
export const softInk = '#47515c';
export const line = '#b6bec7';
export const panel = '#eef0f3';
export const accent = '#22486c';
export const failInk = '#9c001b';

export const verdictColours: Readonly<Record<Verdict, string>> = {
  pass: '#a9b8b1',
  review: '#f0ab00',
  fail: '#b3001f',
  unreadable: '#54588a',
};
