import { access, mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { CallFailure } from '../../common/callFailure.ts';
import type { StationHandlers } from '../../common/contract.ts';
import { drawnKinds, type DrawnInspection, type DrawnKind } from '../../common/drawn.ts';
import type { DrawInspection } from '../../common/inferenceProtocol.ts';
import type { FolderId, Inspection, ResultId } from '../../common/inspection.ts';
import { say } from '../../common/stationSentence.ts';
import type { Lane } from '../lane/lane.ts';
import { picturePath } from '../picturePath.ts';
import { findInspection } from '../store/inspections.ts';
import { timeOfId } from '../timeOrderedId.ts';
import type { StationParts } from './stationParts.ts';

/** Drawn pictures of so many inspections are kept for those who look again; at a megabyte or two each. */
const keptInspections = 60;
const mostWaiting = 8;
/** While images of the line wait, drawing takes at most one part in so many of the time. */
const pausePerDrawing = 9;

/** Pictures that are drawn only while somebody looks: reconstruction, difference, the region in camera pixels. */
export interface Drawings {
  readonly calls: Pick<StationHandlers, 'drawInspection'>;
  /** Absolute path where it lies if it was drawn lately; null when the id is none of ours. */
  file(resultId: ResultId, kind: DrawnKind): string | null;
  /** Nothing drawn is left behind. */
  clear(): Promise<void>;
}

type DrawingParts = Pick<StationParts, 'home' | 'db' | 'lanes' | 'timers'>;

export function createDrawings({ home, db, lanes, timers }: DrawingParts): Drawings {
  const folder = path.join(home, 'drawn');
  /** Kinds that lie there, the inspection looked at last at the end. */
  const kept = new Map<ResultId, ReadonlySet<DrawnKind>>();
  const lines = new Map<FolderId, { last: Promise<unknown>; waiting: number; pauseUntilMs: number }>();

  function file(resultId: ResultId, kind: DrawnKind): string | null {
    if (timeOfId(resultId) === null || !drawnKinds.includes(kind)) return null;
    return path.join(folder, `${resultId}.${kind}.png`);
  }

  async function draw(inspection: Inspection, kinds: readonly DrawnKind[]): Promise<DrawnInspection> {
    const { resultId } = inspection;
    const lane = lanes.find(inspection.folderId);
    const has = kept.get(resultId);
    const missing = kinds.filter((kind) => has?.has(kind) !== true);
    if (missing.length === 0) return { drawn: kinds, reason: null };
    const refusal = refusalOf(lane, inspection);
    if (refusal !== null) return { drawn: kinds.filter((kind) => has?.has(kind)), reason: refusal };
    await mkdir(folder, { recursive: true });
    const pictures = Object.fromEntries(drawnKinds.map((kind) => [kind, file(resultId, kind)]));
    const { drawn, reason } = await lane.draw({
      ...{ kind: 'draw', ofResult: resultId, kinds: missing },
      ...(await sourceOf(home, lane, inspection)),
      pictures: pictures as DrawInspection['pictures'],
    });
    const all = new Set([...(kept.get(resultId) ?? []), ...drawn]);
    kept.delete(resultId);
    kept.set(resultId, all);
    await forgetOldest();
    return { drawn: kinds.filter((kind) => all.has(kind)), reason };
  }

  async function forgetOldest(): Promise<void> {
    for (const resultId of [...kept.keys()].slice(0, -keptInspections)) {
      kept.delete(resultId);
      await Promise.all(drawnKinds.map((kind) => rm(file(resultId, kind)!, { force: true })));
    }
  }

  /** One at a time a lane, and with pauses while its own images wait. */
  async function inTurn(inspection: Inspection, kinds: readonly DrawnKind[]): Promise<DrawnInspection> {
    const { folderId } = inspection;
    const line = lines.get(folderId) ?? { last: Promise.resolve(), waiting: 0, pauseUntilMs: 0 };
    lines.set(folderId, line);
    if (line.waiting >= mostWaiting) {
      throw new CallFailure('busy', `${line.waiting} inspections of this folder wait to be drawn already.`);
    }
    line.waiting += 1;
    const drawing = line.last.then(async () => {
      const isBusy = () => lanes.find(folderId).state().queue.depth > 0;
      while (timers.nowMs() < line.pauseUntilMs && isBusy()) {
        await new Promise<void>((resolve) => timers.after(20, resolve));
      }
      const beganMs = timers.nowMs();
      try {
        return await draw(inspection, kinds);
      } finally {
        line.pauseUntilMs = timers.nowMs() + pausePerDrawing * (timers.nowMs() - beganMs);
      }
    });
    line.last = drawing.catch(() => {}).finally(() => (line.waiting -= 1));
    return drawing;
  }

  return {
    file,
    calls: {
      async drawInspection({ resultId, kinds }) {
        const inspection = findInspection(db, resultId);
        if (inspection === undefined) {
          throw new CallFailure('notFound', `There is no inspection with the id ${resultId}.`);
        }
        try {
          return await inTurn(inspection, [...new Set(kinds)]);
        } catch (error) {
          if (error instanceof CallFailure) throw error;
          throw new CallFailure('refused', (error as Error).message);
        }
      },
    },
    clear: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Sentence why nothing more can be drawn of it; null when it can. */
function refusalOf(lane: Lane, { bundleId, verdict, imageWidth }: Inspection): string | null {
  if (verdict === 'unreadable' && imageWidth === null) return say('drawNoImage');
  const judging = lane.judgingWith();
  if (judging === null) return say('drawNothingJudges');
  if (judging.bundle.bundleId !== bundleId) return say('drawOtherBundle');
  return lane.state().queue.slowed ? say('drawBusy') : null;
}

/** The camera's file where it still lies, else the region kept. What had turned was kept as it lay, so it is no source. */
async function sourceOf(
  home: string,
  lane: Lane,
  { resultId, file, movedTo, contentSha256, pictures, located }: Inspection,
): Promise<Pick<DrawInspection, 'file' | 'sha256' | 'extent'>> {
  const camera = path.join(lane.folder.path, movedTo ?? file);
  const archive = picturePath(home, resultId, 'archive');
  const isUpright = located === null || located.angleDegrees === 0;
  const isThere = await access(camera).then(
    () => true,
    () => false,
  );
  if (!isThere && archive !== null && pictures.includes('archive') && isUpright) {
    return { file: archive, sha256: null, extent: 'region' };
  }
  return { file: camera, sha256: contentSha256, extent: 'camera' };
}
