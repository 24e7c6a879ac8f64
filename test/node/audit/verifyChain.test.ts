import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptyHead, headsIn, headText, type AuditEntry } from '../../../electron/common/audit.ts';
import { canonicalJson, hashOf } from '../../../electron/node/audit/chain.ts';
import { verifyChain, type Witness } from '../../../electron/node/audit/verifyChain.ts';

type Content = Omit<AuditEntry, 'entry' | 'previous' | 'hash'>;

/** Contents as a chain, hashed and numbered from the beginning. */
function chained(contents: readonly Content[]): AuditEntry[] {
  const entries: AuditEntry[] = [];
  for (const content of contents) {
    const last = entries.at(-1);
    const unhashed = { ...content, entry: entries.length + 1, previous: last?.hash ?? emptyHead.hash };
    entries.push({ ...unhashed, hash: hashOf(unhashed) });
  }
  return entries;
}

const contents = Array.from({ length: 6 }, (_, at): Content => ({
  ...{ at: `2026-05-01T06:00:0${at}.000Z`, zone: '+02:00 Europe/Berlin', by: 'eva', role: 'engineer' },
  ...{
    action: 'settingsChanged',
    record: null,
    old: { keepPicturesDays: at },
    new: { keepPicturesDays: at + 1 },
  },
  ...{ why: null, signature: null },
}));
const whole = chained(contents);
const head = { entry: 6, hash: whole[5]!.hash };

const changed = whole.map((entry) => (entry.entry === 3 ? { ...entry, by: 'otto' } : entry));
const rehashed = whole.map((entry) => {
  if (entry.entry !== 3) return entry;
  const forged = { ...entry, by: 'otto' };
  return { ...forged, hash: hashOf(forged) };
});
const removed = whole.filter(({ entry }) => entry !== 4);
const renumbered = removed.map((entry, at) => ({ ...entry, entry: at + 1 }));
const inserted = [...whole.slice(0, 2), whole[1]!, ...whole.slice(2)].map((entry, at) => {
  const numbered = { ...entry, entry: at + 1 };
  return { ...numbered, hash: hashOf(numbered) };
});
const cut = whole.slice(0, 4);
const computedAnew = chained(contents.map((one, at) => (at === 1 ? { ...one, by: 'otto' } : one)));
const report: Witness = { ...head, where: 'report.html' };

const cases: {
  title: string;
  entries: AuditEntry[];
  witnesses?: Witness[];
  broken: RegExp | null;
}[] = [
  { title: 'a whole chain', entries: whole, witnesses: [report], broken: null },
  { title: 'an empty one', entries: [], broken: null },
  {
    title: 'an empty one that once was',
    entries: [],
    witnesses: [report],
    broken: /ends with entry 0, but report/,
  },
  {
    title: 'a head of an empty one',
    entries: whole,
    witnesses: [{ ...emptyHead, where: 'a' }],
    broken: null,
  },
  {
    title: 'an older head',
    entries: whole,
    witnesses: [{ entry: 2, hash: whole[1]!.hash, where: 'a' }],
    broken: null,
  },
  { title: 'a known hash alone', entries: whole, witnesses: [{ ...report, entry: null }], broken: null },
  { title: 'changed', entries: changed, broken: /^Entry 3 \(settingsChanged by otto, .*was changed/ },
  {
    title: 'changed with its hash',
    entries: rehashed,
    broken: /^Entry 4 .*does not follow the entry before/,
  },
  { title: 'removed', entries: removed, broken: /^After entry 3 comes entry 5: .*removed/ },
  { title: 'removed and renumbered', entries: renumbered, broken: /^Entry 4 .*was changed/ },
  { title: 'inserted', entries: inserted, broken: /^Entry 3 .*does not follow/ },
  { title: 'the beginning cut off', entries: whole.slice(2), broken: /^After entry 0 comes entry 3/ },
  { title: 'the end cut off, without a witness', entries: cut, broken: null },
  {
    title: 'the end cut off',
    entries: cut,
    witnesses: [report],
    broken: /^The trail ends with entry 4, but report.html carries entry 6: the end was cut off/,
  },
  {
    title: 'the end cut off, a hash alone',
    entries: cut,
    witnesses: [{ ...report, entry: null }],
    broken: /^No entry has the hash [0-9a-f]{12}… that report.html carries/,
  },
  { title: 'computed anew, without a witness', entries: computedAnew, broken: null },
  {
    title: 'computed anew',
    entries: computedAnew,
    witnesses: [report],
    broken: /^Entry 6 is not the one that report.html carries .*computed anew/,
  },
];

for (const { title, entries, witnesses, broken } of cases) {
  test(`the trail, ${title}: ${broken === null ? 'whole' : 'broken'}`, () => {
    const check = verifyChain(entries, witnesses);
    if (broken === null) assert.equal(check.broken, null);
    else assert.match(check.broken ?? '', broken);
  });
}

test('any one field changed changes the hash', () => {
  const { hash, ...entry } = whole[2]!;
  const other: Record<keyof typeof entry, unknown> = {
    ...{ entry: 9, at: 'x', zone: 'x', by: 'x', role: 'observer', action: 'loggedIn', record: 'x' },
    ...{ old: 'x', new: 'x', why: 'x', signature: 'x', previous: 'x' },
  };
  for (const [name, value] of Object.entries(other)) {
    assert.notEqual(hashOf({ ...entry, [name]: value }), hash, name);
  }
});

test('equal values are spelled equally, whatever the order of their names', () => {
  assert.equal(canonicalJson({ b: [{ z: 1, a: null }], a: 'é' }), '{"a":"é","b":[{"a":null,"z":1}]}');
});

test('a head printed in a text is found again', () => {
  assert.deepEqual(headsIn(`<footer>${headText(head)}.</footer>`), [head]);
  assert.deepEqual(headsIn('audit trail of eva'), []);
});
