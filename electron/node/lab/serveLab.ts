import type { LabReply, LabWork } from '../../common/labProtocol.ts';
import { calibrateFromScores } from './calibrateFromScores.ts';
import { scoreImages, type ScoringProgress } from './scoreImages.ts';

/** Progress is told at most so often, but for the first of a phase. */
const tellEveryMs = 200;

/** Does one piece of work and says its last word; never rejects. */
export async function serveLab(
  work: LabWork,
  send: (reply: LabReply) => void,
  signal: AbortSignal,
): Promise<void> {
  let told: { phase: ScoringProgress['phase'] | null; atMs: number } = { phase: null, atMs: -Infinity };
  let last: ScoringProgress | null = null;
  function tell(progress: ScoringProgress): void {
    last = progress;
    const nowMs = performance.now();
    if (progress.phase === told.phase && nowMs - told.atMs < tellEveryMs) return;
    told = { phase: progress.phase, atMs: nowMs };
    send({ kind: 'labProgress', ...progress });
  }
  try {
    if (work.kind === 'calibrate') {
      send({ kind: 'labDone', calibration: await calibrateFromScores(work) });
    } else {
      await scoreImages(work, tell, signal);
      if (last !== null) send({ kind: 'labProgress', ...(last as ScoringProgress) });
      send({ kind: 'labDone', calibration: null });
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    send(signal.aborted ? { kind: 'labCancelled' } : { kind: 'labFailed', reason });
  }
}
