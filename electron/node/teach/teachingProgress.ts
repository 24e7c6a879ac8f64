import type { TeachReply } from '../../common/teachProtocol.ts';
import type { RecalibrateProgress } from '../recalibrate/recalibrateFromFolder.ts';
import type { TeachFolderProgress } from '../teachFromFolder.ts';

export type Progress = Extract<TeachReply, { kind: 'progress' }>['progress'];

export const noProgress: Progress = {
  phase: 'reading',
  step: 0,
  steps: null,
  secondsLeft: null,
  losses: {},
  images: 0,
  skipped: [],
  picture: 0,
  plan: null,
  calibration: null,
  reason: null,
};

/** How far the teaching is after `news`. */
export function progressed(before: Progress, news: TeachFolderProgress | RecalibrateProgress): Progress {
  switch (news.phase) {
    case 'reading':
      return {
        ...before,
        phase: 'reading',
        images: news.images,
        ...('skipped' in news && { skipped: news.skipped }),
      };
    case 'judging':
      return { ...before, phase: 'calibrating', step: news.judged, steps: news.images };
    case 'planned':
      return { ...before, plan: news.plan };
    case 'teaching': {
      const { step, total, losses, secondsLeft } = news.training;
      return { ...before, phase: 'teaching', step, steps: total, losses, secondsLeft };
    }
    default:
      return { ...before, phase: news.phase, secondsLeft: null };
  }
}
