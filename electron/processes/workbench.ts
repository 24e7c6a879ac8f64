import { constants, setPriority } from 'node:os';
import { parentPort } from '../node/parentPort.ts';
import { serveWorkbench } from '../node/workbench/serveWorkbench.ts';

// Before any other thread is there: threads take their priority from the one that starts them. Inspection goes first.
setPriority(constants.priority.PRIORITY_LOW);

serveWorkbench({ port: await parentPort(), exit: (code) => setTimeout(() => process.exit(code), 100) });
