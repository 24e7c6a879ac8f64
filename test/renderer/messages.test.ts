import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { chinese } from '../../renderer/chinese.ts';
import { english } from '../../renderer/english.ts';
import { german } from '../../renderer/german.ts';
import { closestLanguage, languageNames, languages } from '../../renderer/languages.ts';
import { language, text } from '../../renderer/messages.ts';
import { nextByArrow } from '../../renderer/nextByArrow.ts';
import { spanish } from '../../renderer/spanish.ts';
import type { Message } from '../../renderer/translation.ts';
import { rendererSources } from '../helpers/rendererSources.ts';

const texts: Readonly<Record<string, Readonly<Record<string, Message>>>> = {
  english,
  german,
  spanish,
  chinese,
};
const englishTexts: Readonly<Record<string, Message>> = english;

afterEach(() => {
  language.value = 'english';
});

test('braces are filled, and the number chooses the form', () => {
  assert.equal(text('ago', { duration: '4 s' }), '4 s ago');
  assert.equal(text('alarm.all', { count: 1 }), '1 alarm');
  assert.equal(text('alarm.all', { count: 3 }), '3 alarms');
});

test('the language of the screen is that of the next text, with its forms and its numbers', () => {
  language.value = 'german';
  assert.equal(text('alarm.all', { count: 1 }), '1 Alarm');
  assert.equal(text('teaching.images', { count: 12_345 }), '12.345 Bilder');
  assert.equal(text('setUp.locateShare', { percent: 2.5 }), '2,5 %');
  language.value = 'spanish';
  assert.equal(text('teaching.images', { count: 2_000_000 }), '2.000.000 de imágenes');
  language.value = 'chinese';
  assert.equal(text('alarm.all', { count: 1 }), '1 条报警');
});

test('a value that looks like a pattern of replace is taken as it is', () => {
  assert.equal(text('teaching.ended.done', { product: '$& {product}' }), '$& {product} is taught');
});

test('the browser chooses the first language that there is', () => {
  assert.equal(closestLanguage(['fr-FR', 'de-AT', 'en']), 'german');
  assert.equal(closestLanguage(['zh-Hans-CN']), 'chinese');
  assert.equal(closestLanguage(['ES']), 'spanish');
  assert.equal(closestLanguage(['fr', 'it']), 'english');
  assert.equal(closestLanguage([]), 'english');
});

for (const name of languageNames) {
  test(`${name}: every key, with the same braces and the forms of the language`, () => {
    const theirs = texts[name]!;
    assert.deepEqual(Object.keys(theirs).sort(), Object.keys(english).sort());
    const forms = new Intl.PluralRules(languages[name].locale).resolvedOptions().pluralCategories;
    const wrong = Object.entries(theirs).filter(([key, message]) => {
      const original = englishTexts[key]!;
      if ((typeof message === 'string') !== (typeof original === 'string')) return true;
      if (typeof message === 'string') return slots(message) !== slots(wordings(original).at(-1)!);
      return (
        Object.keys(message).sort().join() !== [...forms].sort().join() ||
        wordings(message).some((one) => slots(one) !== slots(wordings(original).at(-1)!))
      );
    });
    assert.deepEqual(wrong, []);
  });
}

/** What may be the same in another language: names, and words that are spelled alike. */
const mostlyAlike = 0.12;
for (const name of ['german', 'spanish', 'chinese'] as const) {
  test(`${name}: no text was left in English`, () => {
    const alike = Object.entries(texts[name]!).filter(
      ([key, message]) => JSON.stringify(message) === JSON.stringify(englishTexts[key]),
    );
    const sentences = alike.filter(([, message]) =>
      wordings(message).some((one) => /\p{L}+ \p{L}+ \p{L}+/u.test(one)),
    );
    assert.deepEqual(sentences, []);
    assert.ok(alike.length < mostlyAlike * Object.keys(english).length, `${alike.length} texts are alike`);
  });
}

test('every text is used somewhere', () => {
  const code = rendererSources()
    .filter(({ file }) => !/^(english|german|spanish|chinese)\b/.test(file))
    .map((source) => source.code)
    .join('\n');
  const composed = [...code.matchAll(/`((?:[\w.]|\$\{[^}`]*\})*\$\{[^}`]*\}(?:[\w.]|\$\{[^}`]*\})*)`/g)]
    .map((match) => match[1]!)
    .filter((one) => /^\w+\./.test(one))
    .map((one) => new RegExp(`^${one.replaceAll('.', '\\.').replace(/\$\{[^}]*\}/g, '\\w+')}$`));
  const unused = Object.keys(english).filter(
    (key) => !code.includes(`'${key}'`) && !composed.some((one) => one.test(key)),
  );
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

function wordings(message: Message): string[] {
  return typeof message === 'string' ? [message] : Object.values(message);
}
function slots(wording: string): string {
  return [...new Set(wording.match(/\{\w+\}/g))].sort().join();
}
