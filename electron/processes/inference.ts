import { collectRarely } from '../node/inference/collectRarely.ts';
import { openModel } from '../node/inference/openModel.ts';
import { serveInference } from '../node/inference/serveInference.ts';
import { parentPort } from '../node/parentPort.ts';

/** Time for the last words to reach the station before the process is gone. */
const lastWordsMs = 100;

collectRarely();
serveInference({
  port: await parentPort(),
  openModel,
  exit: (code) => setTimeout(() => process.exit(code), code === 0 ? 0 : lastWordsMs),
});
