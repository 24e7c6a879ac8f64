import type { TestFiles } from './testFiles.ts';

/** What decides which tests can run. */
export interface TestConditions {
  filters: readonly string[];
  hasBrowser: boolean;
  hasElectron: boolean;
  environment: NodeJS.ProcessEnv;
}

export interface TestPlan {
  /** Files to hand to the runner, end-to-end ones first: they take longest. */
  files: string[];
  /** One line on what does not run and why; null when everything does. */
  skipped: string | null;
  /** Why there is nothing to run or running would prove too little; null when the run is on. */
  failure: string | null;
}

/**
 * PLUMBLINE_REQUIRE_E2E=1 makes skipped end-to-end tests a failure, PLUMBLINE_REQUIRE_ELECTRON=1 a missing
 * Electron.
 */
export function planTests({ plain, endToEnd }: TestFiles, conditions: TestConditions): TestPlan {
  const { filters, hasBrowser, hasElectron, environment } = conditions;
  const skips = !hasBrowser && endToEnd.length > 0;
  const files = skips ? plain : [...endToEnd, ...plain];
  const skipped = skips
    ? `Skipped for want of Chromium, Chrome or Edge (or PLUMBLINE_CHROMIUM): ${endToEnd.join(', ')}`
    : null;
  return { files, skipped, failure: failureOf() };

  function failureOf(): string | null {
    if (plain.length + endToEnd.length === 0) {
      return `No test file has ${filters.map((filter) => `"${filter}"`).join(' or ')} in its path.`;
    }
    if (environment['PLUMBLINE_REQUIRE_E2E'] === '1') {
      if (skips) return 'PLUMBLINE_REQUIRE_E2E=1: end-to-end tests must run here.';
      if (filters.length === 0 && endToEnd.length === 0) {
        return 'PLUMBLINE_REQUIRE_E2E=1, but test/e2e holds no *.spec.ts.';
      }
    }
    if (environment['PLUMBLINE_REQUIRE_ELECTRON'] === '1' && !hasElectron) {
      return 'PLUMBLINE_REQUIRE_ELECTRON=1, but Electron is not here: run npx install-electron first.';
    }
    return null;
  }
}
