import { isStoreTrouble } from '../store/storeError.ts';
import { setFirstScan } from '../store/watchedFolders.ts';
import { createAlarmClock } from './alarmClock.ts';
import { applyLooks, type LookedAt } from './applyLooks.ts';
import { sameVersion, type FileStamp } from './fileStamp.ts';
import { createFinishedFiles } from './finishedFiles.ts';
import { createFolderScan, lookAtFiles } from './folderScan.ts';
import { createHints } from './hints.ts';
import type { Intake, IntakeOptions } from './intakeInterface.ts';
import { graceMs, settleMissing } from './missingImages.ts';
import { problems, stampOf, type OpenImage } from './openImage.ts';
import { gatherOldest } from './oldestArrivals.ts';
import { recordIgnored } from './recordIgnored.ts';
import { settleRules, settlesAtMs } from './settle.ts';
import { createSource } from './source.ts';
import { createStock, stockCapacity, type Arriving } from './stock.ts';

const coalesceMs = 10;
const scanEveryMs = { events: 2000, polling: 500 } as const;
const missingEveryMs = 1000;
/** A scan of a large folder waits this many times as long as the last one took. */
const restFactor = 10;
const retryMs = 1000;
const maxVainReads = 5;

export function createIntake(options: IntakeOptions): Intake {
  const { db, folder, timers, wallClockMs, rules = settleRules, onReady, onTrouble } = options;
  const finished = createFinishedFiles(db, folder.folderId);
  const stock = createStock(db, folder.folderId, finished, rules, wallClockMs);
  const hints = createHints(folder.recursive);
  const scanner = createFolderScan(folder.path, folder.recursive, stock, finished);
  const source = createSource(folder, { onHint, onChange: options.onSource });
  const clock = createAlarmClock(timers);
  const begunMs = Date.parse(folder.createdAt);
  let firstScanDone = folder.firstScanAt !== null;
  const looks = { stock, finished, rules, isIgnored };

  let beyond = 0;
  let lastArrivalMs: number | null = null;
  let nextScanMs = timers.nowMs();
  let hintsDueMs = Infinity;
  let inTrouble = false;
  let running: Promise<void> | null = null;
  let stopped = false;
  /** A look at one of these may be older than its move, and then shows an image that is not there any more. */
  const movedDuringTurn = new Set<string>();

  function isIgnored(stamp: FileStamp): boolean {
    return folder.existingFiles === 'ignore' && !firstScanDone && stamp.modifiedMs <= begunMs;
  }

  function onHint(file: string | null): void {
    if (file === null) nextScanMs = Math.min(nextScanMs, timers.nowMs() + coalesceMs);
    else if (hints.add(file)) hintsDueMs = Math.min(hintsDueMs, timers.nowMs() + coalesceMs);
    else return;
    clock.wake();
  }

  function lookSoon(file: string): void {
    hints.add(file);
    hintsDueMs = timers.nowMs();
    clock.wake();
  }

  async function run(): Promise<void> {
    while (!stopped) {
      if (nextTurnMs() > timers.nowMs()) {
        await clock.sleepUntil(nextTurnMs());
        continue;
      }
      movedDuringTurn.clear();
      try {
        if (timers.nowMs() >= nextScanMs) await scan();
        else await lookAt(dueFiles());
        if (inTrouble) onTrouble(null);
        inTrouble = false;
      } catch (error) {
        if (!isStoreTrouble(error)) throw error;
        inTrouble = true;
        onTrouble(error);
        nextScanMs = timers.nowMs() + retryMs;
        await clock.sleepUntil(nextScanMs);
      }
    }
  }

  function nextTurnMs(): number {
    let next = Math.min(nextScanMs, hintsDueMs);
    if (source.state.state === 'missing') return next;
    for (const image of stock.unsettled) next = Math.min(next, dueMs(image));
    return next;
  }

  function dueMs(image: OpenImage): number {
    if (image.missingSinceMs !== null) return image.missingSinceMs + graceMs;
    const due = image.stage === 'recheck' ? 0 : settlesAtMs(image.settling, rules);
    return Math.max(due, image.unclearUntilMs);
  }

  function dueFiles(): string[] {
    hintsDueMs = Infinity;
    const now = timers.nowMs();
    const due = [...stock.unsettled].filter((image) => dueMs(image) <= now).map(({ file }) => file);
    return [...new Set([...hints.collect(), ...due])];
  }

  async function lookAt(files: readonly string[]): Promise<void> {
    if (files.length === 0) return;
    const found = await lookAtFiles(folder.path, files);
    // A folder that is gone as a whole says nothing about its images.
    if (found.some(({ look }) => look.kind === 'gone') && !(await source.isThere())) {
      nextScanMs = timers.nowMs();
      return;
    }
    add(compare(found));
    onReady();
  }

  function compare(found: readonly LookedAt[]): Arriving[] {
    const nowMs = timers.nowMs();
    const current = found.filter(({ file }) => !movedDuringTurn.has(file));
    const { arriving, ignored, missing } = applyLooks(looks, current, nowMs);
    if (missing.length > 0) settleMissing(stock, missing, nowMs);
    if (ignored.length > 0) {
      recordIgnored(db, folder.folderId, ignored, wallClockMs());
      for (const { file, stamp } of ignored) finished.add(file, stamp, null);
    }
    return arriving;
  }

  function add(arriving: readonly Arriving[]): number {
    if (arriving.length === 0) return 0;
    const left = stock.add(arriving, timers.nowMs());
    if (left < arriving.length) lastArrivalMs = wallClockMs();
    return left;
  }

  function isNew(file: string, stamp: FileStamp): boolean {
    if (stock.find(file) !== undefined || movedDuringTurn.has(file)) return false;
    const known = finished.find(file);
    return known === undefined || !sameVersion(known, stamp);
  }

  async function scan(): Promise<void> {
    const startedMs = timers.nowMs();
    if (!(await source.isThere())) {
      nextScanMs = timers.nowMs() + missingEveryMs;
      return;
    }
    const arrivals = gatherOldest(stockCapacity);
    try {
      for await (const found of scanner.scan()) {
        arrivals.add(compare(found));
        // A long scan must not keep the newest images waiting.
        if (hints.waiting) await lookAt(hints.collect());
        if (stopped) return;
      }
    } catch (error) {
      if (!source.failed(error)) throw error;
      nextScanMs = timers.nowMs() + missingEveryMs;
      return;
    }
    // Hinted ones were added meanwhile, and may even be judged by now.
    const arriving = arrivals.kept.filter(({ file, stamp }) => isNew(file, stamp));
    beyond = arrivals.left + add(arriving);
    await lookAt(
      [...stock.images()]
        .filter((one) => one.stage !== 'taken' && one.lookedAtMs < startedMs)
        .map(({ file }) => file),
    );
    if (beyond === 0) stock.giveUpExpected(timers.nowMs());
    if (!firstScanDone) setFirstScan(db, folder.folderId, new Date(wallClockMs()).toISOString());
    firstScanDone = true;
    const tookMs = timers.nowMs() - startedMs;
    nextScanMs =
      timers.nowMs() + Math.max(scanEveryMs[source.hinted ? 'events' : 'polling'], restFactor * tookMs);
    onReady();
  }

  return {
    get source() {
      return source.state;
    },
    get behind() {
      return stock.readyCount + stock.unsettled.size + beyond;
    },
    get readyCount() {
      return stock.readyCount;
    },
    get lastArrivalMs() {
      return lastArrivalMs;
    },
    start() {
      running = run();
    },
    take(count) {
      const images = stock.take(count);
      // Room again for what was left in the folder.
      if (images.length > 0 && beyond > 0 && stock.readyCount < stockCapacity / 4) {
        nextScanMs = timers.nowMs();
        clock.wake();
      }
      return images;
    },
    putBack(image, why) {
      image.vainReads += 1;
      if (image.vainReads >= maxVainReads && why === 'changed') {
        stock.giveUp(image, problems.restless, timers.nowMs());
        onReady();
      } else if (why === 'incomplete' && !image.touched) {
        image.settling = { ...image.settling, patient: true };
        stock.unsettle(image, 'settling');
        clock.wake();
      } else {
        stock.unsettle(image, 'recheck');
        clock.wake();
      }
    },
    finish(image, contentSha256) {
      stock.forget(image);
      if (image.problem?.kind === 'gone' || image.problem?.kind === 'overwritten') return;
      finished.add(image.file, stampOf(image), contentSha256);
      if (image.touched) lookSoon(image.file);
    },
    moved(file) {
      movedDuringTurn.add(file);
      finished.remove(file);
    },
    async stop() {
      stopped = true;
      source.close();
      clock.wake();
      await running;
    },
  };
}
