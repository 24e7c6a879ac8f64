import { imagesToProve, overkillBound } from './orderStatistic.ts';
import { percent } from './percent.ts';
import { requireTail } from './tailLimit.ts';

/** The calibration images are too few to prove the target overkill at 95 %. */
export class TargetNotProvable extends RangeError {
  override name = 'TargetNotProvable';
  readonly targetOverkill: number;
  /** Calibration images there are, and the fewest that could prove it. */
  readonly goods: number;
  readonly needed: number;
  /** Smallest overkill that many images can prove, 0..1. */
  readonly bestProvable: number;

  constructor(targetOverkill: number, goods: number) {
    const needed = imagesToProve(targetOverkill);
    const bestProvable = overkillBound(goods, goods);
    super(
      `An overkill of at most ${percent(targetOverkill)} needs at least ${needed} calibration images to be proven at 95 %; ` +
        `with ${goods} the best provable is ${percent(bestProvable, 'up')}. Add good images, allow more overkill or ask for an estimate.`,
    );
    this.targetOverkill = targetOverkill;
    this.goods = goods;
    this.needed = needed;
    this.bestProvable = bestProvable;
  }
}

/**
 * Refuses a target that so many calibration images can neither prove nor, if that will do, estimate, before anything
 * expensive is done for it.
 * @throws RangeError when it is no share, or there are too few images for an estimate; TargetNotProvable.
 */
export function requireReachable(targetOverkill: number, goods: number, allowEstimate: boolean): void {
  requireShare(targetOverkill);
  if (overkillBound(goods, goods) <= targetOverkill) return;
  if (!allowEstimate) throw new TargetNotProvable(targetOverkill, goods);
  requireTail(goods);
}

/** @throws RangeError unless it lies between 0 and 1, both excluded. */
export function requireShare(targetOverkill: number): void {
  if (targetOverkill > 0 && targetOverkill < 1) return;
  throw new RangeError(`The target overkill is a share between 0 and 1, got ${targetOverkill}.`);
}
