import * as v from 'valibot';
import type { HeadName } from '../../models/manifest.ts';
import { headNames, Region } from '../../models/manifest.ts';
import { alarmKinds, shelveTimes, type AlarmHistoryPage } from './alarm.ts';
import { alarmSteps } from './alarmStates.ts';
import { auditActions, type AuditAction, type AuditCheck, type AuditPage } from './audit.ts';
import {
  ChallengePolicy,
  truths,
  type ChallengeImageId,
  type ChallengeImagesAdded,
  type ChallengeRun,
  type ChallengeRunId,
  type ChallengeSet,
  type ChallengeVerdict,
  type Truth,
} from './challenge.ts';
import type {
  AlarmId,
  FolderId,
  Inspection,
  Part,
  RecipeId,
  ResultId,
  Review,
  SampleId,
  TeachingId,
} from './inspection.ts';
import { drawnKinds, type DrawnInspection } from './drawn.ts';
import {
  CameraBox,
  FileNames,
  setUpTaskKinds,
  SetUpDraft,
  SetUpOrder,
  type RecipeCheck,
  type SetUpTask,
  type StoredSetUp,
} from './setUp.ts';
import type { VersionFacts } from './versionFacts.ts';
import type { ExportState } from './historyAnswers.ts';
import { historyAuditedAs, historyParsers, historyRoles, type HistoryAnswers } from './historyContract.ts';
import { jobEntry, type Job } from './job.ts';
import type { LabScoring } from './lab.ts';
import { labAuditedAs, labParsers, labRoles, type LabAnswers } from './labContract.ts';
import { BackUpRules, PictureRules, type BackUp, type RestorePreview } from './keeping.ts';
import { ReasonCodes } from './reasonCodes.ts';
import { RecipeSettings, type Recipe } from './recipe.ts';
import { roles, type CallerRole } from './role.ts';
import {
  providers,
  type LaneState,
  type ProviderChoice,
  type StationState,
  type TeachingState,
} from './stationState.ts';
import {
  Secret,
  UserName,
  UserRules,
  type CallerState,
  type LogIn,
  type Signature,
  type User,
  type UserId,
  type UserList,
} from './users.ts';
import { verdicts } from './verdict.ts';

const id = <Id extends string>() =>
  v.custom<Id>((value) => typeof value === 'string' && /^[\w-]{1,64}$/.test(value), 'expected an id');
const path = v.pipe(v.string(), v.minLength(1), v.maxLength(4096));
const version = v.pipe(v.number(), v.integer(), v.minValue(1));
const nothing = v.strictObject({});

const inspectionFilter = v.strictObject({
  folderId: v.optional(id<FolderId>()),
  verdict: v.optional(v.picklist(verdicts)),
  /** Rows older than this position (exclusive). */
  beforeSequence: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(500)),
});

const watchedFolder = v.strictObject({
  path,
  /** Sub-folders too, e.g. one a day. */
  recursive: v.boolean(),
  /** events: file-system events as hints; polling: scans only, for network shares. */
  watching: v.picklist(['events', 'polling']),
  /** Files that lie there when watching first begins. */
  existingFiles: v.picklist(['inspect', 'ignore']),
});

const settings = v.strictObject({
  provider: v.picklist(providers),
  /** Hours of the day, local time, at which a shift begins. */
  shiftStartHours: v.pipe(
    v.array(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(23))),
    v.minLength(1),
  ),
  /** Other pictures are deleted; the rows stay. */
  keepPictures: PictureRules,
  backUps: BackUpRules,
  /** What reviewers can choose from. */
  reasonCodes: ReasonCodes,
  /** Alarm below this much free disk space. */
  diskLowMegabytes: v.pipe(v.number(), v.integer(), v.minValue(1)),
});

