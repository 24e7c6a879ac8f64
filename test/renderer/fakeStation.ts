import type { AlarmTransition } from '../../electron/common/alarm.ts';
import {
  defaultChallengePolicy,
  type ChallengeImage,
  type ChallengeRun,
  type ChallengeSet,
  type ChallengeVerdict,
} from '../../electron/common/challenge.ts';
import type {
  Arguments,
  StationApi,
  StationEvents,
  StationHandlers,
} from '../../electron/common/contract.ts';
import type {
  FolderId,
  Inspection,
  RecipeId,
  ResultId,
  SampleId,
  TeachingId,
} from '../../electron/common/inspection.ts';
import { emptyHead } from '../../electron/common/audit.ts';
import type { Job } from '../../electron/common/job.ts';
import type { EventListener, EventName } from '../../electron/common/rpc.ts';
import { historyHandlers, madeInspection } from './fakeHistory.ts';
import { trendHandlers } from './fakeTrends.ts';
import { defaultPictureRules } from '../../electron/common/keeping.ts';
import { defaultReasonCodes } from '../../electron/common/reasonCodes.ts';
import { defaultUserRules } from '../../electron/common/users.ts';
import type { LaneState, StationState, TeachingState } from '../../electron/common/stationState.ts';
import type { SetUpTask, SetUpTaskId, SetUpTaskKind, StoredSetUp } from '../../electron/common/setUp.ts';
import type { Verdict } from '../../electron/common/verdict.ts';
import type { Recipe } from '../../electron/common/recipe.ts';
import { defaultRecipeSettings } from '../../electron/common/recipe.ts';

export const mainFolder = 'folder-1' as FolderId;
export const bundleId = 'bundle-1';
export const headLimits = {
  learnedSimilarity: 0.0225,
  latentDistance: 31.2,
  ssim: 0.184,
  mae: 0.041,
  mse: 0.0052,
};

/** A station played by a script: real calls and events, invented verdicts. No DOM, no Node. */
export interface FakeStation {
  state: StationState;
  readonly log: Inspection[];
  /** Above 0: the log has so many rows more, made when they are asked for. */
  madeRows: number;
  /** Questions for charts fail. */
  refusesCharts: boolean;
  challengeSet: ChallengeSet;
  readonly handlers: StationHandlers;
  readonly subscribe: (listener: EventListener) => () => void;
  announce<Name extends EventName>(name: Name, value: StationEvents[Name]): void;
  setState(change: Partial<StationState>): void;
  setLane(folderId: FolderId, change: Partial<LaneState>): void;
  inspect(verdict: Verdict, change?: Partial<Inspection>): Inspection;
}

export function fakeLane(change: Partial<LaneState> = {}): LaneState {
  return {
    folderId: mainFolder,
    path: '/data/camera-3/export',
    simulated: false,
    source: { state: 'watching', reason: null },
    recipe: {
      recipeId: 'recipe-1' as RecipeId,
      version: 3,
      product: 'Fastener M6',
      purpose: 'production',
      bundle: {
        bundleId,
        head: 'learnedSimilarity',
        heads: ['learnedSimilarity', 'latentDistance', 'ssim', 'mae', 'mse'],
        limit: headLimits.learnedSimilarity,
        reviewLimit: null,
        headLimits,
        calibrationId: 'cal-7f3a',
        region: { x: 320, y: 192, width: 640, height: 640, imageWidth: 1280, imageHeight: 1024 },
      },
    },
    queue: { depth: 1, capacity: 64, behind: 0, slowed: false },
    inference: {
      phase: 'ready',
      reason: null,
      restarts: 0,
      provider: { chosen: 'auto', measured: 'cpu', msPerImage: 11.8, fallbackReason: null },
    },
    blocked: false,
    counts: { pass: 1234, fail: 17, review: 0, unreadable: 3 },
    shiftStartedAt: new Date(new Date().setHours(6, 0, 0, 0)).toISOString(),
    job: null,
    jobCounts: null,
    failRun: null,
    imagesPerMinute: 42,
    latest: null,
    ...change,
  };
}

