import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LocatedPart } from '../../../electron/common/notFound.ts';
import type { ResultId } from '../../../electron/common/inspection.ts';
import type { ImageInHand } from '../../../electron/node/lane/inHand.ts';
import { inspectionOf } from '../../../electron/node/lane/judgement.ts';
import { fakeBundle } from '../../helpers/fakeInference.ts';
import { someFolder, someRecipe } from '../../helpers/storeRows.ts';

const place: LocatedPart = {
  dx: 3,
  dy: 4,
  angleDegrees: 0,
  movedPx: 5,
  match: 0.9,
  leastMatch: 0.6,
  movedLimitPx: 2,
};

function judged(score: number, located: LocatedPart | null) {
  const resultId = 'r1' as ResultId;
  const image = {
    resultId,
    file: 'a.png',
    settling: { stamp: { sizeBytes: 10, modifiedMs: 1 } },
    seenMs: 1,
    settledMs: 1,
  };
  return inspectionOf(
    { image, askedMs: 1 } as unknown as ImageInHand,
    {
      kind: 'judged',
      places: [],
      resultId,
      scores: { learnedSimilarity: score },
      located,
      sha256: 'a'.repeat(64),
      imageWidth: 640,
      imageHeight: 480,
      decodeMs: 1,
      runMs: 1,
      pictures: [],
      pictureProblem: null,
    },
    {
      folder: someFolder,
      recipe: someRecipe,
      bundle: fakeBundle,
      provider: 'cpu',
      readName: () => ({ partId: null, jobId: null, view: null, number: null }),
    },
    10,
  );
}

test('a part that is not found fails with that reason, however good its score', () => {
  const row = judged(0.1, { ...place, match: 0.3 });
  assert.deepEqual([row.verdict, row.processingState, row.score], ['fail', 'completed', 0.1]);
  assert.match(
    row.reason ?? '',
    /^The part was not found near its place: .* 0\.30, at least 0\.60 is needed\.$/,
  );
});

test('a part that is found is judged by its score, however far it moved', () => {
  assert.deepEqual([judged(0.1, place).verdict, judged(0.1, place).reason], ['pass', null]);
  assert.equal(judged(2, place).verdict, 'fail');
  assert.deepEqual(judged(0.1, place).located, place);
  assert.equal(judged(0.1, null).located, null);
});
