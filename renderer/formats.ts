import { locale, text } from './messages.ts';

/** Spellings of one locale; made once, since making one takes longer than using it. */
function spellingsOf(tag: string) {
  const number = (options: Intl.NumberFormatOptions) => new Intl.NumberFormat(tag, options);
  const date = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(tag, options);
  return {
    clock: date({ hour: '2-digit', minute: '2-digit', second: '2-digit' }),
    shortClock: date({ hour: '2-digit', minute: '2-digit' }),
    day: date({ day: 'numeric', month: 'short', year: 'numeric' }),
    whole: number({ maximumFractionDigits: 0 }),
    score: number({ maximumSignificantDigits: 4 }),
    rate: number({ maximumSignificantDigits: 2 }),
    digits: [0, 1, 2].map((digits) =>
      number({ minimumFractionDigits: digits, maximumFractionDigits: digits }),
    ),
  };
}
const made = new Map<string, ReturnType<typeof spellingsOf>>();
function spellings() {
  const tag = locale();
  const known = made.get(tag) ?? spellingsOf(tag);
  made.set(tag, known);
  return known;
}

export const formatCount = (value: number): string => spellings().whole.format(value);
export const formatScore = (value: number): string => spellings().score.format(value);
/** With so many digits after the decimal mark, also where they are zero. */
export const formatDigits = (value: number, digits: 0 | 1 | 2): string =>
  spellings().digits[digits]!.format(value);

/** How many display points a camera pixel has, e.g. 0.45 × or 12 ×. */
export function formatZoom(zoom: number): string {
  return `${zoom < 10 ? formatDigits(zoom, zoom < 1 ? 2 : 1) : formatCount(Math.round(zoom))} ×`;
}

/** Time of day; before today with its date. */
export function formatTime(iso: string | number, nowMs: number = Date.now()): string {
  const date = new Date(iso);
  const isToday = new Date(nowMs).toDateString() === date.toDateString();
  return isToday ? spellings().clock.format(date) : formatDateTime(iso);
}

export const formatShortTime = (iso: string | number): string => spellings().shortClock.format(new Date(iso));
export function formatDateTime(iso: string | number): string {
  const { day, clock } = spellings();
  return `${day.format(new Date(iso))}, ${clock.format(new Date(iso))}`;
}

/** Score / limit with two decimals, never rounded across the limit: 1.001 is not shown as 1.00. */
export function formatRatio(ratio: number): string {
  const rounded = Math.round(ratio * 100) / 100;
  if (ratio > 1 && rounded <= 1) return formatDigits(1.01, 2);
  if (ratio < 1 && rounded >= 1) return formatDigits(0.99, 2);
  return rounded >= 100 ? formatCount(rounded) : formatDigits(rounded, 2);
}

/** Share 0..1 as percent, cut and not rounded: 99.96 % is not shown as 100 %. */
export function formatShare(share: number): string {
  const number = share === 1 ? formatCount(100) : formatDigits(Math.floor(share * 1000 + 1e-9) / 10, 1);
  return text('unit.percent', { number });
}

/** Share 0..1 as percent, rounded up: an upper bound is never shown lower than it is. */
export function formatShareUp(share: number): string {
  return text('unit.percent', { number: formatDigits(Math.ceil(share * 1000 - 1e-9) / 10, 1) });
}

/** Share 0..1 as percent with two significant digits, nearest: what was counted, small as it may be. */
export function formatRate(share: number): string {
  return text('unit.percent', { number: spellings().rate.format(100 * share) });
}

export function formatMs(ms: number): string {
  if (ms >= 10_000) return formatDuration(ms);
  return text('unit.milliseconds', { number: formatDigits(ms, ms < 10 ? 1 : 0) });
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
  if (bytes < 1_000_000) return `${formatDigits(bytes / 1000, 1)} kB`;
  return bytes < 1_000_000_000 ? `${formatDigits(bytes / 1e6, 1)} MB` : `${formatDigits(bytes / 1e9, 1)} GB`;
}