export function fakeStation(lanes: readonly LaneState[] = [fakeLane()]): FakeStation {
  const listeners = new Set<EventListener>();
  const log: Inspection[] = [];
  let task: SetUpTask | null = null;
  let setUp: StoredSetUp = { draft: null, revision: 0, teachingId: null, made: null };
  const recipes: Recipe[] = [
    recipeOf('recipe-1', 'Fastener M6', 1),
    recipeOf('recipe-1', 'Fastener M6', 2),
    recipeOf('recipe-1', 'Fastener M6', 3),
    recipeOf('recipe-2', 'Bottle neck, amber glass', 1),
  ];
  let sequence = 0;

  const station: FakeStation = {
    state: {
      version: '0.1.0',
      phase: 'running',
      startedAt: new Date(Date.now() - 3_600_000).toISOString(),
      lanes,
      alarms: [],
      challenges: [],
      teaching: null,
      demo: lanes.some((lane) => lane.simulated) ? 'running' : 'absent',
    },
    log,
    madeRows: 0,
    refusesCharts: false,
    challengeSet: fakeChallengeSet(0, 0, []),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    announce: (name, value) => {
      for (const listener of listeners) listener(name, value);
    },
    setState: (change) => {
      station.state = { ...station.state, ...change };
      station.announce('stateChanged', station.state);
    },
    setLane: (folderId, change) =>
      station.setState({
        lanes: station.state.lanes.map((lane) =>
          lane.folderId === folderId ? { ...lane, ...change } : lane,
        ),
      }),
    inspect: (verdict, change = {}) => {
      sequence += 1;
      const one = inspectionOf(sequence, verdict, change);
      log.unshift(one);
      station.announce('inspectionsCompleted', [one]);
      const lane = station.state.lanes.find(({ folderId }) => folderId === one.folderId);
      if (lane !== undefined) {
        const counts = { ...lane.counts, [verdict]: lane.counts[verdict] + 1 };
        station.setLane(one.folderId, { counts, latest: one });
      }
      return one;
    },
    handlers: {} as StationHandlers,
  };

  const unhandled: StationHandlers = new Proxy({} as StationHandlers, {
    get: (_, name) => () => {
      throw new Error(`The scripted station has no answer to ${String(name)}.`);
    },
  });
  const known: Partial<StationHandlers> = {
    getState: () => station.state,
    whoAmI: () => ({ usersOn: false, user: null, role: 'supervisor', idleMinutes: null }),
    listUsers: () => ({ on: false, rules: defaultUserRules, users: [] }),
    listAudit: () => ({ entries: [], more: false }),
    verifyAudit: () => ({ head: emptyHead, broken: null }),
    listInspections: ({ folderId, verdict, beforeSequence, limit }) => {
      const rows = log.filter(
        (one) =>
          (folderId === undefined || one.folderId === folderId) &&
          (verdict === undefined || one.verdict === verdict) &&
          (beforeSequence === undefined || one.sequence < beforeSequence),
      );
      return { inspections: rows.slice(0, limit), more: rows.length > limit };
    },
    getInspection: ({ resultId }) => {
      const inspection = log.find((one) => one.resultId === resultId) ?? madeInspection(station, resultId);
      if (inspection === undefined) throw new Error(`There is no inspection ${resultId}.`);
      return {
        ...{ inspection, reviews: reviews.filter((one) => one.resultId === resultId), part: null },
        judgedBy: { region: fakeLane().recipe.bundle!.region, headLimits },
      };
    },
    drawInspection: ({ kinds }) => ({ drawn: kinds, reason: null }),
    enterJob: ({ folderId, jobId, operator }) => {
      const job = { folderId, jobId, operator, enteredAt: new Date().toISOString(), enteredBy: 'local' };
      jobs.unshift(job);
      const counts = { pass: 0, fail: 0, review: 0, unreadable: 0 };
      station.setLane(folderId, { job, jobCounts: jobId === null ? null : { since: job.enteredAt, counts } });
      return job;
    },
    listJobs: ({ limit }) => jobs.slice(0, limit),
    leaveKiosk: () => null,
    ...historyHandlers(station, reviews),
    ...trendHandlers(station),
    addReview: ({ resultId, decision, reason, reasonCode = null }) => {
      const review = {
        resultId,
        decision,
        reason,
        reasonCode,
        by: 'local',
        createdAt: new Date().toISOString(),
      };
      reviews.push(review);
      return review;
    },
    acknowledgeAlarm: ({ alarmId }) => {
      station.setState({
        alarms: station.state.alarms.flatMap((alarm) => {
          if (alarm.alarmId !== alarmId) return [alarm];
          return alarm.state === 'returnedUnacknowledged'
            ? []
            : [{ ...alarm, state: 'acknowledged' as const }];
        }),
      });
      return null;
    },
    shelveAlarm: ({ alarmId }) => {
      const until = new Date(Date.now() + 600_000).toISOString();
      const shelved = { state: 'shelved', shelving: { by: 'local', until } } as const;
      station.setState({
        alarms: station.state.alarms.map((one) => (one.alarmId === alarmId ? { ...one, ...shelved } : one)),
      });
      return null;
    },
    unshelveAlarm: ({ alarmId }) => {
      const seen = { state: 'unacknowledged', shelving: null } as const;
      station.setState({
        alarms: station.state.alarms.map((one) => (one.alarmId === alarmId ? { ...one, ...seen } : one)),
      });
      return null;
    },
    listAlarmHistory: ({ kind, step, limit }) => {
      const transitions = alarmHistory.filter(
        (one) => (kind === undefined || one.kind === kind) && (step === undefined || one.step === step),
      );
      return { transitions: transitions.slice(0, limit), more: transitions.length > limit };
    },
    listChallengeSets: () => [station.challengeSet],
    getChallengeRun: ({ challengeRunId }) => {
      const run = station.challengeSet.runs.find((one) => one.challengeRunId === challengeRunId)!;
      return { run, verdicts: challengeVerdicts(run, station.challengeSet.images) };
    },
    changeChallengePolicy: ({ policy }) => {
      station.challengeSet = { ...station.challengeSet, policy };
      return policy;
    },
    startInspecting: ({ folderId }) => {
      station.setLane(folderId, { source: { state: 'watching', reason: null } });
      return null;
    },
    stopInspecting: ({ folderId }) => {
      station.setLane(folderId, { source: { state: 'stopped', reason: null } });
      return null;
    },
    startDemo: () => {
      station.setState({ demo: 'running', lanes: [fakeLane({ simulated: true })] });
      return null;
    },
    stopDemo: () => {
      station.setState({ demo: 'stopped', lanes: station.state.lanes.filter((lane) => !lane.simulated) });
      return null;
    },
    listRecipes: () => recipes,
    saveRecipe: ({ recipeId, settings }) => {
      const id = recipeId ?? (`recipe-${recipes.length + 1}` as RecipeId);
      const version = recipes.filter((one) => one.recipeId === id).length + 1;
      const recipe = { ...recipeOf(id, settings.product, version), settings };
      recipes.push(recipe);
      return recipe;
    },
    putRecipeInForce: ({ folderId, recipeId, version }) => {
      const lane = station.state.lanes.find((one) => one.folderId === folderId)!;
      const product = recipes.find((one) => one.recipeId === recipeId)!.settings.product;
      station.setLane(folderId, { recipe: { ...lane.recipe, recipeId, version, product } });
      return null;
    },
    addWatchedFolder: ({ folder, recipeId }) => {
      const folderId = `folder-${station.state.lanes.length + 1}` as FolderId;
      const product = recipes.find((one) => one.recipeId === recipeId)!.settings.product;
      const base = fakeLane({ folderId, path: folder.path });
      station.setState({
        lanes: [
          ...station.state.lanes,
          { ...base, recipe: { ...base.recipe, recipeId, product, version: 1 } },
        ],
      });
      return { ...folder, folderId };
    },
    removeWatchedFolder: ({ folderId }) => {
      station.setState({ lanes: station.state.lanes.filter((lane) => lane.folderId !== folderId) });
      return null;
    },
    getSettings: () => settings,
    changeSettings: (change) => Object.assign(settings, change),
    browseFolders: ({ path }) => listing(path),
    lookAtGoodFolder: ({ path }) => {
      if (path.endsWith('nowhere')) throw new Error(`There is no folder ${path}.`);
      return {
        images: 214,
        sizes: [{ width: 1280, height: 1024, count: 48 }],
        channels: 1,
        unreadable: [{ file: 'notes.png', reason: 'notes.png is not an image: it begins with text.' }],
        sample: 'sample-1' as SampleId,
      };
    },
    startTeaching: (order) => {
      const state = startTeaching(station, order, recipes, (recipeId) => {
        setUp = { ...setUp, made: { recipeId, version: 1 } };
      });
      setUp = { ...setUp, teachingId: state.teachingId };
      return state;
    },
    startRecalibration: () => {
      throw new Error('The scripted station does not recalibrate.');
    },
    getSetUp: () => setUp,
    saveSetUp: ({ draft }) => {
      setUp = { ...setUp, draft, revision: setUp.revision + 1 };
      return { saved: true, stored: setUp };
    },
    startSetUpTask: ({ order: { kind } }) => (task = surveyed(kind)),
    getSetUpTask: ({ kind }) => (task?.kind === kind ? task : null),
    checkRecipe: ({ recipeId, version }) => ({
      ...{ recipeId, version, provider: 'cpu', passed: true },
      proofs: [
        {
          ...{ kind: 'references', outcome: 'passed', mayOverride: false },
          sentence: 'All 4 reference images score on cpu as they did when the bundle was written.',
        },
        {
          ...{ kind: 'challenge', outcome: 'passed', mayOverride: true },
          sentence: 'All 12 images of the challenge set got the verdict they should.',
        },
      ],
    }),
    listVersions: ({ recipeId }) =>
      recipes
        .filter((one) => one.recipeId === recipeId)
        .toReversed()
        .map((recipe) => ({ recipe, bundle: null })),
    cancelTeaching: () => {
      station.setState({ teaching: { ...station.state.teaching!, phase: 'cancelled' } });
      return null;
    },
    listEvents: ({ limit }) => events.slice(0, limit),
    backUp: ({ path }) => ({ path, sizeBytes: 48_300_120 }),
    listBackUps: () =>
      [0, 1, 2].map((days) => ({
        ...{ backUpId: 3 - days, by: 'station', scheduled: true, sizeBytes: days === 1 ? 0 : 48_300_120 },
        startedAt: new Date(Date.now() - days * 86_400_000).toISOString(),
        path: `/backup/plumbline/plumbline-2026-05-0${3 - days}-02-00-00.db`,
        head: days === 1 ? null : { entry: 120 - days, hash: 'c'.repeat(64) },
        failure: days === 1 ? 'There is no space left on the device.' : null,
        deletedAt: null,
      })),
    lookAtBackUp: ({ path }) => ({
      backUp: {
        ...{ path, sizeBytes: 48_300_120, inspections: 20_411, head: { entry: 118, hash: 'c'.repeat(64) } },
        newestAt: new Date(Date.now() - 86_400_000).toISOString(),
      },
      ...{ inspectionsLost: 1204, entriesLost: 2 },
    }),
    restoreBackUp: () => null,
    previewPictures: () => ({
      verdicts: {
        pass: { beforeId: 'a', inspections: 12_040, sizeBytes: 1_310_998_000 },
        fail: { beforeId: null, inspections: 0, sizeBytes: 0 },
        review: { beforeId: null, inspections: 0, sizeBytes: 0 },
        unreadable: { beforeId: 'a', inspections: 3, sizeBytes: 0 },
      },
      kept: { inspections: 48_000, sizeBytes: 9_310_998_000 },
    }),
  };
  Object.assign(station, {
    handlers: new Proxy(known as StationHandlers, {
      get: (target, name) => target[name as keyof StationApi] ?? unhandled[name as keyof StationApi],
    }),
  });
  return station;
}

