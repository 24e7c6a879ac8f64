import type { Arguments, StationHandlers } from '../../electron/common/contract.ts';
import { individualLimits } from '../../electron/common/controlLimits.ts';
import { controlPoints } from '../../electron/common/controlPoints.ts';
import type { TrendBucket, YieldRow } from '../../electron/common/historyAnswers.ts';
import type { FolderId, RecipeId } from '../../electron/common/inspection.ts';
import type { FakeStation } from './fakeStation.ts';

type Calls = Pick<
  StationHandlers,
  'getScoreTrend' | 'getControlChart' | 'getYield' | 'getReasons' | 'getDefectHeat'
>;

const dayMs = 86_400_000;
const limit = 0.0225;
/** A number 0..1 that is the same for the same place. */
const noise = (place: number) => Math.abs(Math.sin(place * 12.9898) * 43_758.5453) % 1;
const normal = (place: number) =>
  Math.sqrt(-2 * Math.log(1 - noise(place))) * Math.cos(2 * Math.PI * noise(place + 0.5));

function bucket(fromMs: number, bucketMs: number): TrendBucket | null {
  const date = new Date(fromMs);
  if (date.getHours() < 6 || date.getHours() >= 22 || date.getDay() === 0) return null;
  const place = Math.floor(fromMs / 60_000);
  const inspections = Math.max(1, Math.round((bucketMs / 60_000) * 12));
  const spell = noise(Math.floor(fromMs / (dayMs / 3))) > 0.93 ? 6 : 1;
  const fail = Math.round(inspections * 0.015 * spell * noise(place + 1) * 2);
  const unreadable = noise(place + 2) > 0.97 ? 2 : 0;
  const mean = 0.52 + 0.08 * Math.sin(fromMs / dayMs / 2) + 0.02 * normal(place);
  const max =
    fail > 0
      ? 1.05 + noise(place + 3) * 1.6 + (noise(place + 4) > 0.985 ? 5 : 0)
      : 0.85 + 0.12 * noise(place);
  const ratio = { min: Math.max(0.1, mean - 0.25 - 0.1 * noise(place + 5)), mean, max };
  return {
    from: date.toISOString(),
    counts: { pass: inspections - fail - unreadable, fail, review: 0, unreadable },
    ratio,
    score: { min: ratio.min * limit, mean: mean * limit, max: max * limit },
    limit: date.getTime() % (40 * dayMs) < 20 * dayMs ? limit : limit * 1.08,
    reviewLimit: limit * 0.9,
  };
}

