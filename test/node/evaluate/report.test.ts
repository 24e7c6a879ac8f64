import assert from 'node:assert/strict';
import { test } from 'node:test';
import { escapeSentences } from '../../../electron/node/evaluate/report/sentences.ts';
import { measure, percent } from '../../../electron/node/evaluate/report/figures.ts';
import { Html, html } from '../../../electron/node/evaluate/report/html.ts';
import { histogramBins } from '../../../electron/node/evaluate/report/histogramBins.ts';
import { roundestWithin, scoreScale } from '../../../electron/common/scoreScale.ts';
import { share } from '../../../models/evaluation/share.ts';

test('what is put into markup is escaped', () => {
  const name = `<script>alert("1 & '2'")</script>`;
  const list = [html`<b>x</b>`, html`${1}`];
  assert.equal(
    html`<p title="${name}">${list}${null}${new Html('<i>')}</p>`.markup,
    '<p title="&lt;script&gt;alert(&quot;1 &amp; &#39;2&#39;&quot;)&lt;/script&gt;"><b>x</b>1<i></p>',
  );
});

test('shares and measures are not rounded to what they are not', () => {
  const plain = (text: string) => text.replace('\u00a0', ' ');
  assert.deepEqual(
    [0, 0.00001, 0.0012, 0.05, 0.0523, 0.9999, 1].map((value) => plain(percent(value))),
    ['0 %', '< 0.01 %', '0.12 %', '5 %', '5.2 %', '> 99.9 %', '100 %'],
  );
  assert.deepEqual([0.9994, 0.9999, 1, 1 - 1e-15].map(measure), ['0.999', '> 0.999', '1.000', '1.000']);
});

for (const [name, goods, bads, limit] of [
  ['bad ones far out', [1, 2, 3], [2.5, 3.5, 4000], 3],
  ['scores below zero', [-5, -4, -1], [-2, 7, 80], -0.5],
  ['every image alike', [1, 1], [1], 1],
  ['bad ones below all good', [5, 6], [-1000, 5.5], 7],
  ['a limit below all', [2, 3], [4], 1],
] as const) {
  test(`histogram with ${name}: all images are in it, no bin both passes and fails`, () => {
    const scale = scoreScale(goods, bads, limit);
    const bins = histogramBins(goods, bads, limit, scale, 40);
    const sum = (counts: readonly number[]): number => counts.reduce((a, b) => a + b, 0);
    assert.deepEqual([sum(bins.goods), sum(bins.bads)], [goods.length, bads.length]);
    const before = Math.round((scale.place(limit) - bins.from) / bins.width);
    const failing = (scores: readonly number[]): number => scores.filter((score) => score > limit).length;
    assert.equal(sum(bins.goods.slice(before)), failing(goods));
    assert.equal(sum(bins.bads.slice(before)), failing(bads));
    for (const score of [...goods, ...bads]) {
      const place = scale.place(score);
      assert.ok(place > 0 && place < 1, `${score} is at ${place}`);
      assert.ok(Math.abs(scale.scoreAt(place) - score) <= 1e-9 * (1 + Math.abs(score)));
    }
  });
}

test('ticks are the roundest numbers there are', () => {
  assert.deepEqual(
    [
      [3.2, 7.9],
      [0.0123, 0.0168],
      [-7, 3],
      [99, 104],
      [-31, -26],
      [1.41, 1.43],
    ].map(([from, to]) => roundestWithin(from!, to!)),
    [5, 0.015, 0, 100, -30, 1.42],
  );
});

test('without an escape it is said what that proves', () => {
  const [seen, proven] = escapeSentences({ escape: share(0, 10) });
  assert.equal(seen, 'None of 10 bad images escaped.');
  assert.match(proven!, /at most 25\.9.% .*59 bad images without an escape would prove 5.%/);
  assert.doesNotMatch(escapeSentences({ escape: share(0, 59) })[1]!, /would prove/);
  assert.match(
    escapeSentences({ escape: share(1, 10) })[0]!,
    /^1 of 10 bad images escaped: 10.% \(95.% interval 0\.25.% to 44\.5.%\)/,
  );
});
