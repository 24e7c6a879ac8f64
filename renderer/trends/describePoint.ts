import type { ControlPoint } from '../../electron/common/historyAnswers.ts';
import { formatCount, formatScore } from '../formats.ts';
import { text } from '../messages.ts';

/** A value of a control chart in lines, for what is shown under the pointer and read out. */
export function describePoint(point: ControlPoint): string[] {
  const { value, ewma, movingRange, inspections, failed, resultId } = point;
  return [
    resultId === null
      ? text('control.meanIs', { value: formatScore(value), count: formatCount(inspections) })
      : text('control.valueIs', { value: formatScore(value) }),
    text('control.ewmaIs', { value: formatScore(ewma) }),
    ...(movingRange === null ? [] : [text('control.movingRangeIs', { value: formatScore(movingRange) })]),
    ...(failed ? [text('verdict.fail')] : []),
    ...outsideWords(point),
  ];
}

/** What it is outside of, each in words. */
export function outsideWords({ outside }: ControlPoint): string[] {
  return [
    ...(outside.individual ? [text('control.outsideIndividual')] : []),
    ...(outside.ewma ? [text('control.outsideEwma')] : []),
    ...(outside.movingRange ? [text('control.outsideMovingRange')] : []),
  ];
}