const teachingOrder = v.strictObject({
  product: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(120)),
  good: path,
  /** Folder of images of bad parts, to refine how heads are combined. Absent: there are none. */
  bad: v.exactOptional(path),
  region: v.nullable(Region),
  channels: v.picklist([1, 3]),
  /** The network's input has about size x size pixels, in the region's aspect ratio. */
  size: v.picklist([64, 96, 128, 160, 192, 224, 256]),
  minutes: v.pipe(v.number(), v.minValue(0.1), v.maxValue(600)),
  /** Time that judging an image may take: a large region gets as many tiles. Absent: a time in proportion to the region. */
  msPerImage: v.exactOptional(v.pipe(v.number(), v.minValue(1), v.maxValue(60_000))),
  /** Find the part about its region first. Absent: it lies where the region is drawn. */
  locate: v.exactOptional(
    v.strictObject({
      /** To each side, as a share of the region's shorter side. */
      marginShare: v.pipe(v.number(), v.minValue(0.005), v.maxValue(0.5)),
      /** To each side; 0: a turned part is a fault. */
      rotationDegrees: v.pipe(v.number(), v.minValue(0), v.maxValue(45)),
    }),
  ),
  /** Parts of the camera image that are not judged. */
  ignored: v.exactOptional(v.pipe(v.array(CameraBox), v.maxLength(50))),
  /** Images in the folder that are left out. */
  leaveOut: v.exactOptional(FileNames),
  /** Of the product being set up: it stays with its draft. */
  forSetUp: v.exactOptional(v.boolean()),
  head: v.picklist(headNames),
  seed: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 31 - 1)),
});

const share = v.pipe(v.number(), v.gtValue(0), v.ltValue(1));

const recalibrationOrder = v.strictObject({
  recipeId: id<RecipeId>(),
  /** Folder of good images that teaching never saw. */
  good: path,
  /** Folder of images of bad parts: they choose nothing and tell how many escape. */
  bad: v.nullable(path),
  /** Null: the head in force. */
  head: v.nullable(v.picklist(headNames)),
  /** Largest share of good parts rejected, 0..1, to be proven; null: the limit is the largest score. */
  targetOverkill: v.nullable(share),
  /** Take an estimate where that cannot be proven. */
  allowEstimate: v.boolean(),
  /** Share of good parts, at most, above a second, lower limit; null: there is none. */
  reviewOverkill: v.nullable(share),
  /** Parts that did not pass and a person found good count as good, too. */
  withRelabelled: v.boolean(),
  /** Images in the folder of good ones that are left out, and those of it that show bad parts. */
  leaveOut: v.exactOptional(FileNames),
  badAmongGood: v.exactOptional(FileNames),
  /** Of the product being set up: it stays with its draft. */
  forSetUp: v.exactOptional(v.boolean()),
});

const auditFilter = v.strictObject({
  /** User name, exactly. */
  by: v.optional(v.string()),
  actions: v.optional(v.array(v.picklist(auditActions))),
  /** Moments, ISO 8601 in UTC: from (inclusive) and to (exclusive). */
  from: v.optional(v.pipe(v.string(), v.isoTimestamp())),
  to: v.optional(v.pipe(v.string(), v.isoTimestamp())),
  /** Occurs in the record, in old or new, or in a reason. */
  containing: v.optional(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200))),
  /** Entries older than this one (exclusive). */
  beforeEntry: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(500)),
});

const alarmHistoryFilter = v.strictObject({
  kind: v.optional(v.picklist(alarmKinds)),
  step: v.optional(v.picklist(alarmSteps)),
  /** Entries older than this one (exclusive). */
  beforeEntry: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(500)),
});

