import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import type { ChallengeImageId, ChallengeRunId, Truth } from '../../electron/common/challenge.ts';
import type { AlarmId, ResultId } from '../../electron/common/inspection.ts';
import { challengeThumbnail } from '../../electron/node/challenge/challengeFiles.ts';
import { encodeAnomalyMap } from '../../electron/node/imaging/encodeAnomalyMap.ts';
import { picturePath } from '../../electron/node/picturePath.ts';
import { insertAlarmTransition } from '../../electron/node/store/alarmRows.ts';
import { insertAuditEntry } from '../../electron/node/store/audit.ts';
import {
  insertChallengeImage,
  insertChallengeRun,
  insertChallengeSignature,
} from '../../electron/node/store/challenges.ts';
import { closeDatabase, openDatabase, type StationDatabase } from '../../electron/node/store/db.ts';
import { insertFinding } from '../../electron/node/store/findings.ts';
import { timeOrderedId } from '../../electron/node/timeOrderedId.ts';
import { drawDemo } from '../../models/demo/drawDemo.ts';
import { addRandomReview, addRandomRow, beginMs, seededRandom, seedRandomLog } from './randomLog.ts';
import { addInspection, someFolder, someRecipe, someTime } from './storeRows.ts';

export const reportTimes = {
  from: new Date(beginMs - 3_600_000).toISOString(),
  to: new Date(beginMs + 9 * 3_600_000).toISOString(),
} as const;
/** A name that needs letters from several fonts. */
export const awkwardName = 'Prüfung/Señal_瓶盖检测_0001.png';

/** A home with random inspections of some hours, fails with pictures, alarms, acts and three runs of a challenge. */
export async function seedReportLog(home: string, rows = 540): Promise<string> {
  const file = join(home, 'station.db');
  cpSync(
    fileURLToPath(new URL('../../models/demo/bundle', import.meta.url)),
    join(home, 'bundles', 'bundle-1'),
    { recursive: true },
  );
  const db = openDatabase(file);
  db.pragma('synchronous = OFF');
  seedRandomLog(db);
  const random = seededRandom(11);
  for (let index = 0; index < rows; index += 1) addRandomRow(db, random, index, index);
  for (let count = 0; count < rows / 15; count += 1) addRandomReview(db, random, rows);
  for (let index = 0; index < 4; index += 1) await addPicturedFail(db, home, index);
  addAlarms(db);
  addActs(db);
  await addChallenge(db, home);
  closeDatabase(db);
  return file;
}

async function addPicturedFail(db: StationDatabase, home: string, index: number): Promise<void> {
  const seenMs = beginMs + index * 60_000;
  const resultId = timeOrderedId<ResultId>(seenMs);
  const size = { width: 640, height: 480 };
  const { sequence } = addInspection(db, resultId, {
    ...{ verdict: 'fail', score: 3 + index, file: index === 3 ? awkwardName : `worst-${index}.png` },
    ...{ createdAt: new Date(seenMs).toISOString(), imageWidth: size.width, imageHeight: size.height },
  });
  insertFinding(db, sequence, { cause: null, places: [{ x: 0.6, y: 0.4, evidence: 1.6 }] });
  const { pixels } = drawDemo({ seed: 40 + index, kind: 'rotated', ...size });
  const thumbnail = picturePath(home, resultId, 'thumbnail')!;
  mkdirSync(dirname(thumbnail), { recursive: true });
  writeFileSync(
    thumbnail,
    await sharp(pixels, { raw: { ...size, channels: 1 } })
      .jpeg()
      .toBuffer(),
  );
  const side = 32;
  const values = Float32Array.from({ length: side * side }, (_, at) => {
    const [x, y] = [(at % side) - 19, Math.floor(at / side) - 13];
    return 1.8 * Math.exp(-(x * x + y * y) / 18);
  });
  writeFileSync(picturePath(home, resultId, 'map')!, encodeAnomalyMap(values, side, side));
}

