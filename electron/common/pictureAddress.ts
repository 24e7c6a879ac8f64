import type { ChallengeImageId } from './challenge.ts';
import { drawnKinds, type DrawnKind } from './drawn.ts';
import type { SetUpTaskId } from './setUp.ts';
import {
  pictureKinds,
  type PictureKind,
  type RecipeId,
  type ResultId,
  type SampleId,
  type TeachingId,
} from './inspection.ts';
import type { ScoringId } from './lab.ts';

export type PictureAddress =
  | { readonly of: 'inspection'; readonly resultId: ResultId; readonly kind: PictureKind }
  | { readonly of: 'drawn'; readonly resultId: ResultId; readonly kind: DrawnKind }
  | { readonly of: 'teaching'; readonly teachingId: TeachingId; readonly number: number }
  | { readonly of: 'sample'; readonly sampleId: SampleId }
  | { readonly of: 'challenge'; readonly challengeImageId: ChallengeImageId }
  | { readonly of: 'setUp'; readonly taskId: SetUpTaskId; readonly number: number }
  | {
      readonly of: 'lab';
      readonly recipeId: RecipeId;
      readonly scoringId: ScoringId;
      readonly number: number;
    };

/**
 * The picture a path such as `/image/<resultId>/<kind>`, `/drawn/<resultId>/<kind>.png`,
 * `/teaching/<teachingId>/<number>.png`, `/sample/<sampleId>.jpg`, `/challenge/<challengeImageId>.jpg`, `/setUp/<taskId>/<number>.jpg`
 * or `/lab/<recipeId>/<scoringId>/<number>.jpg` names, or null.
 */
export function asPictureAddress(path: string): PictureAddress | null {
  const image = /^\/image\/([\w-]{1,64})\/([a-z]{1,20})$/.exec(path);
  const kind = pictureKinds.find((one) => one === image?.[2]);
  if (image?.[1] !== undefined && kind !== undefined) {
    return { of: 'inspection', resultId: image[1] as ResultId, kind };
  }
  const drawn = /^\/drawn\/([\w-]{1,64})\/([a-z]{1,20})\.png$/.exec(path);
  const drawnKind = drawnKinds.find((one) => one === drawn?.[2]);
  if (drawn?.[1] !== undefined && drawnKind !== undefined) {
    return { of: 'drawn', resultId: drawn[1] as ResultId, kind: drawnKind };
  }
  const sample = /^\/sample\/([\w-]{1,64})\.jpg$/.exec(path);
  if (sample?.[1] !== undefined) return { of: 'sample', sampleId: sample[1] as SampleId };
  const challenge = /^\/challenge\/([\w-]{1,64})\.jpg$/.exec(path);
  if (challenge?.[1] !== undefined) {
    return { of: 'challenge', challengeImageId: challenge[1] as ChallengeImageId };
  }
  const setUp = /^\/setUp\/([\w-]{1,64})\/(\d{1,9})\.jpg$/.exec(path);
  if (setUp?.[1] !== undefined) {
    return { of: 'setUp', taskId: setUp[1] as SetUpTaskId, number: Number(setUp[2]) };
  }
  const lab = /^\/lab\/([\w-]{1,64})\/([\w-]{1,64})\/(\d{1,7})\.jpg$/.exec(path);
  if (lab?.[1] !== undefined) {
    const [, recipeId, scoringId, number] = lab;
    return {
      of: 'lab',
      recipeId: recipeId as RecipeId,
      scoringId: scoringId as ScoringId,
      number: Number(number),
    };
  }
  const teaching = /^\/teaching\/([\w-]{1,64})\/(\d{1,9})\.png$/.exec(path);
  if (teaching?.[1] === undefined) return null;
  return { of: 'teaching', teachingId: teaching[1] as TeachingId, number: Number(teaching[2]) };
}
