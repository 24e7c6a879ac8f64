import type { Alarm, AlarmKind } from '../../../electron/common/alarm.ts';
import type { AlarmId, FolderId, RecipeId, TeachingId } from '../../../electron/common/inspection.ts';
import type { LaneState } from '../../../electron/common/stationState.ts';
import type { Verdict } from '../../../electron/common/verdict.ts';
import { fakeChallengeSet, fakeLane, fakeStation, mainFolder, type FakeStation } from '../fakeStation.ts';

interface Scenario {
  readonly station: FakeStation;
  readonly reachable: () => boolean;
}

const mixed: readonly Verdict[] = [
  'pass',
  'pass',
  'pass',
  'fail',
  'pass',
  'pass',
  'pass',
  'pass',
  'unreadable',
  'pass',
  'pass',
  'pass',
];
const noCounts = { pass: 0, fail: 0, review: 0, unreadable: 0 };

function filled(last: Verdict, lanes?: readonly LaneState[], images = 60): Scenario {
  const station = fakeStation(lanes);
  for (let at = 0; at < images - 1; at += 1) {
    station.inspect(mixed[at % mixed.length]!, {
      createdAt: new Date(Date.now() - (images - at) * 1400).toISOString(),
    });
  }
  if (images > 0) station.inspect(last);
  return { station, reachable: () => true };
}

const inference = fakeLane().inference;
const long = 'A very long product name that somebody pasted from a drawing '.repeat(4).slice(0, 200);

function alarm(kind: AlarmKind, message: string, state: Alarm['state'] = 'unacknowledged'): Alarm {
  return {
    alarmId: `alarm-${kind}` as AlarmId,
    kind,
    folderId: mainFolder,
    state,
    message,
    causePresent: state !== 'returnedUnacknowledged',
    raisedAt: new Date(Date.now() - 240_000).toISOString(),
    occurrences: kind === 'sourceGone' ? 1 : 4,
    shelving:
      state === 'shelved' ? { by: 'eva', until: new Date(Date.now() + 2_400_000).toISOString() } : null,
  };
}

const alarms = [
  alarm('diskLow', 'Only 1400 MB are free on the disk of /srv/plumbline.'),
  alarm('sourceGone', '/data/camera-3/export cannot be watched: it is not there.'),
  alarm(
    'providerFallback',
    'CUDA could not be used, the CPU runs instead: libcudnn.so.9 is missing.',
    'acknowledged',
  ),
  alarm('sourceSilent', 'No image came into /data/camera-4/export for 312 seconds.', 'shelved'),
];

function challenged(newest: 'passed' | 'failed', outcomes: readonly ('passed' | 'failed')[]): Scenario {
  const scenario = filled('pass', [fakeLane({ blocked: newest === 'failed' })]);
  const { station } = scenario;
  station.challengeSet = fakeChallengeSet(7, 5, outcomes);
  const failed = newest === 'failed';
  const { recipeId, runs } = station.challengeSet;
  station.state = {
    ...station.state,
    alarms: failed
      ? [
          alarm(
            'challengeBlocks',
            'The challenge of Fastener M6 failed: 6 of 7 known bad images were caught, 5 of 5 known good ones passed. Images in /data/camera-3/export wait until it is passed.',
          ),
        ]
      : [],
    challenges: [
      {
        ...{ folderId: mainFolder, recipeId, state: failed ? 'failed' : 'proven', occasion: null },
        ...{ blocks: failed, running: null, lastRunId: runs[0]!.challengeRunId, interrupted: null },
      },
    ],
  };
  return scenario;
}

const someJob = {
  job: {
    ...{ folderId: mainFolder, jobId: 'A4711', operator: 'Ina Holm', enteredBy: 'local' },
    enteredAt: new Date(Date.now() - 60_000).toISOString(),
  },
  jobCounts: {
    since: new Date(Date.now() - 7_200_000).toISOString(),
    counts: { pass: 412, fail: 6, review: 0, unreadable: 1 },
  },
};

