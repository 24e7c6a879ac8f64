import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { say, understand } from '../../electron/common/stationSentence.ts';
import { numericSlots, sentenceCodes, stationSentences } from '../../electron/common/stationSentences.ts';

/** Values that look like parts of sentences and patterns. */
const nasty = ['D:\\cam (1)\\a+b', 'a: b, c', '$& \\k<path> {path}', 'x.png in y', '. '];

for (const code of sentenceCodes) {
  test(`${code} is understood as it was said`, () => {
    const slots = [...new Set([...stationSentences[code].matchAll(/\{(\w+)\}/g)].map((match) => match[1]!))];
    for (let at = 0; at < nasty.length; at += 1) {
      const values = Object.fromEntries(
        slots.map((slot, index) => [
          slot,
          numericSlots.has(slot) ? 12.5 * (index + 1) : nasty[(at + index) % nasty.length]!,
        ]),
      );
      const sentence = say(code as 'sourceSilent', values as never);
      assert.ok(!sentence.includes('undefined'), sentence);
      const understood = understand(sentence);
      assert.ok(understood, sentence);
      // However its values are cut, the sentence said again is the same.
      assert.equal(say(understood.code as 'sourceSilent', understood.values as never), sentence);
      assert.equal(understood.code, code);
    }
  });
}

test('numbers come back as numbers, and a sentence of nobody is not understood', () => {
  assert.deepEqual(understand(say('sourceSilent', { path: '/camera', seconds: 312 })), {
    code: 'sourceSilent',
    values: { path: '/camera', seconds: 312 },
  });
  assert.equal(understand('CUDA could not be used: libcudnn.so.9 is missing.'), null);
  assert.equal(understand(''), null);
});

test('the station says every sentence somewhere', () => {
  const folder = new URL('../../electron', import.meta.url).pathname;
  const code = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('stationSentences.ts'))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n');
  const composed = /^inspecting(Started|Stopped)$/;
  assert.deepEqual(
    sentenceCodes.filter((one) => !code.includes(`'${one}'`) && !composed.test(one)),
    [],
  );
});