function addAlarms(db: StationDatabase): void {
  const alarmId = 'alarm-1' as AlarmId;
  const about = { alarmId, kind: 'runOfFails', folderId: someFolder.folderId, until: null } as const;
  const message = 'The last 5 parts of bottle all failed.';
  const step = (
    minute: number,
    one: Pick<Parameters<typeof insertAlarmTransition>[1], 'step' | 'state' | 'by'>,
  ) =>
    insertAlarmTransition(db, {
      ...{ ...about, message, at: new Date(beginMs + minute * 60_000).toISOString(), ...one },
    });
  step(20, { step: 'raised', state: 'unacknowledged', by: 'station' });
  step(22, { step: 'acknowledged', state: 'acknowledged', by: 'otto' });
  step(25, { step: 'returned', state: 'normal', by: 'station' });
}

function addActs(db: StationDatabase): void {
  for (const [by, action] of [
    ['otto', 'loggedIn'],
    ['otto', 'alarmAcknowledged'],
    ['eva', 'reviewAdded'],
  ] as const) {
    insertAuditEntry(db, {
      ...{
        at: new Date(beginMs + 1_320_000).toISOString(),
        zone: '+00:00 UTC',
        by,
        role: 'operator',
        action,
      },
      ...{ record: null, old: null, new: null, why: null, signature: null },
    });
  }
}

async function addChallenge(db: StationDatabase, home: string): Promise<void> {
  const { recipeId } = someRecipe;
  const random = seededRandom(3);
  const images = await Promise.all(
    Array.from({ length: 30 }, async (_, index) => {
      const truth: Truth = index < 20 ? 'good' : 'bad';
      const image = {
        ...{ challengeImageId: `image-${index}` as ChallengeImageId, recipeId, truth },
        ...{ name: `${truth}/${index}.png`, sha256: index.toString(16).padStart(64, 'e'), sizeBytes: 10 },
        ...{ extent: 'camera' as const, region: null, resultId: null, addedAt: someTime, addedBy: 'eva' },
      } as const;
      insertChallengeImage(db, image);
      const size = { width: 320, height: 240 };
      const { pixels } = drawDemo({ seed: index, kind: truth === 'good' ? 'good' : 'rotated', ...size });
      mkdirSync(join(home, 'challenges'), { recursive: true });
      writeFileSync(
        challengeThumbnail(home, image),
        await sharp(pixels, { raw: { ...size, channels: 1 } })
          .jpeg()
          .toBuffer(),
      );
      return { ...image, removedAt: null };
    }),
  );
  for (let number = 1; number <= 3; number += 1) {
    const challengeRunId = `run-${number}` as ChallengeRunId;
    const verdicts = images.map((image, index) => {
      // One bad part passes in every run; one good part is near the limit.
      const score =
        image.truth === 'bad' ? (index === 22 ? 0.8 : 1.4 + (index % 7) / 5) : 0.2 + (index % 9) / 14;
      const steady = index === 5 ? 0.99 + number / 100 : score + random() / 1000;
      const verdict = steady > 1 ? ('fail' as const) : ('pass' as const);
      const asExpected = (verdict === 'fail') === (image.truth === 'bad');
      return { image, verdict, score: steady, heads: {}, reason: null, asExpected };
    });
    insertChallengeRun(
      db,
      {
        ...{ challengeRunId, recipeId, recipeVersion: 1, product: 'bottle', folderId: someFolder.folderId },
        ...{ occasion: 'demand', startedAt: someTime, finishedAt: someTime, startedBy: 'eva' },
        ...{ bundleId: 'bundle-1', calibrationId: 'calibration-1', provider: 'cpu', head: 'mae', limit: 1 },
        ...{ reviewLimit: null, outcome: 'failed', goods: 20, bads: 10 },
        goodsPassed: verdicts.filter(({ image, asExpected }) => image.truth === 'good' && asExpected).length,
        badsCaught: verdicts.filter(({ image, asExpected }) => image.truth === 'bad' && asExpected).length,
      },
      verdicts,
    );
  }
  const signature = { user: 'eva', meaning: 'Looked through, one bad part passes.', at: someTime };
  insertChallengeSignature(db, 'run-3' as ChallengeRunId, signature);
}
