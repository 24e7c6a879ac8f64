import { locale, text } from './messages.ts';

const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const shortClock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' });
const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
const oneDigit = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const score = new Intl.NumberFormat(locale, { maximumSignificantDigits: 4 });

export const formatCount = (value: number): string => whole.format(value);
export const formatScore = (value: number): string => score.format(value);

/** Time of day; before today with its date. */
export function formatTime(iso: string | number, nowMs: number = Date.now()): string {
  const date = new Date(iso);
  const isToday = new Date(nowMs).toDateString() === date.toDateString();
  return isToday ? clock.format(date) : `${day.format(date)}, ${clock.format(date)}`;
}

export const formatShortTime = (iso: string | number): string => shortClock.format(new Date(iso));
export const formatDateTime = (iso: string): string =>
  `${day.format(new Date(iso))}, ${clock.format(new Date(iso))}`;

/** Score / limit with two decimals, never rounded across the limit: 1.001 is not shown as 1.00. */
export function formatRatio(ratio: number): string {
  const rounded = Math.round(ratio * 100) / 100;
  if (ratio > 1 && rounded <= 1) return '1.01';
  if (ratio < 1 && rounded >= 1) return '0.99';
  return rounded >= 100 ? whole.format(rounded) : rounded.toFixed(2);
}

/** Share 0..1 as percent, cut and not rounded: 99.96 % is not shown as 100 %. */
export function formatShare(share: number): string {
  return share === 1 ? '100 %' : `${oneDigit.format(Math.floor(share * 1000 + 1e-9) / 10)} %`;
}

/** Share 0..1 as percent, rounded up: an upper bound is never shown lower than it is. */
export function formatShareUp(share: number): string {
  return `${oneDigit.format(Math.ceil(share * 1000 - 1e-9) / 10)} %`;
}

export function formatMs(ms: number): string {
  return ms < 10 ? `${oneDigit.format(ms)} ms` : ms < 10_000 ? `${whole.format(ms)} ms` : formatDuration(ms);
}

export function formatDuration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return text('duration.seconds', { seconds });
  if (seconds < 3600)
    return text('duration.minutes', { minutes: Math.floor(seconds / 60), seconds: seconds % 60 });
  return text('duration.hours', {
    hours: Math.floor(seconds / 3600),
    minutes: Math.floor((seconds % 3600) / 60),
  });
}

export function formatBytes(bytes: number): string {
  if (bytes < 1_000_000) return `${oneDigit.format(bytes / 1000)} kB`;
  return bytes < 1_000_000_000 ? `${oneDigit.format(bytes / 1e6)} MB` : `${oneDigit.format(bytes / 1e9)} GB`;
}