/** A set with results, newest first, by what they came to. */
export function fakeChallengeSet(
  bads: number,
  goods: number,
  outcomes: readonly ChallengeRun['outcome'][],
): ChallengeSet {
  const recipeId = 'recipe-1' as RecipeId;
  const addedAt = new Date(Date.now() - 20 * 86_400_000).toISOString();
  const images = (['bad', 'good'] as const).flatMap((truth) =>
    Array.from({ length: truth === 'bad' ? bads : goods }, (_, at): ChallengeImage => ({
      ...{ challengeImageId: `image-${truth}-${at}` as ChallengeImage['challengeImageId'], recipeId, truth },
      ...{ name: `${truth}/part ${at + 1}.png`, sha256: `${at}`.padStart(64, 'a'), sizeBytes: 1_310_998 },
      ...{ extent: 'camera', resultId: null, addedAt, addedBy: 'eva' },
    })),
  );
  const runs = outcomes.map((outcome, at): ChallengeRun => {
    const time = new Date(Date.now() - (at * 8 + 1) * 3_600_000).toISOString();
    const occasion = at === 1 ? 'change' : 'shift';
    return {
      ...{ challengeRunId: `run-${outcomes.length - at}` as ChallengeRun['challengeRunId'], recipeId },
      ...{ recipeVersion: 3, product: 'Fastener M6', folderId: mainFolder, occasion, startedAt: time },
      ...{ finishedAt: time, startedBy: 'station', bundleId, calibrationId: 'cal-7f3a', provider: 'cpu' },
      ...{ head: 'learnedSimilarity', limit: headLimits.learnedSimilarity, reviewLimit: null, outcome },
      ...{ goods, goodsPassed: goods, bads, badsCaught: outcome === 'passed' ? bads : bads - 1 },
      signature: at === 0 ? null : { user: 'eva', meaning: 'I have checked this result.', at: time },
    };
  });
  return { recipeId, product: 'Fastener M6', policy: defaultChallengePolicy, images, runs };
}

