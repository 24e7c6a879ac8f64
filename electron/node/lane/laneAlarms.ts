import type { AlarmKind } from '../../common/alarm.ts';
import type { FailRun, InferenceState, LaneState } from '../../common/stationState.ts';
import type { Recipe } from '../../common/recipe.ts';
import { say } from '../../common/stationSentence.ts';
import type { Verdict } from '../../common/verdict.ts';
import type { Alarms } from '../alarms.ts';
import type { StoredFolder } from '../store/watchedFolders.ts';
import { createFailWatch, type FailRules } from './failRun.ts';
import { gapSentence, noNumbers, trackNumber, type NumberTrack } from './numberGap.ts';
import { createQueueGrowth } from './queueGrowth.ts';

const endWithLane = [
  'sourceSilent',
  'sourceGone',
  'queueGrowing',
  'runOfFails',
  'inferenceFailing',
  'bundleRefused',
  'providerFallback',
] as const satisfies AlarmKind[];

/** Turns what a lane meets into alarms of its folder. */
export interface LaneAlarms {
  source(source: LaneState['source']): void;
  inference(state: InferenceState): void;
  /** Null: it works (again). */
  store(error: Error | null): void;
  moving(reason: string | null): void;
  pictures(reason: string | null): void;
  overwritten(file: string): void;
  /** A committed verdict; production and simulations of one folder alike. */
  verdict(verdict: Verdict, rules: FailRules): void;
  /** Null while not too many parts fail. */
  failRun(): FailRun | null;
  /** The number of a committed image. */
  number(settings: Recipe['settings'], jobId: string | null, number: number | null): void;
  /** The lane was stopped: what lasts only while it runs is over. */
  stopped(): void;
  /** Once a second. `quietMs` is how long no image arrived; null while none is expected. */
  tick(queueLength: number, quietMs: number | null, silentAfterSeconds: number | null): void;
}

/** `lastProvider`: what judged the newest inspection of the folder; null: there is none. */
export function createLaneAlarms(
  alarms: Alarms,
  folder: StoredFolder,
  lastProvider: string | null,
): LaneAlarms {
  const { folderId, path } = folder;
  const growth = createQueueGrowth();
  let track: NumberTrack = noNumbers;
  const failWatch = createFailWatch();
  let failRun: FailRun | null = null;
  let provider = lastProvider;
  const set = (kind: AlarmKind, message: string | null): void => {
    if (message === null) alarms.clear(kind, folderId);
    else alarms.raise(kind, folderId, message);
  };
  /** Conditions that last: raised when they begin, not over and over. */
  const lasting = new Map<string, string>();
  const setOnce = (kind: AlarmKind, message: string | null, begins = message): void => {
    if (lasting.get(kind) === begins || (begins === null && !lasting.has(kind))) return;
    if (begins === null) lasting.delete(kind);
    else lasting.set(kind, begins);
    set(kind, message);
  };
  return {
    source: ({ state, reason }) => {
      if (state === 'missing') setOnce('sourceGone', reason, 'missing');
      else if (state === 'watching' || state === 'polling') setOnce('sourceGone', null);
    },
    inference({ phase, reason, provider: present }) {
      if (phase === 'restarting') set('inferenceFailing', reason ?? 'The inference process ended.');
      else if (phase === 'refused') set('bundleRefused', reason ?? 'The bundle was refused.');
      else if (phase === 'ready') {
        set('inferenceFailing', null);
        set('bundleRefused', null);
        setOnce('providerFallback', present.fallbackReason);
        if (present.measured === null) return;
        if (provider !== null && provider !== present.measured) {
          const [now, before] = [present.measured, provider];
          set('providerChanged', say('providerChanged', { path, now, before }));
        }
        provider = present.measured;
      }
    },
    store: (error) =>
      setOnce('storeFailed', error && say('storeFailed', { reason: error.message }), error && 'failed'),
    moving: (reason) => setOnce('moveFailed', reason),
    pictures: (reason) => setOnce('pictureFailed', reason),
    overwritten: (file) => set('imageOverwritten', say('imageOverwritten', { file, path })),
    verdict(verdict, rules) {
      failWatch.add(verdict);
      const broken = failWatch.broken(rules);
      failRun = broken && { fails: broken.fails, parts: broken.parts };
      const how =
        broken &&
        (broken.withoutPass
          ? say('runOfFails', { count: broken.fails, path })
          : say('failsAmong', { count: broken.fails, parts: broken.parts, path }));
      setOnce('runOfFails', how, broken && 'run');
    },
    failRun: () => failRun,
    number(settings, jobId, number) {
      if (!settings.numberGapAlarm || number === null) return;
      const before = track.missing.length;
      track = trackNumber(track, jobId, number);
      if (track.missing.length === before) return;
      const sentence = gapSentence(track);
      if (sentence === null || track.missing.length > before) set('numberGap', sentence);
    },
    stopped() {
      for (const kind of endWithLane) alarms.clear(kind, folderId);
      lasting.clear();
      failWatch.forget();
      failRun = null;
    },
    tick(queueLength, quietMs, silentAfterSeconds) {
      const grows = growth.sample(queueLength);
      setOnce(
        'queueGrowing',
        grows ? say('queueGrowing', { count: queueLength, path }) : null,
        grows ? 'grows' : null,
      );
      const isSilent = quietMs !== null && silentAfterSeconds !== null && quietMs > silentAfterSeconds * 1000;
      setOnce(
        'sourceSilent',
        isSilent ? say('sourceSilent', { path, seconds: Math.round(quietMs / 1000) }) : null,
        isSilent ? 'silent' : null,
      );
    },
  };
}
