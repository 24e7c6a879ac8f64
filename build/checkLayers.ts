import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { layerViolations } from './layers.ts';
import { projectRoot } from './projectRoot.ts';
import { readSourceTree } from './sourceTree.ts';

interface Package {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
}

const { dependencies, devDependencies } = JSON.parse(
  readFileSync(join(projectRoot, 'package.json'), 'utf8'),
) as Package;
const violations = layerViolations(
  readSourceTree(projectRoot),
  Object.keys(dependencies),
  Object.keys(devDependencies),
);
for (const violation of violations) console.error(violation);
process.exitCode = violations.length === 0 ? 0 : 1;