function challengeVerdicts(run: ChallengeRun, images: readonly ChallengeImage[]): ChallengeVerdict[] {
  let missed = run.bads - run.badsCaught;
  return images.map((image, at): ChallengeVerdict => {
    const escapes = image.truth === 'bad' && at === 2 && missed-- > 0;
    const passes = image.truth === 'good' || escapes;
    const score = run.limit * (passes ? 0.4 + (at % 5) * 0.1 : 1.3 + (at % 4) * 0.5);
    return {
      ...{ image, verdict: passes ? 'pass' : 'fail', score, heads: { learnedSimilarity: score } },
      ...{ reason: null, asExpected: !escapes },
    };
  });
}

const reviews: {
  resultId: ResultId;
  decision: 'pass' | 'fail';
  reason: string;
  reasonCode: string | null;
  by: string;
  createdAt: string;
}[] = [];
const jobs: Job[] = [
  ['A4711', 'Ina Holm'],
  ['A4711', 'Otto Brandt'],
  ['A4702', 'Otto Brandt'],
  ['A4699', 'Mei Lin'],
].map(([jobId = null, operator = null], at) => ({
  ...{ folderId: mainFolder, jobId, operator, enteredBy: 'local' },
  enteredAt: new Date(Date.now() - (at * 8 + 2) * 3_600_000).toISOString(),
}));
const settings: StationApi extends never ? never : Awaited<ReturnType<StationApi['getSettings']>> = {
  provider: 'auto',
  shiftStartHours: [6, 14, 22],
  keepPictures: defaultPictureRules,
  backUps: { folder: '/backup/plumbline', schedule: { every: 'day', time: '02:00' }, keep: 14 },
  reasonCodes: [...defaultReasonCodes],
  diskLowMegabytes: 2000,
};

