import { availableParallelism } from 'node:os';
import { bundle } from './bundle.ts';
import { chromiumPath } from './chromiumPath.ts';

import { electronBinary } from './electronBinary.ts';
import { runNode } from './runNode.ts';
import { findTestFiles } from './testFiles.ts';

/** Longest a single test or test file may take before it counts as hung. */
const timeoutMs = 600_000;

/**
 * `npm test [-- FILTER...] [-- --test-OPTION...]`: a filter is a part of a test file's path, an option goes to
 * Node's test runner as it is. PLUMBLINE_REQUIRE_E2E=1 makes a machine without a browser a failure,
 * PLUMBLINE_REQUIRE_ELECTRON=1 one without Electron's binary.
 */
const filters = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const options = process.argv.slice(2).filter((argument) => argument.startsWith('--'));
const { plain, endToEnd } = findTestFiles(filters);
if (plain.length + endToEnd.length === 0) {
  console.error(`No test file has ${filters.map((filter) => `"${filter}"`).join(' or ')} in its path.`);
  process.exit(2);
}

const browser = chromiumPath();
const skipped = browser === null ? endToEnd : [];
const files = browser === null ? plain : [...endToEnd, ...plain];
if (skipped.length > 0) {
  const sentence = `Skipped for want of Chromium, Chrome or Edge (or PLUMBLINE_CHROMIUM): ${skipped.join(', ')}`;
  console.error(sentence);
  if (process.env['PLUMBLINE_REQUIRE_E2E'] === '1') {
    console.error('PLUMBLINE_REQUIRE_E2E=1: end-to-end tests must run here.');
    process.exit(1);
  }
}

if (endToEnd.length === 0 && filters.length === 0 && process.env['PLUMBLINE_REQUIRE_E2E'] === '1') {
  console.error('PLUMBLINE_REQUIRE_E2E=1, but test/e2e holds no *.spec.ts.');
  process.exit(1);
}

if (process.env['PLUMBLINE_REQUIRE_ELECTRON'] === '1' && electronBinary() === null) {
  console.error('PLUMBLINE_REQUIRE_ELECTRON=1, but Electron is not here: run npx install-electron first.');
  process.exit(1);
}

// These read dist/; the rest runs from the sources.
if (files.some((file) => /^test\/(e2e|build\/packedFiles)/.test(file))) await bundle();

// On a terminal the runner's readable report; into a file or pipe TAP, which ends with its totals.
const reporter = process.stdout.isTTY ? 'spec' : 'tap';
const { code } = await runNode(
  [
    '--test',
    `--test-concurrency=${Math.max(1, Math.min(4, availableParallelism()))}`,
    `--test-timeout=${timeoutMs}`,
    `--test-reporter=${reporter}`,
    ...options,
    ...files,
  ],
  'inherit',
);
process.exitCode = code;
