import type { DefectPlace } from '../../common/defectPlace.ts';
import type { InspectionCause } from '../../common/inspection.ts';
import type { StationDatabase } from './db.ts';
import { changeOne } from './statement.ts';

/** What is known of an inspection that did not pass, beside its row. */
export interface Finding {
  /** Null: its score was above a limit. */
  readonly cause: InspectionCause | null;
  readonly places: readonly DefectPlace[];
}

export function insertFinding(db: StationDatabase, sequence: number, { cause, places }: Finding): void {
  changeOne(
    db,
    `Finding of inspection ${sequence}`,
    'INSERT INTO findings (sequence, cause, places) VALUES (?, ?, ?)',
    ...[sequence, cause, places.length === 0 ? null : packPlaces(places)],
  );
}

const bytesAPlace = 3;
const evidenceSteps = 32;

/** Three bytes a place: x and y in 255ths of the region, evidence in 32nds of the limit, at most 255 of them. */
export function packPlaces(places: readonly DefectPlace[]): Buffer {
  const byte = (value: number) => Math.max(0, Math.min(255, Math.round(value)));
  return Buffer.from(
    places.flatMap(({ x, y, evidence }) => [byte(x * 255), byte(y * 255), byte(evidence * evidenceSteps)]),
  );
}

export function unpackPlaces(packed: Uint8Array): DefectPlace[] {
  return Array.from({ length: Math.floor(packed.length / bytesAPlace) }, (_, index) => {
    const [x = 0, y = 0, evidence = 0] = packed.subarray(index * bytesAPlace, (index + 1) * bytesAPlace);
    return { x: x / 255, y: y / 255, evidence: evidence / evidenceSteps };
  });
}
