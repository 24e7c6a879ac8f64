import { fork } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import type { InspectionFilter, InspectionSort } from '../../common/inspectionFilter.ts';
import type { ResultId } from '../../common/inspection.ts';
import { launchFrom } from '../launchProcess.ts';
import { databaseName } from '../readLog.ts';
import { createReviewClient, type ReviewClient } from '../review/reviewClient.ts';
import type { ReviewAnswerTypes, ReviewCall } from '../review/reviewProtocol.ts';
import { openDatabaseReadOnly } from '../store/db.ts';
import { fillHistory } from './fillHistory.ts';
import { madeStation } from './madeHistory.ts';
import { percentile, rounded } from './percentile.ts';

const dayMs = 86_400_000;
const days = 400;
const rowsASecond = 20;

/** Asks once, with another place, product, day or id each time. */
type Question = (random: () => number) => Promise<unknown>;

/** Questions a station with a long log is asked, by what a person does. */
function questionsFor(
  review: ReviewClient,
  log: { rows: number; endMs: number; products: readonly string[] },
) {
  const { rows, endMs, products } = log;
  const iso = (ms: number) => new Date(ms).toISOString();
  const before = (random: () => number) => iso(endMs - Math.floor(random() * (days - 31)) * dayMs);
  const last = (count: number): InspectionFilter => ({ from: iso(endMs - count * dayMs) });
  const product = (random: () => number) => products[Math.floor(random() * products.length)]!;
  const ask = review.ask.bind(review) as <Name extends ReviewCall>(
    name: Name,
    args: object,
  ) => Promise<ReviewAnswerTypes[Name]>;
  const page = (filter: InspectionFilter, sort: InspectionSort = 'newest', position = 0) =>
    ask('findInspections', { filter, sort, position, limit: 100, upTo: null });
  const shifts = { shiftStartHours: [6, 14, 22] };
  const questions: Readonly<Record<string, Question>> = {
    'page: newest': () => page({}),
    'page: anywhere': (random) => page({}, 'newest', Math.floor(random() * rows)),
    'page: oldest': () => page({}, 'oldest'),
    'page: fails': (random) => page({ verdicts: ['fail'] }, 'newest', Math.floor(random() * rows * 0.005)),
    'page: unreadable': () => page({ verdicts: ['unreadable'] }),
    'page: product': (random) =>
      page({ products: [product(random)] }, 'newest', Math.floor(random() * 100_000)),
    'page: fails of a product, week': (random) =>
      page({ products: [product(random)], verdicts: ['fail'], ...last(7) }),
    'page: a day': (random) => {
      const from = before(random);
      return page({ from, to: iso(Date.parse(from) + dayMs) });
    },
    'page: job': (random) => page({ jobId: `J${10_000 + Math.floor((random() * rows) / 5000)}` }),
    'page: part': (random) => page({ partId: `P${1 + Math.floor(random() * rows)}`, simulated: 'with' }),
    'page: disagreements': () => page({ reviews: ['overturned'] }),
    'page: fails nobody reviewed': () => page({ verdicts: ['fail'], reviews: ['none'] }),
    'page: near the limit': () => page({ ratioFrom: 0.85, ratioTo: 1 }),
    'page: far above the limit': () => page({ ratioFrom: 5 }),
    'page: worst of all': () => page({}, 'worst'),
    'page: worst of a day': () => page(last(1), 'worst'),
    'page: head and version': () => page({ heads: ['fused'], recipeVersion: 2 }),
    'search: file name, one look': (random) => page({ fileContains: `${Math.floor(random() * rows)}.png` }),
    'sums: all': () => ask('getFilterSummary', { filter: {} }),
    'sums: month': () => ask('getFilterSummary', { filter: last(30) }),
    'chart: scores, all': () => ask('getScoreTrend', { filter: {}, points: 300 }),
    'chart: scores, week': () => ask('getScoreTrend', { filter: last(7), points: 300 }),
    'chart: scores, an hour of a week': (random) => {
      const from = iso(endMs - Math.floor(random() * 7 * 24) * 3_600_000);
      return ask('getScoreTrend', { filter: { from, to: iso(Date.parse(from) + 3_600_000) }, points: 300 });
    },
    'chart: scores, shift': () => ask('getScoreTrend', { filter: last(1), points: 300 }),
    'chart: control, images': (random) =>
      ask('getControlChart', { filter: { products: [product(random)] }, points: 300, value: 'image' }),
    'chart: control, hours': (random) =>
      ask('getControlChart', { filter: { products: [product(random)] }, points: 300, value: 'hour' }),
    'chart: control, month before': (random) => {
      const from = before(random);
      const to = iso(Date.parse(from) + 30 * dayMs);
      return ask('getControlChart', { filter: { from, to }, points: 300, value: 'quarterHour' });
    },
    'chart: yield per hour, week': () => ask('getYield', { filter: last(7), per: 'hour', ...shifts }),
    'chart: yield per shift, month': () => ask('getYield', { filter: last(30), per: 'shift', ...shifts }),
    'chart: yield per day, all': () => ask('getYield', { filter: {}, per: 'day', ...shifts }),
    'chart: yield per product, all': () => ask('getYield', { filter: {}, per: 'product', ...shifts }),
    'chart: reasons, month': () => ask('getReasons', { filter: last(30) }),
    'chart: reasons, all': () => ask('getReasons', { filter: {} }),
    'chart: heat map, month': () => ask('getDefectHeat', { filter: last(30), columns: 32, rows: 32 }),
    'chart: heat map, all': () => ask('getDefectHeat', { filter: {}, columns: 32, rows: 32 }),
    'page: fails at a place, month': (random) => {
      const [left, top] = [Math.floor(random() * 20) / 20, Math.floor(random() * 20) / 20];
      const place = { left, top, right: Math.min(1, left + 0.05), bottom: Math.min(1, top + 0.05) };
      return page({ verdicts: ['fail'], place, ...last(30) });
    },
    'choices of the filter': () => ask('getFilterChoices', {}),
    neighbours: async (random) => {
      const found = await ask('findInspections', {
        ...{ filter: {}, sort: 'newest', position: Math.floor(random() * rows), limit: 1, upTo: rows },
      });
      const resultId = found.inspections[0]?.resultId ?? ('' as ResultId);
      return ask('getSurroundings', { resultId, each: 12 });
    },
  };
  return questions;
}

