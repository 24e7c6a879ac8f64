import type { FolderId, ResultId } from '../../common/inspection.ts';
import { inUnflushedTransaction, type StationDatabase } from '../store/db.ts';
import { changeLedgerRow, insertLedgerRow, unjudgedImages, type LedgerRow } from '../store/ledger.ts';
import { timeOrderedId } from '../timeOrderedId.ts';
import { byArrival } from './arrivalOrder.ts';
import type { FileStamp } from './fileStamp.ts';
import type { FinishedFiles } from './finishedFiles.ts';
import { problems, stampOf, type OpenImage, type Problem } from './openImage.ts';
import { createReadyLine } from './readyLine.ts';
import { firstLook, settlesAtMs, type SettleRules } from './settle.ts';

/** A file that may be a new image. */
export interface Arriving {
  readonly file: string;
  readonly stamp: FileStamp;
  readonly problem: Problem | null;
}

/** Seen images held in memory at once; what lies beyond waits in the folder until there is room. */
export const stockCapacity = 20_000;

/** The images seen but not inspected, each with its ledger row. What is not in the ledger is not in here. */
export interface Stock {
  /** The present version under this name. */
  find(file: string): OpenImage | undefined;
  /** All present versions. */
  images(): Iterable<OpenImage>;
  /** Neither ready nor taken: to be looked at again. */
  readonly unsettled: ReadonlySet<OpenImage>;
  readonly readyCount: number;
  /** Gives each new image its ResultId. Those that find no room are left out; returns how many that were. */
  add(arriving: readonly Arriving[], nowMs: number): number;
  settle(image: OpenImage, nowMs: number): void;
  /** Back to where it is looked at again. */
  unsettle(image: OpenImage, stage: 'settling' | 'recheck'): void;
  /** Ends waiting for the file: the image comes up in its turn, with its problem. Its name is free for another. */
  giveUp(image: OpenImage, problem: Problem, nowMs: number): void;
  /** The image goes on under another name. */
  dropRenamed(image: OpenImage): void;
  /** Removes the first ready ones for the lane. */
  take(count: number): OpenImage[];
  forget(image: OpenImage): void;
  /** Images of an earlier run that were not met in the folder yet. */
  readonly expected: ReadonlyMap<string, LedgerRow>;
  /** After a whole scan: what is still expected is gone. */
  giveUpExpected(nowMs: number): void;
}