const historyWords = [
  ['sourceGone', 'raised', 'unacknowledged', '/data/camera-3/export cannot be watched: it is not there.'],
  ['sourceSilent', 'shelved', 'shelved', 'No image came into /data/camera-4/export for 312 seconds.'],
  [
    'runOfFails',
    'acknowledged',
    'acknowledged',
    '5 parts of /data/camera-3/export failed with no pass between them.',
  ],
  ['diskLow', 'returned', 'returnedUnacknowledged', 'Only 1400 MB are free on the disk of /srv/plumbline.'],
  [
    'challengeFailed',
    'raised',
    'unacknowledged',
    'The challenge of Fastener M6 failed: 1 of 12 bad parts passed.',
  ],
] as const;
const alarmHistory: readonly AlarmTransition[] = Array.from({ length: 64 }, (_, at) => {
  const [kind, step, state, message] = historyWords[at % historyWords.length]!;
  return {
    entry: 64 - at,
    alarmId: `alarm-${kind}` as AlarmTransition['alarmId'],
    folderId: mainFolder,
    at: new Date(Date.now() - at * 754_321).toISOString(),
    ...{ kind, step, state, message },
    by: step === 'shelved' || step === 'acknowledged' ? 'eva' : 'station',
    until: step === 'shelved' ? new Date(Date.now() + 600_000).toISOString() : null,
  };
});

