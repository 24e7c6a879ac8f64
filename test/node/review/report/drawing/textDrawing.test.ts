import assert from 'node:assert/strict';
import PDFDocument from 'pdfkit';
import { test } from 'node:test';
import { createFontSet } from '../../../../../electron/node/review/report/drawing/fontSet.ts';
import { createTextDrawing } from '../../../../../electron/node/review/report/drawing/textDrawing.ts';

const folder = new URL('../../../../../electron/node/review/report/fonts/', import.meta.url);

function drawing(system: Parameters<typeof createFontSet>[2] = []) {
  const document = new PDFDocument({ font: '' });
  const fonts = createFontSet(document, folder, system);
  return { fonts, text: createTextDrawing(document, fonts) };
}

test('accents of German and Spanish, and Greek and Cyrillic, are in the font that is bundled', () => {
  const { fonts } = drawing();
  const said = 'Prüfgerät GRÖẞE ß, inspección ¿qué señal?, € ± × … µ, Ωλ, контроль';
  assert.deepEqual(fonts.runs(said, true), [{ text: said, font: 'bold' }]);
  assert.equal(fonts.missing.size, 0);
});

test('what no font has is a mark in its place, and told', () => {
  const { fonts } = drawing();
  const [run, ...others] = fonts.runs('cap_瓶盖\u0007.png', false);
  assert.deepEqual(others, []);
  assert.match(run!.text, /^cap_(.)\1 \.png$/u);
  assert.deepEqual([...fonts.missing], ['瓶', '盖']);
});

test('what the bundled font lacks is taken from the first font of the system that has it', () => {
  const { pathname } = new URL('NotoSans-Bold.ttf', folder);
  const { fonts } = drawing([{ file: '/nowhere.ttf' }, { file: decodeURIComponent(pathname) }]);
  assert.deepEqual(fonts.runs('a瓶', false).length, 1);
  assert.deepEqual([...fonts.missing], ['瓶'], 'that one has it neither');
});

test('long text is wrapped between words, and anywhere in Chinese or in a word that is too long', () => {
  const { text } = drawing();
  const fits = (lines: string[], width: number) =>
    lines.every((line) => text.widthOf(line, { size: 9 }) <= width);
  const sentence = text.wrap('Parts are compared with what good ones look like.', { size: 9, width: 90 });
  assert.ok(sentence.length > 2 && fits(sentence, 90));
  assert.equal(sentence.join(' '), 'Parts are compared with what good ones look like.');
  const word = text.wrap('x'.repeat(80), { size: 9, width: 90 });
  assert.ok(word.length > 2 && fits(word, 90));
  assert.equal(word.join(''), 'x'.repeat(80));
  const cut = text.wrap('one two three four five six seven eight', { size: 9, width: 60, lines: 2 });
  assert.equal(cut.length, 2);
  assert.match(cut[1] ?? '', /…/);
});
