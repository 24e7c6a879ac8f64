import { constants, setPriority } from 'node:os';
import { installationAt } from '../node/installation.ts';
import { serveLab } from '../node/lab/serveLab.ts';
import { parentPort } from '../node/parentPort.ts';
import { recalibrateFromFolder } from '../node/recalibrate/recalibrateFromFolder.ts';
import { serveTeaching } from '../node/teach/serveTeaching.ts';
import { teachFromFolder } from '../node/teachFromFolder.ts';

// Before any other thread is there: threads take their priority from the one that starts them. Inspection goes first.
setPriority(constants.priority.PRIORITY_LOW);

serveTeaching({
  port: await parentPort(),
  teach: teachFromFolder,
  recalibrate: recalibrateFromFolder,
  lab: serveLab,
  versions: installationAt(new URL('../../', import.meta.url)).versions,
  exit: (code) => setTimeout(() => process.exit(code), 100),
});
