import { forkProcess } from '../../electron/node/launchProcess.ts';

// Starts the inference process whose entry is the first argument, prints its process id once it beats, and stays.
const child = forkProcess(new URL(process.argv[2] ?? ''));
let told = false;
child.port.onValue(() => {
  if (!told) process.stdout.write(`${child.pid}\n`);
  told = true;
});
setInterval(() => {}, 1000);