/** Every designed state of the screens. */
export const scenarios: Readonly<Record<string, () => Scenario>> = {
  live: () => filled('pass'),
  fail: () => filled('fail'),
  review: () => filled('review', [fakeLane({ counts: { pass: 1234, fail: 17, review: 4, unreadable: 3 } })]),
  unreadable: () => filled('unreadable'),
  beyond: () => {
    const scenario = filled('fail', undefined, 20);
    scenario.station.inspect('fail', {
      score: 0.0931,
      heads: { learnedSimilarity: 0.0931, ssim: 0.31, mae: 0.09, mse: 0.02, latentDistance: 88 },
    });
    return scenario;
  },
  demo: () => {
    const scenario = filled('fail', [
      fakeLane({
        simulated: true,
        path: '/home/operator/.config/Plumbline/demo/camera',
        recipe: { ...fakeLane().recipe, product: 'Demo fastener', version: 1, purpose: 'demo' },
      }),
    ]);
    scenario.station.state = { ...scenario.station.state, demo: 'running' };
    return scenario;
  },
  empty: () => filled('pass', [], 0),
  waiting: () =>
    filled(
      'pass',
      [
        fakeLane({
          counts: noCounts,
          imagesPerMinute: 0,
          queue: { depth: 0, capacity: 64, behind: 0, slowed: false },
        }),
      ],
      0,
    ),
  starting: () =>
    filled(
      'pass',
      [
        fakeLane({
          counts: noCounts,
          imagesPerMinute: 0,
          inference: {
            ...inference,
            phase: 'starting',
            provider: { chosen: 'auto', measured: null, msPerImage: null, fallbackReason: null },
          },
        }),
      ],
      0,
    ),
  stationStarting: () => {
    const scenario = filled('pass', [], 0);
    scenario.station.state = { ...scenario.station.state, phase: 'starting' };
    return scenario;
  },
  stopped: () =>
    filled('fail', [fakeLane({ source: { state: 'stopped', reason: null }, imagesPerMinute: 0 })]),
  millions: () => {
    const scenario = filled('pass');
    scenario.station.madeRows = 10_000_000;
    return scenario;
  },
  challengePassed: () => challenged('passed', ['passed', 'passed', 'failed', 'passed']),
  challengeFailed: () => challenged('failed', ['failed', 'passed', 'passed']),
  failRun: () => {
    const scenario = filled('fail', [fakeLane({ failRun: { fails: 8, parts: 20 }, ...someJob })]);
    scenario.station.state = {
      ...scenario.station.state,
      alarms: [alarm('runOfFails', '8 of the last 20 parts of /data/camera-3/export failed.')],
    };
    return scenario;
  },
  job: () => filled('pass', [fakeLane(someJob)]),
  challengeDue: () => {
    const scenario = challenged('passed', ['passed', 'passed']);
    const { state } = scenario.station;
    const [challenge] = state.challenges;
    const due = { ...challenge!, state: 'overdue' as const, occasion: 'shift' as const };
    scenario.station.state = {
      ...state,
      alarms: [alarm('challengeOverdue', 'The challenge of Fastener M6 is overdue: a new shift began.')],
      challenges: [due],
    };
    return scenario;
  },
  silent: () => {
    const scenario = filled('pass');
    scenario.station.state = {
      ...scenario.station.state,
      alarms: [alarm('sourceSilent', 'No image came into /data/camera-3/export for 312 seconds.')],
    };
    return scenario;
  },
  missing: () => {
    const scenario = filled('pass', [
      fakeLane({
        source: {
          state: 'missing',
          reason: '/data/camera-3/export cannot be watched: it is not there.',
        },
        imagesPerMinute: 0,
      }),
    ]);
    scenario.station.state = { ...scenario.station.state, alarms };
    return scenario;
  },
  restarting: () =>
    filled('pass', [
      fakeLane({
        inference: {
          ...inference,
          phase: 'restarting',
          reason: 'The inference process ended with signal SIGSEGV; it is started again in 4 s.',
          restarts: 3,
        },
      }),
    ]),
  refused: () => {
    const lane = fakeLane();
    return filled('pass', [
      fakeLane({
        recipe: { ...lane.recipe, bundle: null },
        inference: {
          ...inference,
          phase: 'refused',
          reason:
            'The bundle fastener-m6-3 was refused: the score of references/003.png is 0.0391 where the manifest says 0.0187, beyond the tolerance of 0.1 %.',
        },
      }),
    ]);
  },
  lanes: () => {
    const recipe = fakeLane().recipe;
    return filled('fail', [
      fakeLane(),
      fakeLane({
        folderId: 'folder-2' as FolderId,
        path: '/data/camera-4/export',
        recipe: { ...recipe, recipeId: 'recipe-2' as RecipeId, product: 'Bottle neck, amber glass' },
        source: { state: 'missing', reason: null },
      }),
      fakeLane({
        folderId: 'folder-3' as FolderId,
        path: '/data/camera-5/export',
        simulated: true,
        recipe: { ...recipe, recipeId: 'recipe-3' as RecipeId, product: 'Demo fastener' },
      }),
    ]);
  },
  long: () => {
    const scenario = filled('pass', [
      fakeLane({
        path: `/data/${'very-long-folder-name/'.repeat(12)}export`,
        recipe: { ...fakeLane().recipe, product: long },
        queue: { depth: 64, capacity: 64, behind: 12_842, slowed: true },
        counts: { pass: 1_234_567, fail: 12_345, review: 23, unreadable: 1234 },
        imagesPerMinute: 1200,
        inference: {
          ...inference,
          provider: {
            chosen: 'cuda',
            measured: 'cpu',
            msPerImage: 1211.8,
            fallbackReason: 'The CUDA library is missing.',
          },
        },
      }),
    ]);
    scenario.station.state = {
      ...scenario.station.state,
      alarms: [alarm('queueGrowing', `${long} grows ${long}`)],
    };
    scenario.station.inspect('unreadable', {
      file: `${'x'.repeat(196)}.png`,
      partId: null,
      reason: `The file ${'x'.repeat(196)}.png is 640x480 pixels, but the region of the recipe was drawn on 1280x1024 pixels; set the camera back or draw the region again.`,
    });
    return scenario;
  },
  lost: () => {
    const scenario = filled('pass');
    const until = Date.now() + 2500;
    return { ...scenario, reachable: () => Date.now() < until };
  },
  never: () => ({ ...filled('pass'), reachable: () => false }),
  fast: () => {
    const scenario = filled('pass', [fakeLane({ imagesPerMinute: 1200 })]);
    let at = 0;
    setInterval(() => scenario.station.inspect(mixed[(at += 1) % mixed.length]!), 50);
    return scenario;
  },
  teaching: () => {
    const scenario = filled('pass');
    scenario.station.state = {
      ...scenario.station.state,
      teaching: {
        teachingId: 'teaching-1' as TeachingId,
        product: 'Bottle neck, amber glass',
        phase: 'teaching',
        step: 612,
        steps: null,
        secondsLeft: 384,
        losses: { pixel: 0.0312, feature: 0.784, kl: 14.2, generator: 0.71, discriminator: 0.64 },
        curves: { pixel: [0.2, 0.09, 0.05, 0.036, 0.0312], feature: [1.9, 1.3, 1.02, 0.86, 0.784] },
        longestSecondsLeft: 900,
        images: 214,
        skipped: [{ file: 'notes.png', reason: 'notes.png is not an image: it begins with text.' }],
        picture: 12,
        recipeId: null,
        plan: null,
        calibration: null,
        reason: null,
      },
    };
    return scenario;
  },
};
