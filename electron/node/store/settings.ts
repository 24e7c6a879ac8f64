import * as v from 'valibot';
import { Settings } from '../../common/contract.ts';
import { defaultBackUpRules, defaultPictureRules } from '../../common/keeping.ts';
import { defaultReasonCodes } from '../../common/reasonCodes.ts';
import type { StationDatabase } from './db.ts';
import { changeOne, statement } from './statement.ts';

export const defaultSettings: Settings = {
  provider: 'auto',
  shiftStartHours: [6, 14, 22],
  keepPictures: defaultPictureRules,
  backUps: defaultBackUpRules,
  diskLowMegabytes: 2000,
  reasonCodes: [...defaultReasonCodes],
};

/** What was changed, over the defaults. A stored value this version cannot use is refused, not replaced. */
export function readSettings(db: StationDatabase): Settings {
  const rows = statement<{ name: string; value: string }>(db, 'SELECT name, value FROM settings').all();
  const stored = Object.fromEntries(rows.map(({ name, value }) => [name, JSON.parse(value) as unknown]));
  return v.parse(Settings, { ...defaultSettings, ...stored });
}

export function writeSetting<Name extends keyof Settings>(
  db: StationDatabase,
  name: Name,
  value: Settings[Name],
): void {
  changeOne(
    db,
    `Setting ${name}`,
    'INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
    name,
    JSON.stringify(value),
  );
}
