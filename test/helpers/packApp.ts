import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Arch, type Configuration, Platform, build } from 'electron-builder';
import { electronBuilderConfiguration } from '../../build/electronBuilder.ts';

/**
 * `node packApp.ts PROJECT OUTPUT linux|win32 ARCH`: lets electron-builder pack the project at PROJECT with the
 * project's configuration, but with an empty file where Electron's executable belongs, so that it works where
 * Electron cannot be fetched. What depends on a real executable (fuses, the integrity record, icons) is off.
 * Prints the folder it packed to as its last line. Run as a process: electron-builder writes to stdout.
 */
const [projectDir = '', output = '', platform = '', arch = ''] = process.argv.slice(2);
const electronDist = join(output, 'electron');
const executable = join(electronDist, platform === 'win32' ? 'electron.exe' : 'electron');
await mkdir(dirname(executable), { recursive: true });
await writeFile(executable, '');

const { electronFuses: _, ...configuration } = electronBuilderConfiguration;
const config: Configuration = {
  ...configuration,
  electronDist,
  disableAsarIntegrity: true,
  directories: { ...configuration.directories, output: join(output, 'release') },
  win: { ...configuration.win, signAndEditExecutable: false },
};
const target = platform === 'win32' ? Platform.WINDOWS : Platform.LINUX;
await build({
  projectDir,
  config,
  publish: 'never',
  targets: target.createTarget('dir', arch === 'arm64' ? Arch.arm64 : Arch.x64),
});
const folder = platform === 'win32' ? 'win' : 'linux';
console.log(join(output, 'release', `${folder}${arch === 'arm64' ? '-arm64' : ''}-unpacked`));
