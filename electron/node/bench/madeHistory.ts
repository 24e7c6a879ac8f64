import type { FolderId, RecipeId, ResultId } from '../../common/inspection.ts';
import { defaultRecipeSettings, type Recipe } from '../../common/recipe.ts';
import type { Verdict } from '../../common/verdict.ts';
import type { Finding } from '../store/findings.ts';
import type { NewInspection } from '../store/inspections.ts';
import type { StoredFolder } from '../store/watchedFolders.ts';
import { timeOrderedId } from '../timeOrderedId.ts';

const dayMs = 86_400_000;
/** Two shifts a day, UTC. */
const workFromHour = 6;
const workHours = 16;
const jobRows = 5000;

interface Line {
  readonly folder: StoredFolder;
  /** Two products in turn, job after job. */
  readonly products: readonly (readonly Recipe[])[];
}

/** Lines, products and recipe versions of a station that has inspected for so many days. */
export interface MadeStation {
  readonly lines: readonly Line[];
  readonly days: number;
  readonly endMs: number;
}

export function madeStation(endMs: number, days: number): MadeStation {
  const createdAt = new Date(endMs - days * dayMs).toISOString();
  const names = ['bottle', 'cap', 'housing', 'lid', 'bracket', 'gasket'];
  const lines = [0, 1, 2].map((line): Line => ({
    folder: {
      folderId: timeOrderedId<FolderId>(endMs),
      path: `/camera/line-${line + 1}`,
      ...{ recursive: false, watching: 'events', existingFiles: 'inspect', simulated: false },
      ...{ inspecting: true, createdAt, firstScanAt: createdAt },
    },
    products: [0, 1].map((index) => {
      const product = names[line * 2 + index] ?? 'part';
      const recipeId = timeOrderedId<RecipeId>(endMs);
      const settings = { ...defaultRecipeSettings, product, bundle: `${product}-bundle` };
      return [1, 2, 3, 4].map((version) => ({
        ...{ recipeId, version, createdAt, createdBy: 'engineer', purpose: 'production' as const, settings },
      }));
    }),
  }));
  return { lines, days, endMs };
}

/** Standard normal deviate (Box and Muller 1958). */
function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/**
 * Row `index` of `rows`, spread over the days' shifts: 2 % fail, in spells more, 0.5 % are left to a person, 0.05 % unreadable,
 * 0.2 % simulated; scores drift and new recipe versions have new limits.
 */
export function madeInspection(
  { lines, days, endMs }: MadeStation,
  index: number,
  rows: number,
  random: () => number,
  hex: string,
): NewInspection {
  const workMs = workHours * 3_600_000;
  const worked = (index / rows) * days * workMs;
  const day = Math.floor(worked / workMs);
  const startMs = Math.floor((endMs - days * dayMs) / dayMs) * dayMs;
  const createdMs = Math.floor(startMs + day * dayMs + workFromHour * 3_600_000 + (worked - day * workMs));
  const lineIndex = Math.floor(random() * lines.length);
  const { folder, products } = lines[lineIndex]!;
  const job = Math.floor(index / jobRows);
  const recipes = products[job % products.length]!;
  const { recipeId, version, settings } = recipes[Math.floor((index / rows) * recipes.length)]!;
  const limit = 0.03 + 0.004 * version;
  const spell = job % 37 === 5 ? 4 : 1;
  const kind = random();
  let severity = Math.min(0.999, Math.exp(-0.6 + 0.18 * normal(random) + 0.1 * Math.sin(index / 90_000)));
  let verdict: Verdict = severity > 0.95 ? 'review' : 'pass';
  if (kind < 0.0005) verdict = 'unreadable';
  else if (kind < 0.02 * spell) {
    verdict = 'fail';
    severity = 1.0001 - 0.8 * Math.log(1 - random());
  }
  const isRead = verdict !== 'unreadable';
  const score = isRead ? severity * limit : null;
  const at = Math.floor(random() * (hex.length - 64));
  const number = index + 1;
  return {
    resultId: madeId(createdMs, index),
    folderId: folder.folderId,
    file: `cam${lineIndex + 1}/${settings.product}_${String(number).padStart(9, '0')}.png`,
    partId: lineIndex < 2 ? `P${number}` : null,
    jobId: `J${String(10_000 + job)}`,
    view: null,
    number,
    product: settings.product,
    recipeId,
    recipeVersion: version,
    bundleId: hex.slice(version, version + 32),
    calibrationId: hex.slice(version + 64, version + 80),
    verdict,
    processingState: isRead ? 'completed' : 'failed',
    reason: isRead ? null : 'The file ends before the image does.',
    score,
    limit,
    reviewLimit: limit * 0.95,
    head: lineIndex === 0 ? 'fused' : 'learnedSimilarity',
    heads:
      score === null ? {} : { mae: rounded(score / 3), ssim: rounded(score * 2), learnedSimilarity: score },
    located: null,
    provider: 'cpu',
    createdAt: new Date(createdMs).toISOString(),
    simulated: random() < 0.002,
    times: { wait: 12, decode: 21.5, run: 18.2, total: 420.3 },
    imageWidth: 1280,
    imageHeight: 1024,
    sizeBytes: 1_000_000 + at,
    contentSha256: hex.slice(at, at + 64),
    pictures: verdict === 'pass' ? ['thumbnail', 'map'] : isRead ? ['thumbnail', 'map', 'archive'] : [],
    movedTo: null,
  };
}

/** What is kept of a made inspection that did not pass: one or two places, mostly in one corner. */
export function madeFinding(verdict: Verdict, random: () => number): Finding {
  if (verdict === 'unreadable') return { cause: 'incomplete', places: [] };
  const place = () => ({ x: random() ** 2, y: random() ** 2, evidence: 1 + random() });
  return { cause: null, places: random() < 0.7 ? [place()] : [place(), place()] };
}

function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

/** A time-ordered id, without the cost of true randomness. */
function madeId(createdMs: number, index: number): ResultId {
  const time = createdMs.toString(16).padStart(12, '0');
  const count = index.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${count}` as ResultId;
}
