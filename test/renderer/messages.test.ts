import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { english } from '../../renderer/english.ts';
import { text } from '../../renderer/messages.ts';
import { nextByArrow } from '../../renderer/nextByArrow.ts';

test('braces are filled, and the number chooses the form', () => {
  assert.equal(text('ago', { duration: '4 s' }), '4 s ago');
  assert.equal(text('alarm.all', { count: 1 }), '1 alarm');
  assert.equal(text('alarm.all', { count: 3 }), '3 alarms');
});

test('a value that looks like a pattern of replace is taken as it is', () => {
  assert.equal(text('teaching.ended.done', { product: '$& {product}' }), '$& {product} is taught');
});

/** Keys put together from a name that the code knows, e.g. `verdict.${verdict}`. */
const composed =
  /^(view|theme|link|verdict|condition|source|alarm|challenge|provider|providerHelp|head|headExplained|setUp\.step|teaching\.phase|teaching\.ended|region)\./;

test('every text is used somewhere', () => {
  const folder = new URL('../../renderer', import.meta.url).pathname;
  const code = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(vue|ts)$/.test(file) && !/^english\b/.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n');
  const unused = Object.keys(english).filter((key) => !composed.test(key) && !code.includes(`'${key}'`));
  assert.deepEqual(unused, []);
});

test('keys move within a list and stop at its ends', () => {
  assert.equal(nextByArrow('ArrowDown', 0, 3), 1);
  assert.equal(nextByArrow('ArrowDown', 2, 3), 2);
  assert.equal(nextByArrow('ArrowUp', 0, 3), 0);
  assert.equal(nextByArrow('End', 0, 3), 2);
  assert.equal(nextByArrow('PageDown', 0, 30), 10);
  assert.equal(nextByArrow('a', 0, 3), null);
  assert.equal(nextByArrow('toString', 0, 3), null);
  assert.equal(nextByArrow('Home', -1, 0), null);
});