/** Schema of the arguments of every call: allow-list, validator and list of names at once. */
export const parsers = {
  getState: nothing,
  getSettings: nothing,
  changeSettings: v.partial(settings),
  listInspections: inspectionFilter,
  getInspection: v.strictObject({ resultId: id<ResultId>() }),
  /** Has pictures drawn that are not kept, for somebody who looks closely; fetched by id like those that are. */
  drawInspection: v.strictObject({
    resultId: id<ResultId>(),
    kinds: v.pipe(v.array(v.picklist(drawnKinds)), v.minLength(1), v.maxLength(drawnKinds.length)),
  }),
  getPart: v.strictObject({ partId: v.string(), jobId: v.nullable(v.string()) }),
  addReview: v.strictObject({
    resultId: id<ResultId>(),
    decision: v.picklist(['pass', 'fail']),
    reason: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(500)),
    reasonCode: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(40)))),
  }),
  acknowledgeAlarm: v.strictObject({ alarmId: id<AlarmId>() }),
  shelveAlarm: v.strictObject({ alarmId: id<AlarmId>(), time: v.picklist(shelveTimes) }),
  unshelveAlarm: v.strictObject({ alarmId: id<AlarmId>() }),
  listAlarmHistory: alarmHistoryFilter,
  listChallengeSets: nothing,
  getChallengeRun: v.strictObject({ challengeRunId: id<ChallengeRunId>() }),
  addChallengeImages: v.strictObject({ recipeId: id<RecipeId>(), truth: v.picklist(truths), folder: path }),
  /** As what its newest review says it is. */
  addChallengeInspection: v.strictObject({ resultId: id<ResultId>() }),
  removeChallengeImage: v.strictObject({ challengeImageId: id<ChallengeImageId>() }),
  changeChallengePolicy: v.strictObject({ recipeId: id<RecipeId>(), policy: ChallengePolicy }),
  /** Begins it; the state of the station tells how it goes. */
  runChallenge: v.strictObject({ folderId: id<FolderId>() }),
  signChallengeRun: v.strictObject({
    challengeRunId: id<ChallengeRunId>(),
    meaning: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(500)),
  }),
  /** Into a folder on the computer of the station. */
  writeChallengeReport: v.strictObject({ challengeRunId: id<ChallengeRunId>(), path }),
  startInspecting: v.strictObject({ folderId: id<FolderId>() }),
  stopInspecting: v.strictObject({ folderId: id<FolderId>() }),
  /** In force from the next image on; a job that a file's name tells goes before it. */
  enterJob: v.strictObject({ folderId: id<FolderId>(), ...jobEntry }),
  /** What was entered for a folder lately. */
  listJobs: v.strictObject({
    folderId: id<FolderId>(),
    limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100)),
  }),
  startDemo: nothing,
  stopDemo: nothing,
  listRecipes: nothing,
  saveRecipe: v.strictObject({ recipeId: v.nullable(id<RecipeId>()), settings: RecipeSettings }),
  putRecipeInForce: v.strictObject({
    folderId: id<FolderId>(),
    recipeId: id<RecipeId>(),
    version,
    /** A supervisor's decision, although the challenge set fails. */
    override: v.optional(v.boolean()),
  }),
  /** Proves what has to hold before a version goes in force; nothing is changed. */
  checkRecipe: v.strictObject({ recipeId: id<RecipeId>(), version }),
  /** Newest first. */
  listVersions: v.strictObject({ recipeId: id<RecipeId>() }),
  /** Into a new folder inside `path`, on the computer of the station. */
  exportBundle: v.strictObject({ recipeId: id<RecipeId>(), version, path }),
  /** As the next version of the product it is of. */
  importBundle: v.strictObject({ path }),
  addWatchedFolder: v.strictObject({
    folder: watchedFolder,
    recipeId: id<RecipeId>(),
    override: v.optional(v.boolean()),
  }),
  removeWatchedFolder: v.strictObject({ folderId: id<FolderId>() }),
  browseFolders: v.strictObject({ path: v.nullable(path) }),
  lookAtGoodFolder: v.strictObject({ path }),
  startTeaching: teachingOrder,
  /** Ends with a new version of the recipe, as teaching does; `cancelTeaching` cancels it. */
  startRecalibration: recalibrationOrder,
  cancelTeaching: v.strictObject({ teachingId: id<TeachingId>() }),
  /** The screen that asks may leave full screen. */
  leaveKiosk: nothing,
  getSetUp: nothing,
  /** Refused in the answer when another screen has changed it since `revision`. Null begins anew. */
  saveSetUp: v.strictObject({ draft: v.nullable(SetUpDraft), revision: v.pipe(v.number(), v.integer()) }),
  startSetUpTask: v.strictObject({ order: SetUpOrder }),
  getSetUpTask: v.strictObject({ kind: v.picklist(setUpTaskKinds) }),
  cancelSetUpTask: v.strictObject({ kind: v.picklist(setUpTaskKinds) }),
  listEvents: v.strictObject({ limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(500)) }),
  /** To a file on the computer of the station. */
  backUp: v.strictObject({ path }),
  listBackUps: nothing,
  /** Reads all of it. */
  lookAtBackUp: v.strictObject({ path }),
  /** The station closes and opens again with it; what it replaces is kept aside. */
  restoreBackUp: v.strictObject({ path }),
  ...historyParsers,
  ...labParsers,
  whoAmI: nothing,
  logIn: v.strictObject({ name: v.pipe(v.string(), v.trim(), v.maxLength(60)), secret: Secret }),
  /** After a lost connection, with the token of the log-in. */
  resumeLogIn: v.strictObject({ token: v.pipe(v.string(), v.maxLength(100)) }),
  logOut: nothing,
  /** Somebody touches the screen: the idle minutes begin anew. */
  stayLoggedIn: nothing,
  changeOwnSecret: v.strictObject({ present: Secret, next: Secret }),
  listUsers: nothing,
  /** Logs in the named supervisor, who is added unless there already. */
  turnUsersOn: v.strictObject({ name: UserName, secret: Secret, rules: UserRules }),
  turnUsersOff: nothing,
  changeUserRules: UserRules,
  addUser: v.strictObject({ name: UserName, role: v.picklist(roles), secret: Secret }),
  changeUser: v.strictObject({
    userId: id<UserId>(),
    role: v.optional(v.picklist(roles)),
    secret: v.optional(Secret),
  }),
  removeUser: v.strictObject({ userId: id<UserId>() }),
  unlockUser: v.strictObject({ userId: id<UserId>() }),
  listAudit: auditFilter,
  verifyAudit: nothing,
} as const;

