import { constants, setPriority } from 'node:os';
import { parentPort } from '../node/parentPort.ts';
import { serveReview } from '../node/review/serveReview.ts';

// Before any other thread is there: threads take their priority from the one that starts them. Inspection goes first.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL);

serveReview({
  port: await parentPort(),
  fonts: new URL('../../electron/node/review/report/fonts/', import.meta.url),
  exit: (code) => setTimeout(() => process.exit(code), 100),
});
