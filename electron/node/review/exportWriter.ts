import type { AuditHead } from '../../common/audit.ts';
import type { ExportRow } from './exportRows.ts';

/** What an export says of itself. */
export interface ExportAbout {
  readonly head: AuditHead;
  readonly createdAt: string;
  /** Title and value. */
  readonly facts: readonly (readonly [title: string, value: string])[];
}

export interface ExportTarget {
  readonly about: ExportAbout;
  /**
   * Path to write part 0, 1, ... of the export to, or what lies beside it; it is nobody's yet. What was asked for gets its name when
   * all is complete, and is removed when it is not.
   */
  readonly place: (part: number, beside?: (file: string) => string) => string;
}

/** Writes rows as they come; answers the bytes of the table. Rejects when `rows` does. */
export type WriteExport = (
  target: ExportTarget,
  rows: AsyncIterable<readonly ExportRow[]>,
) => Promise<number>;