export type CallName = keyof typeof parsers;
export type Arguments<Name extends CallName> = v.InferOutput<(typeof parsers)[Name]>;

export type WatchedFolder = v.InferOutput<typeof watchedFolder> & { readonly folderId: FolderId };
export type Settings = v.InferOutput<typeof settings>;
export const Settings = settings;
export type TeachingOrder = v.InferOutput<typeof teachingOrder>;
export type RecalibrationOrder = v.InferOutput<typeof recalibrationOrder>;

export interface InspectionPage {
  /** Newest first. */
  readonly inspections: readonly Inspection[];
  readonly more: boolean;
}

export interface FolderListing {
  /** Null: the list of drives and starting places. */
  readonly path: string | null;
  readonly parent: string | null;
  readonly folders: readonly { readonly name: string; readonly path: string }[];
  /** Files in it that look like images. */
  readonly images: number;
}

/** What a folder of good images holds, before teaching. */
export interface GoodFolder {
  readonly images: number;
  /** Distinct camera image sizes among the first few dozen, with how often each was met. */
  readonly sizes: readonly { readonly width: number; readonly height: number; readonly count: number }[];
  /** 1 when all of those are grey. */
  readonly channels: 1 | 3;
  readonly unreadable: readonly { readonly file: string; readonly reason: string }[];
  /** Picture of the first image that could be read; kept until a few other folders were looked at. */
  readonly sample: SampleId | null;
}

/** What the bundle of an inspection says of the images it judges. */
export interface JudgedBy {
  /** Null: the whole image. */
  readonly region: Region | null;
  /** Limit each head would have, for score / limit. */
  readonly headLimits: Readonly<Partial<Record<HeadName, number>>>;
}

/** A line of the station's own record: what was started, switched, changed, and by whom. */
export interface StationEvent {
  readonly createdAt: string;
  readonly kind: string;
  readonly message: string;
  readonly by: string;
}

/** What each call answers. */
export interface Answers extends HistoryAnswers, LabAnswers {
  getState: StationState;
  getSettings: Settings;
  changeSettings: Settings;
  listInspections: InspectionPage;
  getInspection: {
    readonly inspection: Inspection;
    readonly reviews: readonly Review[];
    readonly part: Part | null;
    /** Null when that bundle is not in the home any more. */
    readonly judgedBy: JudgedBy | null;
  };
  drawInspection: DrawnInspection;
  getPart: Part;
  addReview: Review;
  acknowledgeAlarm: null;
  shelveAlarm: null;
  unshelveAlarm: null;
  listAlarmHistory: AlarmHistoryPage;
  listChallengeSets: readonly ChallengeSet[];
  getChallengeRun: { readonly run: ChallengeRun; readonly verdicts: readonly ChallengeVerdict[] };
  addChallengeImages: ChallengeImagesAdded;
  addChallengeInspection: { readonly truth: Truth };
  removeChallengeImage: null;
  changeChallengePolicy: ChallengePolicy;
  runChallenge: null;
  signChallengeRun: ChallengeRun;
  writeChallengeReport: { readonly path: string };
  startInspecting: null;
  stopInspecting: null;
  enterJob: Job;
  /** Newest first. */
  listJobs: readonly Job[];
  startDemo: null;
  stopDemo: null;
  listRecipes: readonly Recipe[];
  saveRecipe: Recipe;
  putRecipeInForce: null;
  checkRecipe: RecipeCheck;
  listVersions: readonly VersionFacts[];
  exportBundle: { readonly path: string };
  importBundle: Recipe;
  addWatchedFolder: WatchedFolder;
  removeWatchedFolder: null;
  browseFolders: FolderListing;
  lookAtGoodFolder: GoodFolder;
  startTeaching: TeachingState;
  startRecalibration: TeachingState;
  cancelTeaching: null;
  leaveKiosk: null;
  getSetUp: StoredSetUp;
  saveSetUp: { readonly saved: boolean; readonly stored: StoredSetUp };
  startSetUpTask: SetUpTask;
  getSetUpTask: SetUpTask | null;
  cancelSetUpTask: null;
  listEvents: readonly StationEvent[];
  backUp: { readonly path: string; readonly sizeBytes: number };
  /** Newest first, at most a hundred. */
  listBackUps: readonly BackUp[];
  lookAtBackUp: RestorePreview;
  restoreBackUp: null;
  whoAmI: CallerState;
  logIn: LogIn;
  resumeLogIn: CallerState;
  logOut: CallerState;
  stayLoggedIn: null;
  changeOwnSecret: null;
  listUsers: UserList;
  turnUsersOn: LogIn;
  turnUsersOff: UserList;
  changeUserRules: UserList;
  addUser: User;
  changeUser: User;
  removeUser: null;
  unlockUser: null;
  listAudit: AuditPage;
  verifyAudit: AuditCheck;
}