export function createStock(
  db: StationDatabase,
  folderId: FolderId,
  finished: FinishedFiles,
  rules: SettleRules,
  wallClockMs: () => number,
): Stock {
  const byFile = new Map<string, OpenImage>();
  const unsettled = new Set<OpenImage>();
  const ready = createReadyLine();
  const expected = new Map<string, LedgerRow>();
  let batch = 1;
  const isoNow = () => new Date(wallClockMs()).toISOString();

  function open(row: Pick<LedgerRow, 'resultId' | 'file'>, seenMs: number, stamp: FileStamp, nowMs: number) {
    const image: OpenImage = {
      resultId: row.resultId,
      file: row.file,
      batch,
      seenMs,
      inspectedSha256: finished.find(row.file)?.contentSha256 ?? null,
      stage: 'settling',
      settling: firstLook(stamp, nowMs, wallClockMs(), rules),
      settledMs: nowMs,
      problem: null,
      doubts: 0,
      vainReads: 0,
      missingSinceMs: null,
      unclearUntilMs: 0,
      lookedAtMs: nowMs,
      replaced: false,
      touched: false,
    };
    return image;
  }

  function giveUpRow(row: LedgerRow, problem: Problem, nowMs: number): void {
    const stamp = { sizeBytes: row.sizeBytes, modifiedMs: row.modifiedMs, inode: 0 };
    const image = open(row, Date.parse(row.seenAt), stamp, nowMs);
    Object.assign(image, { stage: 'ready', problem } satisfies Partial<OpenImage>);
    ready.add(image);
  }

  for (const row of unjudgedImages(db, folderId)) {
    const earlier = expected.get(row.file);
    // Two open versions of one name: the earlier one was replaced, and the end came before that was committed.
    if (earlier !== undefined) giveUpRow(earlier, problems.overwritten, 0);
    expected.set(row.file, row);
  }

  /** A camera that starts over makes a settled file smaller; no writer does. */
  function replaceShrunk(arriving: readonly Arriving[], nowMs: number): void {
    for (const { file, stamp } of arriving) {
      const row = expected.get(file);
      if (row?.state !== 'settled' || stamp.sizeBytes >= row.sizeBytes) continue;
      giveUpRow(row, problems.overwritten, nowMs);
      expected.delete(file);
    }
  }

  function insertRows(arriving: readonly Arriving[]): ResultId[] {
    const seenAt = isoNow();
    return inUnflushedTransaction(db, () =>
      arriving.map(({ file, stamp }) => {
        const known = expected.get(file);
        if (known !== undefined) return known.resultId;
        const resultId = timeOrderedId<ResultId>(wallClockMs());
        const { sizeBytes, modifiedMs } = stamp;
        const nothing = { contentSha256: null, moveTarget: null };
        insertLedgerRow(db, {
          ...{ resultId, folderId, file, state: 'seen', sizeBytes, modifiedMs, seenAt },
          ...nothing,
        });
        return resultId;
      }),
    );
  }

  return {
    find: (file) => byFile.get(file),
    images: () => byFile.values(),
    unsettled,
    get readyCount() {
      return ready.length;
    },
    expected,
    add(arriving, nowMs) {
      batch += 1;
      const room = Math.max(0, stockCapacity - byFile.size);
      const taken = arriving
        .map((one) => ({ ...one, batch }))
        .sort(byArrival)
        .slice(0, room);
      replaceShrunk(taken, nowMs);
      const ids = insertRows(taken);
      taken.forEach(({ file, stamp, problem }, index) => {
        const seenMs = Date.parse(expected.get(file)?.seenAt ?? '') || wallClockMs();
        expected.delete(file);
        const image = open({ resultId: ids[index] as ResultId, file }, seenMs, stamp, nowMs);
        image.problem = problem;
        byFile.set(file, image);
        unsettled.add(image);
        if (problem !== null || settlesAtMs(image.settling, rules) <= nowMs) this.settle(image, nowMs);
      });
      return arriving.length - taken.length;
    },
    settle(image, nowMs) {
      unsettled.delete(image);
      image.stage = 'ready';
      image.settledMs = nowMs;
      ready.add(image);
    },
    unsettle(image, stage) {
      if (image.stage === 'ready') ready.remove(image);
      image.stage = stage;
      unsettled.add(image);
    },
    giveUp(image, problem, nowMs) {
      if (image.stage === 'ready') ready.remove(image);
      if (byFile.get(image.file) === image) byFile.delete(image.file);
      image.problem = problem;
      this.settle(image, nowMs);
    },
    dropRenamed(image) {
      inUnflushedTransaction(db, () => changeLedgerRow(db, image.resultId, { state: 'renamed' }, isoNow()));
      ready.remove(image);
      unsettled.delete(image);
      byFile.delete(image.file);
    },
    take(count) {
      const images = ready.first(count);
      if (images.length === 0) return [];
      const at = isoNow();
      inUnflushedTransaction(db, () => {
        for (const image of images) {
          const { sizeBytes, modifiedMs } = stampOf(image);
          changeLedgerRow(db, image.resultId, { state: 'settled', sizeBytes, modifiedMs }, at);
        }
      });
      for (const image of images) {
        ready.remove(image);
        image.stage = 'taken';
      }
      return [...images];
    },
    forget(image) {
      if (byFile.get(image.file) === image) byFile.delete(image.file);
    },
    giveUpExpected(nowMs) {
      for (const row of expected.values()) giveUpRow(row, problems.gone, nowMs);
      expected.clear();
    },
  };
}
