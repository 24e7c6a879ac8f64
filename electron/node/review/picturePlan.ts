import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { PictureKind, ResultId } from '../../common/inspection.ts';
import {
  plannedAmount,
  type PictureAmount,
  type PicturePlan,
  type PictureRules,
} from '../../common/keeping.ts';
import { verdicts, type Verdict } from '../../common/verdict.ts';
import { picturePath, picturesFolder } from '../picturePath.ts';
import type { StationDatabase } from '../store/db.ts';
import { statement } from '../store/statement.ts';
import { firstIdOf } from '../timeOrderedId.ts';

const dayMs = 86_400_000;
const statsAtOnce = 64;

interface Pictured {
  readonly resultId: ResultId;
  readonly verdict: Verdict;
  readonly pictures: string;
  readonly reviewed: 0 | 1;
  readonly sizeBytes: number;
}

/** What a day's pictures take; counted anew only when something came to its folder or went. */
interface Day {
  readonly name: string;
  readonly changedMs: number;
  /** Of verdict, reviewed or not. */
  readonly amounts: ReadonlyMap<string, PictureAmount>;
}

const known = new WeakMap<StationDatabase, Map<string, Day>>();
const none: PictureAmount = { inspections: 0, sizeBytes: 0 };

/** What the rules would delete now; nothing is. */
export async function picturePlan(
  db: StationDatabase,
  home: string,
  rules: PictureRules,
  nowMs: number,
): Promise<PicturePlan> {
  const days = await readDays(db, home);
  const perVerdict: Partial<Record<Verdict, PicturePlan['verdicts'][Verdict]>> = {};
  for (const verdict of verdicts) perVerdict[verdict] = await planOf(db, home, days, rules, verdict, nowMs);
  const plan = perVerdict as PicturePlan['verdicts'];
  const all = sum(days.flatMap(({ amounts }) => [...amounts.values()]));
  const gone = plannedAmount({ verdicts: plan, kept: none });
  const kept = {
    inspections: all.inspections - gone.inspections,
    sizeBytes: all.sizeBytes - gone.sizeBytes,
  };
  return { verdicts: plan, kept };
}

async function planOf(
  db: StationDatabase,
  home: string,
  /** Newest first. */
  days: readonly Day[],
  rules: PictureRules,
  verdict: Verdict,
  nowMs: number,
): Promise<PicturePlan['verdicts'][Verdict]> {
  const rule = rules[verdict];
  const firstKept = rule.days === null ? '' : isoDay(Math.floor(nowMs / dayMs - rule.days) * dayMs);
  const mostInspections = rule.inspections ?? Infinity;
  const mostBytes = rule.gigabytes === null ? Infinity : rule.gigabytes * 1e9;
  let kept = none;
  for (const [index, day] of days.entries()) {
    const amount = amountOf(day, rules, verdict);
    const isOld = day.name < firstKept;
    const together = sum([kept, amount]);
    if (!isOld && together.inspections <= mostInspections && together.sizeBytes <= mostBytes) {
      kept = together;
      continue;
    }
    const older = sum(days.slice(index + 1).map((one) => amountOf(one, rules, verdict)));
    if (isOld) return endAt(firstIdOf(dayBegin(day) + dayMs), sum([amount, older]));
    let beforeId: string | null = null;
    let gone = none;
    for (const one of await picturedOn(db, home, day.name)) {
      if (one.verdict !== verdict || (rules.reviewed && one.reviewed === 1)) continue;
      const next = sum([kept, { inspections: 1, sizeBytes: one.sizeBytes }]);
      const fits =
        gone.inspections === 0 && next.inspections <= mostInspections && next.sizeBytes <= mostBytes;
      if (fits) {
        kept = next;
        beforeId = one.resultId;
      } else gone = sum([gone, { inspections: 1, sizeBytes: one.sizeBytes }]);
    }
    return endAt(beforeId ?? firstIdOf(dayBegin(day) + dayMs), sum([gone, older]));
  }
  return { beforeId: null, ...none };
}

function endAt(beforeId: string, amount: PictureAmount): PicturePlan['verdicts'][Verdict] {
  return amount.inspections === 0 ? { beforeId: null, ...none } : { beforeId, ...amount };
}

function amountOf({ amounts }: Day, { reviewed }: PictureRules, verdict: Verdict): PictureAmount {
  const of = (key: 0 | 1) => amounts.get(`${verdict} ${key}`) ?? none;
  return reviewed ? of(0) : sum([of(0), of(1)]);
}

/** Days with pictures, newest first. */
async function readDays(db: StationDatabase, home: string): Promise<readonly Day[]> {
  const folder = picturesFolder(home);
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const before = known.get(db) ?? new Map<string, Day>();
  const days = new Map<string, Day>();
  for (const name of names.filter((one) => /^\d{4}-\d{2}-\d{2}$/.test(one))) {
    const changedMs = (await stat(path.join(folder, name))).mtimeMs;
    const same = before.get(name);
    if (same?.changedMs === changedMs) {
      days.set(name, same);
      continue;
    }
    const amounts = new Map<string, PictureAmount>();
    for (const { verdict, reviewed, sizeBytes } of await picturedOn(db, home, name)) {
      const key = `${verdict} ${reviewed}`;
      amounts.set(key, sum([amounts.get(key) ?? none, { inspections: 1, sizeBytes }]));
    }
    days.set(name, { name, changedMs, amounts });
  }
  known.set(db, days);
  return [...days.values()].sort((a, b) => (a.name < b.name ? 1 : -1));
}

/** Inspections with pictures of one day, newest first. */
async function picturedOn(db: StationDatabase, home: string, day: string): Promise<Pictured[]> {
  const beginMs = Date.parse(day);
  const rows = statement<Omit<Pictured, 'sizeBytes'>>(
    db,
    `SELECT resultId, verdict, pictures,
        EXISTS (SELECT 1 FROM reviews r WHERE r.resultId = inspections.resultId) AS reviewed
      FROM inspections WHERE resultId >= ? AND resultId < ? AND pictures <> '' ORDER BY resultId DESC`,
  ).all(firstIdOf(beginMs), firstIdOf(beginMs + dayMs));
  const found: Pictured[] = [];
  for (let at = 0; at < rows.length; at += statsAtOnce) {
    const some = rows.slice(at, at + statsAtOnce);
    const sizes = await Promise.all(some.map((row) => sizeOf(home, row)));
    some.forEach((row, index) => found.push({ ...row, sizeBytes: sizes[index] ?? 0 }));
  }
  return found;
}

async function sizeOf(home: string, { resultId, pictures }: Omit<Pictured, 'sizeBytes'>): Promise<number> {
  const files = (pictures.split(',') as PictureKind[]).flatMap(
    (kind) => picturePath(home, resultId, kind) ?? [],
  );
  const sizes = await Promise.all(
    files.map((file) =>
      stat(file).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  return sizes.reduce((total, size) => total + size, 0);
}

function sum(amounts: readonly PictureAmount[]): PictureAmount {
  return amounts.reduce(
    (total, one) => ({
      inspections: total.inspections + one.inspections,
      sizeBytes: total.sizeBytes + one.sizeBytes,
    }),
    none,
  );
}

const isoDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
const dayBegin = ({ name }: Day): number => Date.parse(name);
