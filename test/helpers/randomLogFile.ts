import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { closeDatabase, openDatabase } from '../../electron/node/store/db.ts';
import { addRandomReview, addRandomRow, seededRandom, seedRandomLog } from './randomLog.ts';
import { tempFolder } from './tempFolder.ts';

/** A station's database with so many random rows, four a minute, and a review of one in twenty; goes with the test. */
export function randomLogFile(t: TestContext, rows: number): { file: string; folder: string } {
  const folder = tempFolder(t);
  const file = join(folder, 'station.db');
  const db = openDatabase(file);
  db.pragma('synchronous = OFF');
  seedRandomLog(db);
  const random = seededRandom(5);
  for (let index = 0; index < rows; index += 1) addRandomRow(db, random, index, index / 4);
  for (let count = 0; count < rows / 20; count += 1) addRandomReview(db, random, rows);
  closeDatabase(db);
  return { file, folder };
}
