import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { electronBinary } from './electronBinary.ts';
import { projectRoot } from './projectRoot.ts';

const timeoutSeconds = 60;

/**
 * Path of Electron's executable, fetched by the package's own installer when it is not there yet; or why it
 * cannot be had, as the end of a sentence.
 */
export async function fetchElectron(): Promise<{ binary: string } | { obstacle: string }> {
  const present = electronBinary();
  if (present !== null) return { binary: present };
  console.log(`Fetching Electron once (giving up after ${timeoutSeconds} s) ...`);
  const obstacle = await install();
  const binary = electronBinary();
  if (binary !== null) return { binary };
  return { obstacle: `Electron's binary could not be fetched (${obstacle ?? 'its installer left none'})` };
}

function install(): Promise<string | null> {
  return new Promise((resolve) => {
    const installer = spawn(process.execPath, [join('node_modules', 'electron', 'install.js')], {
      cwd: projectRoot,
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: timeoutSeconds * 1000,
      killSignal: 'SIGKILL',
    });
    let errors = '';
    installer.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    installer.on('error', (error) => {
      resolve(error.message);
    });
    installer.on('close', (code, signal) => {
      if (signal !== null) resolve(`no answer within ${timeoutSeconds} s`);
      else resolve(code === 0 ? null : (errors.trim().split('\n')[0] ?? `exit code ${code}`));
    });
  });
}
