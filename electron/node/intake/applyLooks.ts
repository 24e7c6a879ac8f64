import type { FinishedFiles } from './finishedFiles.ts';
import { sameVersion, type FileStamp } from './fileStamp.ts';
import type { Look } from './lookAtFile.ts';
import { problems, stampOf, type OpenImage } from './openImage.ts';
import { isOverwritten, isStartedOver, nextLook, settlesAtMs, type SettleRules } from './settle.ts';
import type { Arriving, Stock } from './stock.ts';

export interface LookedAt {
  readonly file: string;
  readonly look: Look;
}

export interface Looks {
  readonly stock: Stock;
  readonly finished: FinishedFiles;
  readonly rules: SettleRules;
  /** Files there before watching began, which are not wanted: recorded instead of added. */
  readonly isIgnored: (stamp: FileStamp) => boolean;
}

/** What a round of looks brought up. */
export interface Findings {
  readonly arriving: Arriving[];
  readonly ignored: Arriving[];
  /** Open images whose file is not under its name any more. */
  readonly missing: OpenImage[];
}

const unclearMs = 1000;

/** Compares what lies in the folder with what is known of it. Changes the stock; new images are for the caller to add. */
export function applyLooks(
  { stock, finished, rules, isIgnored }: Looks,
  looks: readonly LookedAt[],
  nowMs: number,
): Findings {
  const findings: Findings = { arriving: [], ignored: [], missing: [] };
  for (const { file, look } of looks) {
    const image = stock.find(file);
    if (look.kind === 'unclear') {
      if (image !== undefined) image.unclearUntilMs = nowMs + unclearMs;
    } else if (look.kind === 'gone' || look.kind === 'other') {
      if (image !== undefined && image.stage !== 'taken') findings.missing.push(image);
    } else if (image === undefined) arrive(file, look);
    else follow(image, look);
  }
  return findings;

  function arrive(file: string, look: Extract<Look, { stamp: FileStamp }>): void {
    const known = finished.find(file);
    if (known !== undefined && sameVersion(known, look.stamp)) return;
    const reason = look.kind === 'refused' ? look.reason : null;
    const problem = reason === null ? null : ({ kind: 'link', reason, ledgerState: 'unreadable' } as const);
    const arriving = { file, stamp: look.stamp, problem };
    const waited = stock.expected.get(file);
    if (waited === undefined && isIgnored(look.stamp)) findings.ignored.push(arriving);
    else findings.arriving.push(arriving);
  }

  function follow(image: OpenImage, look: Extract<Look, { stamp: FileStamp }>): void {
    const { stamp } = look;
    const isSame = sameVersion(stampOf(image), stamp);
    image.lookedAtMs = nowMs;
    image.missingSinceMs = null;
    if (image.problem !== null) return;
    if (image.stage === 'settling') {
      if (isStartedOver(image.settling, stamp, nowMs, rules)) return replace(image, look);
      image.settling = nextLook(image.settling, stamp, nowMs);
      if (settlesAtMs(image.settling, rules) <= nowMs) stock.settle(image, nowMs);
      return;
    }
    if (image.stage === 'taken') {
      if (isSame || image.touched) return;
      image.touched = true;
      image.replaced = isOverwritten(stampOf(image), stamp, quietMs(image), image.doubts > 0, rules);
      return;
    }
    if (isSame && image.stage === 'ready') return;
    const isReplaced = image.replaced || (!isSame && isReplacedBy(image, stamp));
    if (isReplaced) return replace(image, look);
    if (!isSame) image.doubts += 1;
    stock.unsettle(image, 'settling');
    image.touched = false;
    image.settling = nextLook(image.settling, stamp, nowMs);
  }

  function replace(image: OpenImage, look: Extract<Look, { stamp: FileStamp }>): void {
    stock.giveUp(image, problems.overwritten, nowMs);
    arrive(image.file, look);
  }

  function isReplacedBy(image: OpenImage, stamp: FileStamp): boolean {
    return isOverwritten(stampOf(image), stamp, quietMs(image), image.doubts > 0, rules);
  }

  function quietMs(image: OpenImage): number {
    return nowMs - image.settling.sinceMs;
  }
}
