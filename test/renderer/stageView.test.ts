import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  fitted,
  largestScale,
  onStage,
  panned,
  toCamera,
  zoomed,
  type StageView,
} from '../../renderer/stageView.ts';

const stage = { width: 800, height: 400 };
const image = { width: 1280, height: 1024 };
const whole = fitted(stage, { x: 0, y: 0, ...image });
const close = (a: number, b: number) => Math.abs(a - b) < 1e-9;

test('fitted, a box lies in the middle and touches the nearer edges', () => {
  const box = { x: 320, y: 192, width: 640, height: 640 };
  const drawn = onStage(fitted(stage, box), stage, box);
  assert.deepEqual(drawn, { x: 200, y: 0, width: 400, height: 400 });
});

test('the camera pixel under the pointer stays under it, whatever the size', () => {
  let view: StageView = whole;
  const at = { x: 430, y: 180 };
  const before = toCamera(view, stage, at);
  for (const factor of [1.7, 2.3, 3, 1.1]) {
    view = zoomed(view, stage, image, factor, at);
    const now = toCamera(view, stage, at);
    assert.ok(close(now.x, before.x) && close(now.y, before.y), `${factor}: ${now.x}, ${now.y}`);
  }
});

test('never smaller than whole, never larger than a camera pixel can be told', () => {
  assert.equal(zoomed(whole, stage, image, 0.01, { x: 0, y: 0 }).scale, whole.scale);
  assert.equal(zoomed(whole, stage, image, 1e9, { x: 400, y: 200 }).scale, largestScale);
});

test('a small image is fitted larger than that, and stays', () => {
  const tiny = { width: 4, height: 3 };
  const fit = fitted(stage, { x: 0, y: 0, ...tiny });
  assert.ok(fit.scale > largestScale);
  assert.equal(zoomed(fit, stage, tiny, 2, { x: 1, y: 1 }).scale, fit.scale);
});

test('moved, the image follows the finger and never leaves the stage', () => {
  const near = zoomed(whole, stage, image, 8, { x: 400, y: 200 });
  const [before, after] = [near, panned(near, stage, image, { x: 60, y: -25 })].map((view) =>
    onStage(view, stage, { x: 600, y: 500, width: 1, height: 1 }),
  );
  assert.ok(close(after!.x - before!.x, 60) && close(after!.y - before!.y, -25));
  const far = panned(near, stage, image, { x: 1e6, y: 1e6 });
  assert.deepEqual(
    [onStage(far, stage, { x: 0, y: 0, ...image })].map(({ x, y }) => [Math.round(x), Math.round(y)]),
    [[0, 0]],
  );
});

test('where the whole image fits, it stays in the middle', () => {
  const moved = panned(whole, stage, image, { x: 300, y: 300 });
  assert.deepEqual([moved.x, moved.y], [640, 512]);
});
