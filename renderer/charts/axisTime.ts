import { locale } from '../messages.ts';

function spellingsOf(tag: string) {
  const date = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(tag, options);
    return (ms: number) => format.format(ms);
  };
  const [time, day] = [
    { hour: '2-digit', minute: '2-digit' },
    { day: 'numeric', month: 'short' },
  ] as const;
  return {
    clock: date(time),
    seconds: date({ ...time, second: '2-digit' }),
    day: date(day),
    month: date({ month: 'short', year: 'numeric' }),
    moment: date({ ...day, ...time }),
  };
}
const made = new Map<string, ReturnType<typeof spellingsOf>>();
function spellings() {
  const tag = locale();
  const known = made.get(tag) ?? spellingsOf(tag);
  made.set(tag, known);
  return known;
}

const dayMs = 86_400_000;

/** A tick of an axis of time, as short as what is shown allows; local time. */
export function axisTime(ms: number, shownMs: number): string {
  const date = new Date(ms);
  const isMidnight = date.getHours() === 0 && date.getMinutes() === 0;
  const { clock, seconds, day, month } = spellings();
  if (shownMs > 300 * dayMs && date.getDate() === 1) return month(ms);
  if (shownMs > 4 * dayMs || (isMidnight && shownMs > dayMs / 4)) return day(ms);
  return shownMs < dayMs / 48 ? seconds(ms) : clock(ms);
}

/** Time of day to the second. */
export const axisClock = (ms: number): string => spellings().seconds(ms);
/** A moment as the name of a bar. */
export const axisMoment = (ms: number): string => spellings().moment(ms);
export const axisDay = (ms: number): string => spellings().day(ms);