const eventWords: readonly (readonly [string, string, string])[] = [
  ['stationStarted', 'Station 0.1.0 started.', 'station'],
  [
    'recipePutInForce',
    'Recipe "Fastener M6" v3 was put in force on /data/camera-3/export; before it was v2.',
    'local',
  ],
  ['inspectingStarted', 'Inspecting was started on /data/camera-3/export.', 'local'],
  ['alarmRaised', 'No image came to /data/camera-3/export for 300 seconds.', 'station'],
  [
    'alarmAcknowledged',
    'The alarm "No image came to /data/camera-3/export for 300 seconds." was acknowledged.',
    'local',
  ],
  [
    'inferenceRestarted',
    'The inference process ended with signal SIGKILL and was started again after 0.5 s; 1 image was put back in the queue.',
    'station',
  ],
  [
    'teachingFinished',
    'Teaching "Bottle neck, amber glass" finished after 10 min: 1893 steps, 163 images trained, 46 held out.',
    'local',
  ],
];
const events = Array.from({ length: 42 }, (_, at) => {
  const [kind, message, by] = eventWords[at % eventWords.length]!;
  return { createdAt: new Date(Date.now() - at * 1_234_567).toISOString(), kind, message, by };
});

function recipeOf(recipeId: string, product: string, version: number): Recipe {
  return {
    recipeId: recipeId as RecipeId,
    version,
    createdAt: new Date(Date.now() - (10 - version) * 86_400_000).toISOString(),
    createdBy: 'local',
    purpose: 'production',
    settings: {
      ...defaultRecipeSettings,
      product,
      bundle: `${product.toLowerCase().replace(/\W+/g, '-')}-${version}`,
    },
  };
}

function listing(path: string | null) {
  if (path === null) {
    return {
      path: null,
      parent: null,
      folders: [
        { name: 'Home', path: '/home/operator' },
        { name: 'File system', path: '/' },
      ],
      images: 0,
    };
  }
  const names =
    path.length > 60
      ? []
      : [
          '2026-07-28',
          '2026-07-29',
          'good',
          'camera-3',
          'a folder with a very long name that goes on and on',
        ];
  return {
    path,
    parent: path === '/' ? null : path.replace(/\/[^/]*$/, '') || '/',
    folders: names.map((name) => ({ name, path: `${path.replace(/\/$/, '')}/${name}` })),
    images: path.includes('good') ? 214 : 0,
  };
}