/** The least role each call needs; the station enforces it. */
export const neededRoles: Readonly<Record<CallName, CallerRole>> = {
  getState: 'observer',
  getSettings: 'observer',
  changeSettings: 'engineer',
  listInspections: 'observer',
  getInspection: 'observer',
  drawInspection: 'observer',
  getPart: 'observer',
  addReview: 'operator',
  // Which alarm a role may acknowledge or shelve is in the alarm's own rule.
  acknowledgeAlarm: 'operator',
  shelveAlarm: 'operator',
  unshelveAlarm: 'operator',
  listAlarmHistory: 'observer',
  listChallengeSets: 'observer',
  getChallengeRun: 'observer',
  addChallengeImages: 'engineer',
  addChallengeInspection: 'engineer',
  removeChallengeImage: 'engineer',
  changeChallengePolicy: 'engineer',
  runChallenge: 'operator',
  signChallengeRun: 'engineer',
  writeChallengeReport: 'engineer',
  startInspecting: 'operator',
  stopInspecting: 'operator',
  enterJob: 'operator',
  listJobs: 'observer',
  startDemo: 'operator',
  stopDemo: 'operator',
  listRecipes: 'observer',
  saveRecipe: 'engineer',
  putRecipeInForce: 'engineer',
  checkRecipe: 'engineer',
  listVersions: 'observer',
  exportBundle: 'engineer',
  importBundle: 'engineer',
  addWatchedFolder: 'engineer',
  removeWatchedFolder: 'engineer',
  browseFolders: 'engineer',
  lookAtGoodFolder: 'engineer',
  startTeaching: 'engineer',
  startRecalibration: 'engineer',
  cancelTeaching: 'engineer',
  leaveKiosk: 'engineer',
  getSetUp: 'engineer',
  saveSetUp: 'engineer',
  startSetUpTask: 'engineer',
  getSetUpTask: 'engineer',
  cancelSetUpTask: 'engineer',
  listEvents: 'observer',
  backUp: 'supervisor',
  listBackUps: 'supervisor',
  lookAtBackUp: 'supervisor',
  restoreBackUp: 'supervisor',
  ...historyRoles,
  ...labRoles,
  whoAmI: 'nobody',
  logIn: 'nobody',
  resumeLogIn: 'nobody',
  logOut: 'nobody',
  stayLoggedIn: 'nobody',
  changeOwnSecret: 'observer',
  listUsers: 'supervisor',
  turnUsersOn: 'supervisor',
  turnUsersOff: 'supervisor',
  changeUserRules: 'supervisor',
  addUser: 'supervisor',
  changeUser: 'supervisor',
  removeUser: 'supervisor',
  unlockUser: 'supervisor',
  listAudit: 'supervisor',
  verifyAudit: 'supervisor',
};

/**
 * What the audit trail has of each call. looks: nothing, it changes nothing; writes: the call adds its entries itself, in
 * the transaction of the change; an action: an entry of it with the call's arguments, once the call has succeeded.
 */
