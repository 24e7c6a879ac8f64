import type { Calibration, EstimatedCalibration } from '../manifest.ts';
import { describeEscapes } from './escapes.ts';
import { overkillBound } from './orderStatistic.ts';
import { percent } from './percent.ts';

/** The calibration in a few sentences, as printed after teaching: what is proven is told apart from what is estimated. */
export function describeCalibration(calibration: Calibration): string {
  const sentences = [limitSentence(calibration), reviewSentence(calibration)];
  if (calibration.escapes) sentences.push(describeEscapes(calibration.escapes));
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

function limitSentence(calibration: Calibration): string {
  const { head, goods, expectedOverkill } = calibration;
  const limit = `Limit ${digits(calibration.limit)} of ${head}`;
  if (calibration.kind === 'estimate') {
    return (
      `${limit}, ${estimated(calibration)}: an estimate, about ${percent(expectedOverkill)} of good parts rejected; ` +
      `it proves nothing.${provable(calibration)}`
    );
  }
  const which = calibration.rank === goods ? 'the largest' : `rank ${calibration.rank}`;
  return (
    `${limit} is ${which} of ${goods} held-out good scores: expected overkill ${percent(expectedOverkill)}, ` +
    `at most ${percent(calibration.overkillBound, 'up')} at 95 % (one-sided).`
  );
}

/** A promise about the largest score, made whatever the limit is, holds at 95 %; none does of images that were chosen. */
function provable({ goods, folds, method }: EstimatedCalibration): string {
  if (folds !== undefined || method === 'relabelled') return '';
  const best = percent(overkillBound(goods, goods), 'up');
  return ` With the limit at the largest score ${goods} images prove at most ${best} at 95 % (one-sided).`;
}

function estimated({ method, goods, folds }: EstimatedCalibration): string {
  const scored =
    folds === undefined ? `${goods} held-out good scores` : `${goods} good scores of ${folds} models`;
  if (method === 'byHand') return `set by hand beside ${scored}`;
  if (method === 'relabelled')
    return `a rank among ${goods} good scores, some of images chosen by what was said of them`;
  return method === 'kFold' ? `a rank among ${scored}` : `from the tail of ${scored}`;
}

function reviewSentence({ kind, reviewLimit, reviewOverkill }: Calibration): string {
  if (reviewLimit === undefined) return '';
  const sure = kind === 'estimate' ? 'about' : 'at most';
  const share =
    reviewOverkill === undefined ? '' : `; ${sure} ${percent(reviewOverkill)} of good parts do not pass`;
  return `Above ${digits(reviewLimit)} a person reviews the image${share}.`;
}

const digits = (score: number): number => Number(score.toPrecision(4));