/** Charts of a made log of ninety days; none while the script has committed nothing. */
export function trendHandlers(station: FakeStation): Calls {
  const endMs = Date.now();
  const isEmpty = () => station.log.length === 0;
  const refuse = () => {
    if (station.refusesCharts) throw new Error('The process that reads the log ended; it is started again.');
  };

  function span({ from, to, lastHours }: Arguments<'getScoreTrend'>['filter']): [number, number] {
    const since = lastHours === undefined ? 0 : endMs - lastHours * 3_600_000;
    return [
      Math.max(endMs - 90 * dayMs, since, from === undefined ? 0 : Date.parse(from)),
      to === undefined ? endMs : Math.min(endMs, Date.parse(to)),
    ];
  }

  function rowsPer(ms: number, fromMs: number, toMs: number): YieldRow[] {
    const rows: YieldRow[] = [];
    for (let at = Math.floor(fromMs / ms) * ms; at < toMs; at += ms) {
      const one = bucket(at + 7 * 3_600_000, ms);
      if (one === null) continue;
      const { pass, fail, review } = one.counts;
      rows.push({
        ...{ from: new Date(at).toISOString(), product: null, recipeId: null, recipeVersion: null },
        ...{ counts: one.counts, yield: pass / (pass + fail + review) },
        reviews: { none: pass, confirmed: 0, overturned: fail > 3 ? 1 : 0, decided: 0 },
      });
    }
    return rows;
  }

  return {
    getScoreTrend: ({ filter, points }) => {
      refuse();
      const [fromMs, toMs] = span(filter);
      const bucketMs = Math.max(1000, Math.ceil((toMs - fromMs) / points / 900_000) * 900_000);
      const buckets: TrendBucket[] = [];
      for (let at = Math.floor(fromMs / bucketMs) * bucketMs; at < toMs && !isEmpty(); at += bucketMs) {
        const one = bucket(at, bucketMs);
        if (one !== null) buckets.push(one);
      }
      return { bucketMs, buckets, head: 'learnedSimilarity' };
    },
    getControlChart: ({ points, value }) => {
      refuse();
      if (isEmpty()) return { condition: null, chart: null, known: 0, needed: 25 };
      const condition = {
        ...{ folderId: 'folder-1' as FolderId, product: 'Fastener M6', recipeId: 'recipe-1' as RecipeId },
        ...{ recipeVersion: 4, bundleId: 'bundle-1', calibrationId: 'calibration-1' },
        ...{ head: 'learnedSimilarity' as const, limit, reviewLimit: null, simulated: false },
      };
      if (value === 'hour' && station.log.length < 10)
        return { condition, chart: null, known: 7, needed: 25 };
      const at = (index: number) => new Date(endMs - (400 - index) * 3_600_000).toISOString();
      const values = Array.from({ length: 400 }, (_, index) => {
        const shift = index > 330 ? 0.0011 : 0;
        return 0.0118 + 0.0006 * normal(index) + shift + (index === 297 ? 0.0034 : 0);
      });
      const baseline = values.slice(0, 50);
      const limits = individualLimits(baseline);
      const shown = values.slice(-points);
      return {
        ...{ condition, known: 50, needed: 25 },
        chart: {
          ...limits,
          baseline: { values: 50, from: at(0), to: at(49) },
          points: controlPoints(shown, limits).map((one, index) => ({
            ...one,
            resultId: value === 'image' ? (station.log[0]?.resultId ?? null) : null,
            createdAt: at(400 - shown.length + index),
            ...{ inspections: value === 'image' ? 1 : 640, failed: false },
          })),
        },
      };
    },
    getYield: ({ filter, per }) => {
      refuse();
      if (isEmpty()) return [];
      const [fromMs, toMs] = span(filter);
      if (per === 'hour') return rowsPer(3_600_000, Math.max(fromMs, toMs - 12 * dayMs), toMs);
      if (per === 'shift') return rowsPer(dayMs / 3, Math.max(fromMs, toMs - 30 * dayMs), toMs);
      if (per === 'day') return rowsPer(dayMs, fromMs, toMs);
      const names = [
        'Fastener M6',
        'Bottle neck, amber glass',
        'Housing',
        'A gasket with a very long product name',
      ];
      return names.map((product, index) => {
        const counts = {
          pass: 120_400 / (index + 1),
          fail: 1400 / (index + 1) ** 2,
          review: 40,
          unreadable: 12,
        };
        return {
          ...{ from: null, product, recipeId: null, recipeVersion: null, counts: counts },
          reviews: { none: 0, confirmed: 0, overturned: 0, decided: 0 },
          yield: counts.pass / (counts.pass + counts.fail + counts.review),
        };
      });
    },
    getReasons: () => {
      refuse();
      const counted = {
        scratch: 214,
        dent: 121,
        goodPart: 84,
        dirt: 61,
        lighting: 22,
        crack: 9,
        position: 4,
      };
      return {
        causes: isEmpty()
          ? []
          : [
              { verdict: 'fail', cause: null, count: 2841 },
              { verdict: 'fail', cause: 'notFound', count: 212 },
              { verdict: 'unreadable', cause: 'incomplete', count: 57 },
              { verdict: 'unreadable', cause: 'wrongSize', count: 12 },
            ],
        reviews: isEmpty()
          ? []
          : [
              ...Object.entries(counted).map(([reasonCode, count]) => ({
                ...{ reasonCode, outcome: 'confirmed' as const, count },
              })),
              { reasonCode: null, outcome: 'confirmed', count: 30 },
              { reasonCode: 'goodPart', outcome: 'overturned', count: 41 },
            ],
      };
    },
    getDefectHeat: ({ columns, rows }) => {
      refuse();
      const hit = (x: number, y: number, across: number, down: number, high: number) =>
        high * Math.exp(-(((x - across) / 0.09) ** 2) - ((y - down) / 0.1) ** 2);
      const cells = Array.from({ length: columns * rows }, (_, at) => {
        const [x, y] = [((at % columns) + 0.5) / columns, (Math.floor(at / columns) + 0.5) / rows];
        const count = hit(x, y, 0.3, 0.25, 80) + hit(x, y, 0.62, 0.7, 34) + noise(at) * 3.4 - 1;
        return isEmpty() ? 0 : Math.max(0, Math.round(count));
      });
      const fails = isEmpty() ? 0 : 2841;
      return {
        ...{ columns, rows, cells, inspections: Math.round(fails * 0.93), fails },
        judgedBy: isEmpty()
          ? null
          : {
              product: 'Fastener M6',
              recipeId: 'recipe-1' as RecipeId,
              recipeVersion: 4,
              bundleId: 'bundle-1',
            },
        others: isEmpty() ? 0 : 126,
        shownOn: station.log.find(({ verdict }) => verdict === 'pass')?.resultId ?? null,
      };
    },
  };
}