export const auditedAs: Readonly<Record<CallName, 'looks' | 'writes' | AuditAction>> = {
  getState: 'looks',
  getSettings: 'looks',
  changeSettings: 'writes',
  listInspections: 'looks',
  getInspection: 'looks',
  drawInspection: 'looks',
  getPart: 'looks',
  addReview: 'writes',
  acknowledgeAlarm: 'writes',
  shelveAlarm: 'writes',
  unshelveAlarm: 'writes',
  listAlarmHistory: 'looks',
  listChallengeSets: 'looks',
  getChallengeRun: 'looks',
  addChallengeImages: 'writes',
  addChallengeInspection: 'writes',
  removeChallengeImage: 'writes',
  changeChallengePolicy: 'writes',
  runChallenge: 'writes',
  signChallengeRun: 'writes',
  writeChallengeReport: 'writes',
  startInspecting: 'writes',
  stopInspecting: 'writes',
  enterJob: 'writes',
  listJobs: 'looks',
  startDemo: 'demoStarted',
  stopDemo: 'demoStopped',
  listRecipes: 'looks',
  saveRecipe: 'writes',
  putRecipeInForce: 'writes',
  checkRecipe: 'looks',
  listVersions: 'looks',
  exportBundle: 'writes',
  importBundle: 'writes',
  addWatchedFolder: 'writes',
  removeWatchedFolder: 'writes',
  browseFolders: 'looks',
  lookAtGoodFolder: 'looks',
  startTeaching: 'teachingStarted',
  startRecalibration: 'recalibrationStarted',
  cancelTeaching: 'teachingCancelled',
  leaveKiosk: 'kioskLeft',
  // A draft and what is tried for it change nothing that judges.
  getSetUp: 'looks',
  saveSetUp: 'looks',
  startSetUpTask: 'looks',
  getSetUpTask: 'looks',
  cancelSetUpTask: 'looks',
  listEvents: 'looks',
  backUp: 'writes',
  listBackUps: 'looks',
  lookAtBackUp: 'looks',
  restoreBackUp: 'writes',
  ...historyAuditedAs,
  ...labAuditedAs,
  whoAmI: 'looks',
  logIn: 'writes',
  resumeLogIn: 'looks',
  logOut: 'writes',
  stayLoggedIn: 'looks',
  changeOwnSecret: 'writes',
  listUsers: 'looks',
  turnUsersOn: 'writes',
  turnUsersOff: 'writes',
  changeUserRules: 'writes',
  addUser: 'writes',
  changeUser: 'writes',
  removeUser: 'writes',
  unlockUser: 'writes',
  listAudit: 'looks',
  verifyAudit: 'looks',
};

/** One screen's connection, as the station counts them. */
export type ConnectionId = number & { readonly [connectionBrand]: 'ConnectionId' };
declare const connectionBrand: unique symbol;

/** Who calls; every call is answered in the name of a user with a role. */
export interface Caller {
  readonly user: string;
  readonly role: CallerRole;
  /** Absent: the station's own program calls, not a screen. */
  readonly connection?: ConnectionId;
  readonly signature?: Signature;
}

/** The station as its screens see it: each call takes its checked arguments. */
export type StationApi = {
  [Name in CallName]: (args: Arguments<Name>, signature?: Signature) => Promise<Answers[Name]>;
};
/** The station as it implements them: it also learns who calls. */
export type StationHandlers = {
  [Name in CallName]: (args: Arguments<Name>, caller: Caller) => Answers[Name] | Promise<Answers[Name]>;
};

/** Announcements. They do not steer: after a gap in their sequence, read the state again. */
export interface StationEvents {
  /** The whole state, at most four times a second. */
  stateChanged: StationState;
  /** Committed inspections, oldest first, gathered for at most 100 ms. */
  inspectionsCompleted: readonly Inspection[];
  teachingProgressed: TeachingState;
  exportProgressed: ExportState;
  labProgressed: LabScoring;
  /** Who calls over this connection has changed: somebody logged in or off, or a role was changed. */
  callerChanged: CallerState;
}
export const stationEventNames = [
  'stateChanged',
  'inspectionsCompleted',
  'teachingProgressed',
  'exportProgressed',
  'labProgressed',
  'callerChanged',
] as const satisfies readonly (keyof StationEvents)[];

export type { HeadName, LaneState, ProviderChoice };
