import { join } from 'node:path';
import type { Port } from '../../common/port.ts';
import type { TeachReply, TeachRequest } from '../../common/teachProtocol.ts';
import { writePicture } from '../inference/writePicture.ts';
import type { serveLab } from '../lab/serveLab.ts';
import { beatEveryMs } from '../restartRule.ts';
import type { RecalibrateProgress, recalibrateFromFolder } from '../recalibrate/recalibrateFromFolder.ts';
import type { teachFromFolder, TeachFolderProgress } from '../teachFromFolder.ts';
import { drawReconstructions, type Pair } from './drawReconstructions.ts';
import { noProgress, progressed, type Progress } from './teachingProgress.ts';

export interface Teaching {
  readonly port: Port;
  readonly teach: typeof teachFromFolder;
  readonly recalibrate: typeof recalibrateFromFolder;
  readonly lab: typeof serveLab;
  readonly versions: Readonly<Record<string, string>>;
  /** Ends this process, after what was sent has left. */
  readonly exit: (code: number) => void;
}

type Order = Exclude<TeachRequest, { kind: 'cancel' | 'lab' }>;

/** Progress is told at most so often, but for what changes the phase or shows a new picture. */
const tellEveryMs = 250;

/** Serves one station for one teaching, recalibration or work of the metric lab: reads, works, writes, and ends. */
export function serveTeaching({ port, teach, recalibrate, lab, versions, exit }: Teaching): void {
  const stop = new AbortController();
  const send = (reply: TeachReply) => port.send(reply);
  const beat = setInterval(() => send({ kind: 'beat' }), beatEveryMs);
  port.onClose(() => exit(0));
  port.onValue((value) => {
    const request = value as TeachRequest;
    if (request.kind === 'cancel') stop.abort();
    else if (request.kind === 'lab') void lab(request.work, send, stop.signal).then(end);
    else void run(request).then(end);
  });

  function end(): void {
    clearInterval(beat);
    exit(0);
  }

  async function run(order: Order): Promise<void> {
    const teller = tellProgress(order.pictures, (progress) => send({ kind: 'progress', progress }));
    try {
      const running = {
        onProgress: (news: TeachFolderProgress | RecalibrateProgress) => teller.hear(news),
        signal: stop.signal,
      };
      if (order.kind === 'teach') {
        const { calibration, skipped } = await teach({ ...teachingOf(order), versions, ...running });
        await teller.end({ phase: 'done', calibration, skipped });
      } else {
        const { sentences, doubt, leftOut } = await recalibrate({ ...recalibrationOf(order), ...running });
        const calibration = doubt === null ? sentences : `${sentences} ${doubt}`;
        await teller.end({ phase: 'done', calibration, skipped: leftOut });
      }
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      await teller.end(stop.signal.aborted ? { phase: 'cancelled' } : { phase: 'failed', reason });
    }
  }
}

function recalibrationOf({ order, bundle, home, out }: Extract<Order, { kind: 'recalibrate' }>) {
  const { good, bad, head, targetOverkill, allowEstimate, reviewOverkill, withRelabelled } = order;
  const { leaveOut = [], badAmongGood = [] } = order;
  return {
    ...{ bundle, out, good, allowEstimate, leaveOut, badAmongGood },
    ...(bad !== null && { bad }),
    ...(withRelabelled && { relabelledIn: home }),
    head: head ?? undefined,
    targetOverkill: targetOverkill ?? undefined,
    reviewOverkill: reviewOverkill ?? undefined,
  };
}

function teachingOf({ order, out }: Extract<Order, { kind: 'teach' }>) {
  const { product, good, bad, region, channels, size, minutes, head, seed, msPerImage, locate } = order;
  const { ignored, leaveOut } = order;
  return {
    ...{ product, good, region, channels, size, head, seed, out, budget: { minutes } },
    ...(bad !== undefined && { bad }),
    ...(ignored !== undefined && { ignored }),
    ...(leaveOut !== undefined && { leaveOut }),
    ...(msPerImage !== undefined && { msPerImage }),
    ...(locate !== undefined && {
      locate: { margin: { share: locate.marginShare }, rotationDegrees: locate.rotationDegrees },
    }),
  };
}

function tellProgress(pictures: string, tell: (progress: Progress) => void) {
  let progress = noProgress;
  let toldMs = -Infinity;
  let drawing: Promise<void> = Promise.resolve();
  let drawn = 0;

  /** A picture that cannot be written costs the picture, not the teaching. */
  async function draw(pairs: readonly Pair[]): Promise<void> {
    const number = drawn + 1;
    await writePicture(join(pictures, `${number}.png`), await drawReconstructions(pairs), false);
    drawn = number;
    progress = { ...progress, picture: number };
    tell(progress);
  }

  return {
    hear(news: TeachFolderProgress | RecalibrateProgress): void {
      const next = progressed(progress, news);
      const isNewPhase = next.phase !== progress.phase;
      progress = next;
      if (isNewPhase || performance.now() - toldMs >= tellEveryMs) {
        toldMs = performance.now();
        tell(progress);
      }
      const pairs = news.phase === 'teaching' ? news.training.reconstructions : undefined;
      if (pairs !== undefined && pairs.length > 0) {
        drawing = drawing
          .then(() => draw(pairs))
          .catch((error: Error) => void process.stderr.write(`${error.message}\n`));
      }
    },
    async end(last: Partial<Progress>): Promise<void> {
      await drawing;
      progress = { ...progress, secondsLeft: null, ...last };
      tell(progress);
    },
  };
}
