import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evidenceAt, fitEvidence } from '../../../models/fusion/evidenceCurve.ts';
import { Random } from '../../../models/random.ts';

const exponentials = (count: number, seed: number): number[] => {
  const random = new Random(seed);
  return Array.from({ length: count }, () => -Math.log(1 - random.uniform()));
};

test('evidence is -log of the share of good images above a score', () => {
  const curve = fitEvidence(exponentials(400, 1))!;
  // The scores are exponential: the share above s is exp(-s), its -log is s.
  for (const score of [0.7, 1.5, 3]) {
    const evidence = evidenceAt(curve, score);
    assert.ok(Math.abs(evidence - score) < 0.35, `${score}: ${evidence}`);
  }
});

test('few images speak less surely than many of the same spread', () => {
  const meanAt = (count: number): number => {
    const values = Array.from({ length: 40 }, (_, seed) =>
      evidenceAt(fitEvidence(exponentials(count, seed))!, 20),
    );
    return values.reduce((sum, value) => sum + value, 0) / values.length;
  };
  const [five, twenty, many] = [meanAt(5), meanAt(20), meanAt(200)];
  assert.ok(five < twenty && twenty < many && many < 20, [five, twenty, many].join(' '));
});

test('evidence rises from the smallest good score on, however far', () => {
  for (const count of [4, 5, 11, 60]) {
    const goods = exponentials(count, count);
    const curve = fitEvidence(goods)!;
    const scores = [...goods.toSorted((a, b) => a - b), 10, 1e2, 1e4, 1e4 + 1, 1e6, 1e8];
    scores.slice(1).forEach((score, i) => {
      assert.ok(evidenceAt(curve, score) > evidenceAt(curve, scores[i]!), `${count} goods, ${score}`);
    });
    assert.equal(evidenceAt(curve, Math.min(...goods) - 5), curve.evidence[0]);
  }
});

test('unit and offset of the scores do not matter', () => {
  const goods = exponentials(30, 3);
  const [plain, other] = [fitEvidence(goods)!, fitEvidence(goods.map((score) => 10 + 1e-4 * score))!];
  for (const score of [0.1, 1, 5, 50]) {
    const evidence = evidenceAt(plain, score);
    assert.ok(Math.abs(evidenceAt(other, 10 + 1e-4 * score) - evidence) < 1e-6 * (1 + evidence));
  }
});

test('scores that hardly differ give no curve; ties do', () => {
  assert.equal(fitEvidence([1, 1, 1, 1, 1]), null);
  assert.equal(fitEvidence([0, 0, 0, 0]), null);
  assert.equal(fitEvidence([5, 5, 5 + 1e-9, 5]), null);
  const tied = fitEvidence([1, 1, 1, 1, 2, 3])!;
  tied.scores.slice(1).forEach((score, i) => assert.ok(score > tied.scores[i]!));
  assert.ok(evidenceAt(tied, 3.5) > evidenceAt(tied, 3));
});

test('too few scores, or one that is no number, are refused', () => {
  assert.throws(() => fitEvidence([1, 2, 3]), /at least 4 good scores, got 3/);
  assert.throws(() => fitEvidence([1, 2, 3, NaN]), /must be finite, got NaN/);
});
