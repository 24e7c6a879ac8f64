import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type TestConditions, planTests } from '../../build/testPlan.ts';

const all = { plain: ['test/a.test.ts'], endToEnd: ['test/e2e/live.spec.ts'] };
const here: TestConditions = { filters: [], hasBrowser: true, hasElectron: false, environment: {} };

test('with a browser everything runs', () => {
  assert.deepEqual(planTests(all, here), {
    files: ['test/e2e/live.spec.ts', 'test/a.test.ts'],
    skipped: null,
    failure: null,
  });
});

test('without one the rest runs and one line says what does not', () => {
  const plan = planTests(all, { ...here, hasBrowser: false });
  assert.deepEqual(plan.files, ['test/a.test.ts']);
  assert.match(plan.skipped ?? '', /^Skipped for want of Chromium.*: test\/e2e\/live\.spec\.ts$/);
  assert.equal(plan.failure, null);
});

test('PLUMBLINE_REQUIRE_E2E=1 refuses a run without end-to-end tests', () => {
  const environment = { PLUMBLINE_REQUIRE_E2E: '1' };
  assert.equal(planTests(all, { ...here, environment }).failure, null);
  assert.match(planTests(all, { ...here, environment, hasBrowser: false }).failure ?? '', /must run here/);
  assert.match(planTests({ ...all, endToEnd: [] }, { ...here, environment }).failure ?? '', /holds no/);
  const filtered = planTests({ ...all, endToEnd: [] }, { ...here, environment, filters: ['a.test'] });
  assert.equal(filtered.failure, null);
});

test('PLUMBLINE_REQUIRE_ELECTRON=1 refuses a run without Electron', () => {
  const environment = { PLUMBLINE_REQUIRE_ELECTRON: '1' };
  assert.match(planTests(all, { ...here, environment }).failure ?? '', /install-electron/);
  assert.equal(planTests(all, { ...here, environment, hasElectron: true }).failure, null);
});

test('a filter that fits nothing is refused by name', () => {
  const plan = planTests({ plain: [], endToEnd: [] }, { ...here, filters: ['settel'] });
  assert.equal(plan.failure, 'No test file has "settel" in its path.');
});
