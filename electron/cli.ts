import { runCommandLine } from './node/commands/runCommandLine.ts';
import { standardContext } from './node/commands/standardContext.ts';
import { launchFrom } from './node/launchProcess.ts';

const context = standardContext({
  root: new URL('../', import.meta.url),
  launch: launchFrom(new URL('./processes/', import.meta.url), import.meta.url),
});
process.exitCode = await runCommandLine(process.argv.slice(2), context, (text) => process.stdout.write(text));
