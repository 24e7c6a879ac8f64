import { runNode } from './runNode.ts';

/** `npm run check -- --fix` also repairs what lint and format can repair by themselves. */
const fix = process.argv.includes('--fix');

/** The parts of `npm run check`: what is checked -> the script of which package does it. */
const parts: readonly { name: string; args: readonly string[] }[] = [
  // vue-tsc drives the same compiler as tsc and also reads .vue files, so one build covers every project.
  { name: 'types', args: ['node_modules/vue-tsc/bin/vue-tsc.js', '--build', '--pretty'] },
  {
    name: 'lint',
    args: [
      'node_modules/eslint/bin/eslint.js',
      '--flag',
      'unstable_native_nodejs_ts_config',
      '--config',
      'build/eslint.config.ts',
      '--max-warnings',
      '0',
      ...(fix ? ['--fix'] : []),
      '.',
    ],
  },
  {
    name: 'format',
    args: [
      'node_modules/prettier/bin/prettier.cjs',
      fix ? '--write' : '--check',
      '--log-level',
      'warn',
      '--cache',
      '--cache-strategy',
      'content',
      '.',
    ],
  },
  { name: 'layers', args: ['build/checkLayers.ts'] },
];

/** Two at a time: that is what the smallest machine has cores for. */
const waiting = [...parts];
const failed: string[] = [];
async function runWaiting(): Promise<void> {
  for (let part = waiting.shift(); part !== undefined; part = waiting.shift()) {
    const start = performance.now();
    const { code, output } = await runNode(part.args, 'collect');
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    if (code !== 0) {
      failed.push(part.name);
      console.error(output.trimEnd());
    }
    console.log(`${part.name}: ${code === 0 ? 'ok' : 'FAILED'} (${seconds} s)`);
  }
}
// Two that repair one file at once would undo each other.
await Promise.all(fix ? [runWaiting()] : [runWaiting(), runWaiting()]);
if (failed.length > 0) {
  console.error(`check failed: ${failed.join(', ')}`);
  process.exitCode = 1;
}
