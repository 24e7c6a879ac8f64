import assert from 'node:assert/strict';
import { test } from 'node:test';
import { headFigures } from '../../../models/evaluation/headFigures.ts';

const found = (score: number) => ({ score, notFound: false });

test('figures by defect; between two limits an image is neither passed nor rejected', () => {
  const goods = [1, 2, 3, 5].map(found);
  const bads = { crack: [2.5, 6, 7].map(found), hole: [3.5, 4].map(found) };
  const { escape, overkill, review, defects, auroc } = headFigures(goods, bads, { limit: 4, reviewLimit: 3 });
  assert.deepEqual([escape.count, escape.of, overkill.count, overkill.of], [1, 5, 1, 4]);
  assert.deepEqual([review?.goods.count, review?.bads.count], [0, 2]);
  assert.deepEqual([defects['crack']?.escape.count, defects['hole']?.escape.count], [1, 0]);
  assert.equal(auroc.value, (2 + 4 + 4 + 3 + 3) / 20);
  assert.equal(defects['hole']?.auroc.value, 6 / 8);
});

test('without a second limit nothing is left to review, and what is at the limit escapes', () => {
  const figures = headFigures([found(1)], { bad: [found(2), found(3)] }, { limit: 2 });
  assert.equal(figures.escape.count, 1);
  assert.equal(figures.review, undefined);
});

test('a part that was not found is rejected whatever its score', () => {
  const lost = { score: 0, notFound: true };
  const { escape, overkill, auroc } = headFigures([found(1), lost], { bad: [lost] }, { limit: 5 });
  assert.deepEqual([escape.count, overkill.count], [0, 1]);
  assert.equal(auroc.value, 0.25, 'the AUROC is that of the scores');
});
