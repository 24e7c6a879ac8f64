import { describeClassifier } from './classifier/describeClassifier.ts';
import { describeCalibration } from './calibration/describeCalibration.ts';
import type { HeadName, Manifest } from './manifest.ts';

/**
 * What an engineer should know of a bundle just made, in a few sentences: what the limit promises, how good a classifier is
 * or why there is none, and which heads `fused` leaves out.
 * @param asked head that was to be in force.
 */
export function describeBundle({ calibration, classifier, fusion }: Manifest, asked: HeadName): string {
  const leftOut = Object.entries(fusion?.heads ?? {}).filter(([, head]) => head.leftOut !== undefined);
  return [
    describeCalibration(calibration),
    ...(classifier ? [describeClassifier(classifier)] : []),
    ...(calibration.head === asked ? [] : [`${calibration.head} is in force instead of ${asked}.`]),
    ...leftOut.map(([name, head]) => `fused leaves out ${name}: ${lowerFirst(head.leftOut!)}`),
  ].join(' ');
}

const lowerFirst = (sentence: string): string => sentence.charAt(0).toLowerCase() + sentence.slice(1);
