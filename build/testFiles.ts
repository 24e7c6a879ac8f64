import { globSync } from 'node:fs';
import { projectRoot } from './projectRoot.ts';

/** Test files relative to the project root, with forward slashes, sorted. */
export interface TestFiles {
  /** Run everywhere. */
  plain: string[];
  /** Need a browser. */
  endToEnd: string[];
}

/**
 * Finds test/**\/*.test.ts and test/e2e/*.spec.ts. With filters only the files whose path contains one of
 * them are left.
 */
export function findTestFiles(filters: readonly string[], root: string = projectRoot): TestFiles {
  const find = (pattern: string): string[] =>
    globSync(pattern, { cwd: root })
      .map((path) => path.replaceAll('\\', '/'))
      .filter((path) => !/^test\/(bench|helpers|fixtures)\//.test(path))
      .filter((path) => filters.length === 0 || filters.some((filter) => path.includes(filter)))
      .sort();
  return { plain: find('test/**/*.test.ts'), endToEnd: find('test/e2e/*.spec.ts') };
}
