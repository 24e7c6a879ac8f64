import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Settings } from '../../common/contract.ts';
import { say } from '../../common/stationSentence.ts';
import type { StationState } from '../../common/stationState.ts';
import { createAlarms } from '../alarms.ts';
import { createAuditTrail } from '../audit/auditTrail.ts';
import { verifyChain } from '../audit/verifyChain.ts';
import { challengeCalls } from '../challenge/challengeCalls.ts';
import { challengeThumbnail } from '../challenge/challengeFiles.ts';
import { createChallenges } from '../challenge/challenges.ts';
import { labPicture } from '../lab/labFolder.ts';
import { picturePath } from '../picturePath.ts';
import { databaseName } from '../readLog.ts';
import { auditEntries, listAudit } from '../store/audit.ts';
import { findChallengeImage } from '../store/challenges.ts';
import { closeDatabase, inTransaction, openDatabase, type StationDatabase } from '../store/db.ts';
import { listEvents } from '../store/events.ts';
import { lockHome } from '../store/homeLock.ts';
import { readSettings, writeSetting } from '../store/settings.ts';
import { systemTimers } from '../timers.ts';
import { createAuthentication } from '../users/authentication.ts';
import { createSessions } from '../users/sessions.ts';
import { administrationCalls, logInCalls } from '../users/userCalls.ts';
import { alarmCalls } from './alarmCalls.ts';
import { auditedHandlers } from './auditedHandlers.ts';
import { createBackUps } from './backUps.ts';
import { createBrowsing } from './browse.ts';
import { createDemo } from './demo.ts';
import { createDrawings } from './drawings.ts';
import { createEventFeed } from './eventFeed.ts';
import { folderCalls } from './folders.ts';
import { createHistory } from './history.ts';
import { inspectionCalls } from './inspections.ts';
import { jobCalls } from './jobs.ts';
import { createLab } from './lab.ts';
import { createLanes } from './lanes.ts';
import { openScreenSession } from './openScreenSession.ts';
import { countInBackground, countNewestRows } from './oldRows.ts';
import { doPendingRestore } from './pendingRestore.ts';
import { recipeCalls } from './recipes.ts';
import { createRecipeGate } from './recipeGate.ts';
import { createRecord, theStation } from './record.ts';
import { savedFilterCalls } from './savedFilters.ts';
import type { CreateStation, Station, StationOptions } from './stationInterface.ts';
import type { StationParts } from './stationParts.ts';
import { createSetUp } from './setUp.ts';
import { createTeaching } from './teaching.ts';
import { createUpkeep } from './upkeep.ts';
import { versionCalls } from './versions.ts';
import { createWatchWithBundle } from './watchWithBundle.ts';

const tickMs = 1000;

export const createStation: CreateStation = async (options) => {
  const file = path.join(options.home, databaseName);
  const isFirstStart = !existsSync(file);
  const lock = lockHome(options.home);
  let db: StationDatabase | null = null;
  try {
    const notRestored = doPendingRestore(options.home, options.wallClockMs ?? Date.now);
    db = openDatabase(file);
    return await compose(options, db, isFirstStart, notRestored, () => lock.release());
  } catch (error) {
    db?.close();
    lock.release();
    throw error;
  }
};