/** What the writer says of its commits, milliseconds each. */
interface WriterReport {
  readonly commitMs: readonly number[];
}

/** Commits rows in a process of its own, as a station does, until the function it answers is called. */
async function startWriter(file: string): Promise<() => Promise<WriterReport>> {
  const child = fork(new URL('historyWriter.ts', import.meta.url), [file, String(rowsASecond)], {
    execArgv: [],
  });
  const message = () => new Promise((resolve) => child.once('message', resolve));
  await message();
  return () => {
    const report = message();
    child.send('end');
    return report as Promise<WriterReport>;
  };
}

function line(name: string, ms: readonly number[]): string {
  const figures = [0.5, 0.95, 1].map((share) => rounded(percentile(ms, share)).toFixed(1).padStart(9));
  return `${name.padEnd(34)}${figures.join('')}${String(ms.length).padStart(7)}`;
}

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '10000000' },
    home: { type: 'string' },
    times: { type: 'string', default: '20' },
    keep: { type: 'boolean', default: false },
  },
});
const rows = Number(values.rows);
const home = path.resolve(values.home ?? path.join(process.cwd(), '.bench-history'));
const file = path.join(home, databaseName);
const say = (sentence: string) => void process.stdout.write(`${sentence}\n`);

if (!existsSync(file)) {
  mkdirSync(home, { recursive: true });
  const begunMs = performance.now();
  fillHistory(file, madeStation(Date.now(), days), rows, say);
  say(`Filled in ${Math.round((performance.now() - begunMs) / 1000)} s.`);
}
const db = openDatabaseReadOnly(file);
const log = db
  .prepare<[], { rows: number; newest: string }>(
    'SELECT max(sequence) AS rows, (SELECT max(createdAt) FROM inspections) AS newest FROM inspections',
  )
  .get()!;
const products = db.prepare('SELECT DISTINCT product FROM conditions').pluck().all() as string[];
db.close();
say(`${log.rows} rows, ${(statSync(file).size / 1e9).toFixed(2)} GB, ${home}`);

let stop = await startWriter(file);
await pause(10_000);
const alone = await stop();
stop = await startWriter(file);
const launch = launchFrom(new URL('../../processes/', import.meta.url), import.meta.url);
const review = createReviewClient({ launch: () => launch('review'), file, onExport: () => {}, onLost: say });
const questions = questionsFor(review, { rows: log.rows, endMs: Date.parse(log.newest), products });
say(`${'ms'.padEnd(34)}${['p50', 'p95', 'max'].map((name) => name.padStart(9)).join('')}${'n'.padStart(7)}`);
const everything: number[] = [];
for (const [name, question] of Object.entries(questions)) {
  await question(Math.random);
  const ms: number[] = [];
  for (let count = 0; count < Number(values.times); count += 1) {
    const begunMs = performance.now();
    await question(Math.random);
    ms.push(performance.now() - begunMs);
    await pause(20);
  }
  everything.push(...ms);
  say(line(name, ms));
}
say(line('all questions', everything));
const beside = await stop();
say(line('a commit, nobody asking', alone.commitMs));
say(line('a commit, beside the questions', beside.commitMs));
await review.close();
if (!values.keep && values.home === undefined) rmSync(home, { recursive: true, force: true });
