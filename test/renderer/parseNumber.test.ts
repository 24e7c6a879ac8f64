import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { formatRatio, formatScore, formatShare } from '../../renderer/formats.ts';
import { language } from '../../renderer/messages.ts';
import { parseNumber, spellNumber } from '../../renderer/parseNumber.ts';
import { recipeDraft, recipeProblems, recipeSettings } from '../../renderer/watchDraft.ts';

afterEach(() => {
  language.value = 'english';
});

test('a number is read with the decimal mark of the language, or with the other where it cannot group', () => {
  for (const one of ['english', 'german', 'spanish', 'chinese'] as const) {
    language.value = one;
    assert.equal(parseNumber('0,5'), 0.5);
    assert.equal(parseNumber(' 0.5 '), 0.5);
    assert.equal(parseNumber('-12'), -12);
    assert.equal(parseNumber('1e-3'), 0.001);
    assert.equal(parseNumber(''), null);
    for (const wrong of ['a', '.', '1,2,3', '1.234,5', '5 %', '--1', '0x10', 'Infinity']) {
      assert.ok(Number.isNaN(parseNumber(wrong)), `${one}: ${wrong}`);
    }
  }
});

test('1.500 is 1.5 where the point is the decimal mark, and is asked back where it may group', () => {
  assert.equal(parseNumber('1.500'), 1.5);
  assert.ok(Number.isNaN(parseNumber('1,500')));
  assert.equal(parseNumber('0,500'), 0.5);
  language.value = 'german';
  assert.equal(parseNumber('1,500'), 1.5);
  assert.ok(Number.isNaN(parseNumber('1.500')));
  assert.equal(parseNumber('0.500'), 0.5);
});

test('what is spelled is read back the same, in every language', () => {
  for (const one of ['english', 'german', 'spanish', 'chinese'] as const) {
    language.value = one;
    for (const value of [0, -1.5, 0.0123, 1234.567, 1e-9, 1e21]) {
      assert.equal(parseNumber(spellNumber(value)), value, `${one}: ${spellNumber(value)}`);
    }
    assert.equal(spellNumber(null), '');
  }
});

test('a limit typed in German is the limit that is saved', () => {
  language.value = 'german';
  const draft = recipeDraft({ limit: 0.25 });
  assert.equal(draft.limit, '0,25');
  draft.limit = '0,5';
  assert.equal(recipeProblems(draft).size, 0);
  assert.equal(recipeSettings(draft, 'p', 'b').limit, 0.5);
  draft.limit = 'viel';
  assert.deepEqual([...recipeProblems(draft)], ['limit']);
});

test('shares, scores and ratios are spelled by the language', () => {
  language.value = 'german';
  assert.equal(formatShare(0.9996), '99,9 %');
  assert.equal(formatScore(1234.5), '1.235');
  assert.equal(formatRatio(1.0001), '1,01');
  language.value = 'chinese';
  assert.equal(formatShare(0.9996), '99.9%');
});
