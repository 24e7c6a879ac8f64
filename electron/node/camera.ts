import { mkdir, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { demoAnomalies } from '../../models/demo/demoKinds.ts';
import { drawDemo } from '../../models/demo/drawDemo.ts';
import { seededRandom } from '../../models/demo/seededRandom.ts';
import type { CameraImage, CameraOptions } from './camera/cameraOptions.ts';
import { encodeFrame } from './camera/encodeFrame.ts';
import { pause, writeFrame } from './camera/writeFrame.ts';

export interface CameraRun extends CameraOptions {
  /** Stops after the image in hand, which is still written whole. */
  signal?: AbortSignal;
  /** Called when an image is whole and in place, in order; the next one waits for it. */
  onImage?: (image: CameraImage) => unknown;
}

const cameraStream = 5;
/** Teaching draws seeds below this; the camera's start here, so it never shows an image that was taught. */
export const firstCameraSeed = 1_000_000;
const serialDigits = 6;
const longestSlowWriteMs = 800;

/**
 * The simulated camera: draws demo images and exports them into a folder, in the ways real cameras do. File
 * names carry a serial number that goes on from the highest in the folder and its sub-folders, so that a name
 * never comes twice even after the station has moved files.
 *
 * @returns the number of images written.
 * @throws the file system's error when the folder cannot be written.
 */
export async function runCamera(run: CameraRun): Promise<number> {
  const { count, ratePerSecond, format, bits, width, height, signal, channels = 1 } = run;
  const out = resolve(run.out);
  await mkdir(out, { recursive: true });
  const firstSerial = (await highestSerial(out)) + 1;
  const everyMs = 1000 / ratePerSecond;
  const slowWriteMs = everyMs === 0 ? 50 : Math.min(longestSlowWriteMs, everyMs * 0.7);
  let dueMs = performance.now();
  let written = 0;
  while (written < count && !signal?.aborted) {
    const serial = firstSerial + written;
    const shot = planShot(run, serial);
    const image = drawDemo({ seed: shot.imageSeed, kind: shot.truth, width, height, channels, bits });
    const bytes = await encodeFrame(image, format);
    const waitMs = dueMs - performance.now();
    if (waitMs > 0) await pause(waitMs, signal);
    if (signal?.aborted) break;
    // A camera that fell behind does not hurry to catch up.
    dueMs = Math.max(dueMs, performance.now() - everyMs) + everyMs;
    const file = join(out, `demo_${String(serial).padStart(serialDigits, '0')}.${format}`);
    const { temporaryEnding, mode } = shot;
    await writeFrame[mode]({ bytes, file, slowWriteMs, temporaryEnding, signal });
    written++;
    await run.onImage?.({ file, truth: shot.truth });
  }
  return written;
}

/** What image number `serial` shows and how it is written: a function of seed and serial number alone. */
function planShot(run: CameraRun, serial: number) {
  const imageSeed = firstCameraSeed * (run.seed + 1) + serial;
  const random = seededRandom(imageSeed, cameraStream);
  const isBad = random.next() < run.badShare;
  const anomaly = random.pick(run.kinds ?? demoAnomalies);
  return {
    imageSeed,
    truth: isBad ? anomaly : ('good' as const),
    mode: random.pick(run.write),
    temporaryEnding: random.pick(['.part', '.tmp'] as const),
  };
}

/** Highest serial number of the camera's files anywhere below `folder`, unfinished ones included; 0 without any. */
async function highestSerial(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true });
  return names.reduce((highest, name) => {
    const serial = Number(/(?:^|[\\/])\.?demo_(\d+)\.[^\\/]*$/.exec(name)?.[1] ?? 0);
    return Math.max(highest, serial);
  }, 0);
}
