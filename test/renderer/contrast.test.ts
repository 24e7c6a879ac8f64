import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

/** WCAG 2.2: 4.5 for text, 3 for large text and the parts of controls. */
const pairs: readonly (readonly [ink: string, ground: string, least: number])[] = [
  ...['ground', 'surface', 'raised', 'sunken', 'pass-tile', 'action-soft'].map(
    (ground) => ['ink', ground, 4.5] as const,
  ),
  ...['ground', 'surface', 'raised', 'action-soft'].map((ground) => ['ink-soft', ground, 4.5] as const),
  ['ink', 'fail-soft', 4.5],
  ['ink', 'review-soft', 4.5],
  ['action-ink', 'action', 4.5],
  ['action-ink', 'action-hover', 4.5],
  ['action-text', 'surface', 4.5],
  ['fail-ink', 'fail', 4.5],
  ['review-ink', 'review', 4.5],
  ['unreadable-ink', 'unreadable', 4.5],
  ['unreadable-ink', 'unreadable-stripe', 4.5],
  ...['fail-text', 'review-text', 'unreadable-text'].flatMap((ink) =>
    ['ground', 'surface', 'raised'].map((ground) => [ink, ground, 4.5] as const),
  ),
  ['fail-text', 'fail-soft', 4.5],
  ['pass', 'pass-tile', 4.5],
  ['pass', 'surface', 4.5],
  ['stage-ink', 'stage', 4.5],
  ...['lab-good', 'lab-bad', 'lab-synthetic', 'lab-unknown'].map((ink) => [ink, 'surface', 3] as const),
  ['line-strong', 'surface', 3],
  ['line-strong', 'raised', 3],
  ['focus', 'ground', 3],
  ['focus', 'surface', 3],
  ['action', 'raised', 3],
  ['review-text', 'review-soft', 4.5],
  ['unreadable-text', 'unreadable-soft', 4.5],
  ['line-strong', 'ground', 3],
  ['focus', 'raised', 3],
];

const css = readFileSync(new URL('../../renderer/styles/tokens.css', import.meta.url), 'utf8');
const [lightBlock, darkBlock] = css.split(":root[data-theme='dark']") as [string, string];
const light = coloursOf(lightBlock);
const themes = { light, dark: new Map([...light, ...coloursOf(darkBlock)]) };

for (const [theme, colours] of Object.entries(themes)) {
  test(`${theme}: every ink can be read on its ground`, () => {
    const tooWeak = pairs
      .map(([ink, ground, least]) => ({ ink, ground, least, ratio: contrast(colours, ink, ground) }))
      .filter(({ least, ratio }) => ratio < least)
      .map(({ ink, ground, least, ratio }) => `${ink} on ${ground}: ${ratio.toFixed(2)} < ${least}`);
    assert.deepEqual(tooWeak, []);
  });
}

function coloursOf(block: string): Map<string, string> {
  return new Map([...block.matchAll(/--([\w-]+):\s*#([0-9a-f]{6})/g)].map((match) => [match[1]!, match[2]!]));
}

function contrast(colours: ReadonlyMap<string, string>, ink: string, ground: string): number {
  const [a, b] = [ink, ground].map((name) => {
    const hex = colours.get(name);
    assert.ok(hex, `tokens.css has no colour --${name}`);
    return luminance(hex);
  }) as [number, number];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function luminance(hex: string): number {
  const [red, green, blue] = [0, 2, 4].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