async function compose(
  options: StationOptions,
  db: StationDatabase,
  isFirstStart: boolean,
  /** Sentence why a restore that was ordered could not be done. */
  notRestored: string | null,
  release: () => void,
): Promise<Station> {
  const { home, version, wallClockMs = Date.now } = options;
  const timers = systemTimers;
  const startedAt = new Date(wallClockMs()).toISOString();
  let phase: StationState['phase'] = 'starting';
  let current: Settings = readSettings(db);
  const settings = () => current;

  countNewestRows({ db });
  const feed = createEventFeed(readState, timers);
  const onChange = () => feed.stateChanged();
  const record = createRecord(db, wallClockMs);
  const audit = createAuditTrail(db, wallClockMs);
  const sessions = createSessions({ db, audit, nowMs: () => timers.nowMs() });
  const authentication = createAuthentication(db, audit, wallClockMs, options.secretCost);
  const alarms = createAlarms({
    ...{ db, wallClockMs, onChange },
    onStep: (step, { message }, by) =>
      record.add(`alarm${step[0]!.toUpperCase()}${step.slice(1)}`, message, by),
  });
  const lanes = createLanes({
    ...{ db, home, timers, wallClockMs, alarms, settings, onChange },
    createInference: options.createInference,
    mayJudge: (folderId, inForce) => challenges.mayJudge(folderId, inForce),
    onInspections(inspections) {
      feed.inspected(inspections);
      demo.inspected(inspections);
    },
  });
  const parts: StationParts = {
    home,
    db,
    lanes,
    alarms,
    record,
    audit,
    timers,
    wallClockMs,
    settings,
    onChange,
  };
  const challenges = createChallenges(parts);
  const demo = createDemo(parts, options.demoBundle);
  const setUp = createSetUp(parts, options.launchWorkbench);
  const gate = createRecipeGate(parts, options.launchWorkbench);
  const teaching = createTeaching(parts, options.launchTeach, {
    onBegun: (teachingId) => setUp.begun(teachingId),
    onProgress(state) {
      setUp.progressed(state);
      feed.teachingProgressed(state);
    },
  });
  const history = createHistory(parts, version, options.launchReview, (state) =>
    feed.exportProgressed(state),
  );
  const lab = createLab(parts, options.launchTeach, (scoring) => feed.labProgressed(scoring));
  const upkeep = createUpkeep(parts, (rules) => history.planPictures(rules));
  const restart = Promise.withResolvers<void>();
  const backUps = createBackUps(parts, options.launchReview, restart.resolve);
  const browsing = createBrowsing(parts);
  const drawings = createDrawings(parts);

  function readState(): StationState {
    return {
      ...{ version, phase, startedAt },
      lanes: lanes.all().map((lane) => lane.state()),
      alarms: alarms.list(),
      challenges: challenges.state(),
      teaching: teaching.state(),
      demo: demo.state(),
    };
  }

  const folders = folderCalls(parts, gate);
  const users = { db, audit, sessions, authentication, wallClockMs };
  const handlers = auditedHandlers(users, {
    getState: readState,
    getSettings: settings,
    async changeSettings(changes, { user }) {
      const before = current;
      const names = (Object.keys(changes) as (keyof Settings)[]).filter(
        (name) => changes[name] !== undefined,
      );
      current = inTransaction(db, () => {
        for (const name of names) writeSetting(db, name, changes[name] as Settings[typeof name]);
        const after = readSettings(db);
        const changed = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
        const of = (all: Settings) => Object.fromEntries(changed.map((name) => [name, all[name]]));
        if (changed.length > 0) {
          audit.add({ by: user, action: 'settingsChanged', old: of(before), new: of(after) });
        }
        return after;
      });
      for (const name of names) {
        const [was, is] = [JSON.stringify(before[name]), JSON.stringify(current[name])];
        if (was !== is) record.add('settingsChanged', `${name} was changed from ${was} to ${is}.`, user);
      }
      if (current.provider !== before.provider) {
        await Promise.all(lanes.all().map((lane) => lane.settingsChanged()));
      }
      return current;
    },
    ...inspectionCalls(parts),
    ...jobCalls(parts),
    ...drawings.calls,
    ...history.calls,
    ...savedFilterCalls(parts),
    ...folders,
    ...recipeCalls(parts, gate),
    ...gate.calls,
    ...versionCalls(parts),
    ...setUp.calls,
    ...browsing.calls,
    ...demo.calls,
    // The demo's lane and its camera run and stop together.
    async startInspecting(args, caller) {
      if (lanes.find(args.folderId).folder.simulated) await demo.start(caller.user);
      return folders.startInspecting(args, caller);
    },
    async stopInspecting(args, caller) {
      if (lanes.find(args.folderId).folder.simulated) await demo.stop(caller.user);
      return folders.stopInspecting(args, caller);
    },
    async removeWatchedFolder(args, caller) {
      if (lanes.find(args.folderId).folder.simulated) await demo.stop(caller.user);
      return folders.removeWatchedFolder(args, caller);
    },
    ...teaching.calls,
    ...lab.calls,
    ...alarmCalls(parts),
    ...challengeCalls(parts, challenges),
    leaveKiosk(_, { user }) {
      record.add('kioskLeft', say('kioskLeft'), user);
      options.onKioskLeft?.();
      return null;
    },
    listEvents: ({ limit }) => listEvents(db, limit),
    ...backUps.calls,
    ...logInCalls(users),
    ...administrationCalls(users),
    listAudit({ limit, ...filter }) {
      const found = listAudit(db, { ...filter, limit: limit + 1 });
      return { entries: found.slice(0, limit), more: found.length > limit };
    },
    verifyAudit: () => verifyChain(auditEntries(db)),
  });

  const ticking = setInterval(() => {
    for (const lane of lanes.all()) lane.tick();
    challenges.tick();
    alarms.tick();
    record.tick();
    audit.tick();
    sessions.tick();
    upkeep.tick();
    backUps.tick();
    onChange();
  }, tickMs);
  upkeep.tick();
  const stopCounting = countInBackground(parts);

  let closing: Promise<void> | null = null;
  async function close(): Promise<void> {
    phase = 'stopping';
    onChange();
    clearInterval(ticking);
    stopCounting();
    await Promise.all([demo.close(), challenges.close()]);
    await Promise.all([
      lanes.stop(),
      teaching.close(),
      lab.close(),
      upkeep.close(),
      backUps.close(),
      history.close(),
      browsing.samples.clear(),
      drawings.clear(),
      setUp.close(),
      gate.close(),
    ]);
    record.add('stopped', say('stationClosed'), theStation);
    feed.close();
    closeDatabase(db);
    release();
  }

  // What a killed station left.
  await Promise.all([browsing.samples.clear(), drawings.clear()]);
  record.add('started', say('stationStarted', { version }), theStation);
  if (notRestored !== null) record.add('restoreFailed', notRestored, theStation);
  try {
    await lanes.resume();
    demo.resume();
  } catch (error) {
    await close();
    throw error;
  }
  if (isFirstStart && options.demoOnFirstStart) {
    // A station without a demo is a station all the same; asking for the demo tells why it does not run.
    await demo.start(theStation).catch((error: Error) => record.add('demoFailed', error.message, theStation));
  }
  phase = 'running';
  onChange();
  return {
    handlers,
    subscribe: feed.subscribe,
    openSession: (from) => openScreenSession(sessions, feed.subscribe, from),
    auditHead: () => audit.head(),
    pictureFile: (resultId, kind) => picturePath(home, resultId, kind),
    teachingPictureFile: (teachingId, number) => teaching.pictureFile(teachingId, number),
    challengePictureFile(challengeImageId) {
      const image = findChallengeImage(db, challengeImageId);
      return image === undefined ? null : challengeThumbnail(home, image);
    },
    drawnPictureFile: (resultId, kind) => drawings.file(resultId, kind),
    setUpPictureFile: (taskId, number) => setUp.pictureFile(taskId, number),
    labPictureFile: (recipeId, scoringId, number) => labPicture(home, recipeId, scoringId, number),
    samplePictureFile: (sampleId) => browsing.samples.file(sampleId),
    watchWithBundle: createWatchWithBundle(parts),
    restartAsked: restart.promise,
    close: () => (closing ??= close()),
  };
}
