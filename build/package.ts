import { parseArgs } from 'node:util';
import { build } from 'electron-builder';
import { bundle } from './bundle.ts';
import { electronBuilderConfiguration } from './electronBuilder.ts';
import { projectRoot } from './projectRoot.ts';

/**
 * `npm run package [-- --dir]`: installers of this platform in release/, or only the unpacked program. The
 * natives in node_modules are those of this machine, so every platform is packed on itself.
 */
const { values } = parseArgs({ options: { dir: { type: 'boolean', default: false } } });
await bundle();
const made = await build({
  projectDir: projectRoot,
  config: electronBuilderConfiguration,
  publish: 'never',
  dir: values.dir,
});
for (const file of made) console.log(file);
