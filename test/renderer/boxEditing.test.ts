import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  handles,
  movedBox,
  pannedView,
  resizedBox,
  snapLines,
  snapped,
  zoomedView,
} from '../../renderer/boxEditing.ts';

const image = { width: 200, height: 100 };
const box = { x: 20, y: 10, width: 50, height: 40 };

test('an edge snaps to the image, its middle and other boxes, within reach only', () => {
  const { x, y } = snapLines(image, [box]);
  assert.deepEqual(x, [0, 100, 200, 20, 70]);
  assert.deepEqual(y, [0, 50, 100, 10, 50]);
  assert.equal(snapped(67, x, 4), 70);
  assert.equal(snapped(67, x, 2), 67);
  assert.equal(snapped(198.5, x, 4), 200);
});

test('a moved box stays whole inside the image; a handle moves its sides only, and never past each other', () => {
  assert.deepEqual(movedBox(box, 500, -500, image), { ...box, x: 150, y: 0 });
  assert.deepEqual(resizedBox(box, { h: 1, v: 0 }, 7.4, 99, image), { ...box, width: 57 });
  assert.deepEqual(resizedBox(box, { h: -1, v: -1 }, -99, 5, image), { x: 0, y: 15, width: 70, height: 35 });
  assert.deepEqual(resizedBox(box, { h: 1, v: 1 }, -500, -500, image), { ...box, width: 1, height: 1 });
  assert.equal(handles.length, 8);
});

test('zooming keeps the place under the pointer and ends at the whole image', () => {
  const whole = { x: 0, y: 0, ...image };
  const near = zoomedView(whole, { x: 150, y: 25 }, 2, image);
  assert.deepEqual(near, { x: 75, y: 12.5, width: 100, height: 50 });
  assert.deepEqual(pannedView(near, 500, 500, image), { x: 100, y: 50, width: 100, height: 50 });
  assert.deepEqual(zoomedView(near, { x: 0, y: 0 }, 1 / 9, image), whole);
  assert.equal(zoomedView(near, { x: 100, y: 50 }, 1e6, image).width, 200 / 16);
});
