import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FolderId } from '../../electron/common/inspection.ts';
import { appendRecent, recentKept } from '../../renderer/recentInspections.ts';
import { inspectionOf, mainFolder } from './fakeStation.ts';

test('adds out of order and twice, keeps newest first and each once', () => {
  const [one, two, three] = [1, 2, 3].map((sequence) => inspectionOf(sequence, 'pass'));
  const first = appendRecent(new Map(), [two!, one!, two!]);
  const second = appendRecent(first, [three!, one!]);
  assert.deepEqual(
    second.get(mainFolder)?.map((entry) => entry.sequence),
    [3, 2, 1],
  );
});

test('lets the oldest go and leaves other folders as they are', () => {
  const other = 'other' as FolderId;
  const start = appendRecent(new Map(), [inspectionOf(1, 'fail', { folderId: other })]);
  const many = Array.from({ length: 200 }, (_, at) => inspectionOf(at + 2, 'pass'));
  const full = appendRecent(start, many);
  assert.equal(full.get(mainFolder)?.length, recentKept);
  assert.equal(full.get(mainFolder)?.[0]?.sequence, 201);
  assert.equal(full.get(other), start.get(other));
});