export function inspectionOf(
  sequence: number,
  verdict: Verdict,
  change: Partial<Inspection> = {},
): Inspection {
  const ratios = { fail: 1.2 + (sequence % 5) * 0.4, review: 0.93, pass: 0.35 + (sequence % 7) * 0.07 };
  const score = 0.0225 * (verdict === 'unreadable' ? ratios.pass : ratios[verdict]);
  const scale = score / 0.0225;
  const unreadable = verdict === 'unreadable';
  const number = String(100_000 + sequence);
  return {
    resultId: `result-${sequence}` as ResultId,
    sequence,
    folderId: mainFolder,
    file: `cam3_${number}.png`,
    partId: `M6-${number}`,
    jobId: 'A4711',
    view: null,
    number: sequence,
    product: 'Fastener M6',
    recipeId: 'recipe-1' as RecipeId,
    recipeVersion: 3,
    bundleId,
    calibrationId: 'cal-7f3a',
    verdict,
    processingState: unreadable ? 'failed' : 'completed',
    reason: unreadable ? `cam3_${number}.png is cut off: 81920 of 1310720 pixels could be decoded.` : null,
    score: unreadable ? null : score,
    limit: 0.0225,
    reviewLimit: verdict === 'review' ? 0.0185 : null,
    head: 'learnedSimilarity',
    heads: unreadable
      ? {}
      : {
          learnedSimilarity: score,
          latentDistance: 31.2 * scale * 0.7,
          ssim: 0.184 * (0.5 + scale / 4),
          mae: 0.041 * 0.8,
          mse: 0.0052 * 1.1,
        },
    provider: 'cpu',
    createdAt: new Date().toISOString(),
    simulated: false,
    times: { wait: 12, decode: 21.4, run: 11.8, total: 61 },
    imageWidth: unreadable ? null : 1280,
    imageHeight: unreadable ? null : 1024,
    sizeBytes: 1_310_998,
    contentSha256: 'a'.repeat(64),
    pictures: unreadable ? [] : ['thumbnail', 'map', 'archive'],
    located: null,
    movedTo: null,
    ...change,
  };
}

/** Teaching in seconds instead of minutes. */
/** A survey that has ended: 24 images, the first three of them unlike the others. */
function surveyed(kind: SetUpTaskKind): SetUpTask {
  return {
    ...{ taskId: 'task-1' as SetUpTaskId, kind, phase: 'done', done: 24, of: 24, reason: null, folder: null },
    surveyed: Array.from({ length: 24 }, (_, at) => ({
      ...{ file: `part ${at + 1}.png`, number: at + 1, oddness: 6 / (at + 1) },
      by: at === 1 ? ('greyLevels' as const) : ('edges' as const),
    })),
    ...{ tried: [], leftOut: [] },
  };
}

function startTeaching(
  station: FakeStation,
  order: Arguments<'startTeaching'>,
  recipes: Recipe[],
  onMade: (recipeId: RecipeId) => void,
): TeachingState {
  if (order.good.includes('few'))
    throw new Error('Teaching needs at least 20 good images; the folder holds 7.');
  const recipe = recipeOf(`recipe-${recipes.length + 1}`, order.product, 1);
  let step = 0;
  const teaching = (change: Partial<TeachingState>): TeachingState => ({
    teachingId: 'teaching-1' as TeachingId,
    product: order.product,
    phase: 'teaching',
    step,
    steps: null,
    secondsLeft: Math.max(0, Math.round(600 - step * 4)),
    losses: {
      pixel: 0.31 / (1 + step / 20),
      feature: 1.4 / (1 + step / 40),
      kl: 12.1,
      generator: 0.69,
      discriminator: 0.66,
    },
    curves: {},
    longestSecondsLeft: 600,
    images: 214,
    skipped: [{ file: 'notes.png', reason: 'notes.png is not an image: it begins with text.' }],
    picture: Math.floor(step / 10),
    recipeId: null,
    plan: null,
    calibration: null,
    reason: null,
    ...change,
  });
  const timer = setInterval(() => {
    step += 10;
    if (station.state.teaching?.phase === 'cancelled') return clearInterval(timer);
    if (step < 150) return station.announce('teachingProgressed', teaching({}));
    clearInterval(timer);
    recipes.push(recipe);
    onMade(recipe.recipeId);
    const done = teaching({
      phase: 'done',
      recipeId: recipe.recipeId,
      calibration:
        'Limit 0.0225 is the highest learnedSimilarity of 46 good images teaching never saw: about 2.1 % of good parts will be rejected, at most 6.3 % (95 % upper bound).',
    });
    station.setState({ teaching: done });
  }, 200);
  const first = teaching({ phase: 'reading', secondsLeft: null, losses: {} });
  station.setState({ teaching: first });
  return first;
}
