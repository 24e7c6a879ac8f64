import { availableParallelism } from 'node:os';
import { bundle } from './bundle.ts';
import { chromiumPath } from './chromiumPath.ts';
import { electronBinary } from './electronBinary.ts';
import { runNode } from './runNode.ts';
import { findTestFiles } from './testFiles.ts';
import { planTests } from './testPlan.ts';

/** Longest a single test or test file may take before it counts as hung. */
const timeoutMs = 600_000;

/** On a terminal the runner's readable report; into a file or pipe TAP, which ends with its totals. */
const reporter = process.stdout.isTTY ? 'spec' : 'tap';

async function runTests(files: readonly string[], options: readonly string[]): Promise<number> {
  // These read dist/; the rest runs from the sources.
  if (files.some((file) => /^test\/(e2e|build\/(packedFiles|start\.))/.test(file))) await bundle();
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
  return code;
}

/** `npm test [-- FILTER... --test-OPTION...]`: a filter is a part of a test file's path, an option is the runner's. */
const filters = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const options = process.argv.slice(2).filter((argument) => argument.startsWith('--'));
const { files, skipped, failure } = planTests(findTestFiles(filters), {
  filters,
  hasBrowser: chromiumPath() !== null,
  hasElectron: electronBinary() !== null,
  environment: process.env,
});
if (skipped !== null) console.error(skipped);
if (failure !== null) {
  console.error(failure);
  process.exitCode = files.length === 0 && skipped === null ? 2 : 1;
} else if (files.length > 0) {
  // Without a file the runner would look for tests by itself.
  process.exitCode = await runTests(files, options);
}
