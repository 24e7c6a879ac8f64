import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createFailWatch, type FailRules } from '../../../electron/node/lane/failRun.ts';
import type { Verdict } from '../../../electron/common/verdict.ts';

const letters: Readonly<Record<string, Verdict>> = { p: 'pass', f: 'fail', r: 'review', u: 'unreadable' };
const cases: readonly [verdicts: string, rules: Partial<FailRules>, fails: number | null, parts: number][] = [
  ['ff', { alarmAfterFails: 3 }, null, 0],
  ['fff', { alarmAfterFails: 3 }, 3, 3],
  ['ffuf', { alarmAfterFails: 3 }, 3, 3],
  ['ffrf', { alarmAfterFails: 3 }, 3, 3],
  ['fffp', { alarmAfterFails: 3 }, null, 0],
  ['fpfpf', { alarmFailsAmong: { fails: 3, parts: 5 } }, 3, 5],
  ['fpfppf', { alarmFailsAmong: { fails: 3, parts: 5 } }, null, 0],
  ['ff', { alarmFailsAmong: { fails: 2, parts: 5 } }, 2, 2],
  ['fuuuuuf', { alarmFailsAmong: { fails: 2, parts: 5 } }, 2, 2],
  ['fpf', {}, null, 0],
];

for (const [verdicts, rules, fails, parts] of cases) {
  test(`${verdicts} by ${JSON.stringify(rules)}: ${fails === null ? 'no alarm' : `${fails} of ${parts}`}`, () => {
    const watch = createFailWatch();
    for (const letter of verdicts) watch.add(letters[letter]!);
    const broken = watch.broken({ alarmAfterFails: null, alarmFailsAmong: null, ...rules });
    assert.deepEqual(broken && [broken.fails, broken.parts], fails === null ? null : [fails, parts]);
    watch.forget();
    assert.equal(watch.broken({ alarmAfterFails: 2, alarmFailsAmong: { fails: 2, parts: 9 } }), null);
  });
}
