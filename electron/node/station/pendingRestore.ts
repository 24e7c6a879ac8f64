import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { restoreBackUp } from '../store/restore.ts';

const Pending = v.strictObject({ backUp: v.string(), by: v.string() });

/** A restore that was ordered: it is done when the home is opened the next time. */
export function orderRestore(home: string, order: v.InferOutput<typeof Pending>): void {
  const fresh = `${orderFile(home)}.tmp`;
  writeFileSync(fresh, JSON.stringify(order));
  renameSync(fresh, orderFile(home));
}

/**
 * Does what was ordered, once; the home is locked and its database closed. Answers the sentence why it could not be done, when
 * everything is as it was; null otherwise.
 */
export function doPendingRestore(home: string, wallClockMs: () => number): string | null {
  const file = orderFile(home);
  if (!existsSync(file)) return null;
  const order = v.safeParse(Pending, JSON.parse(readFileSync(file, 'utf8')));
  rmSync(file);
  if (!order.success) return 'The order to restore a backup could not be read.';
  const { backUp, by } = order.output;
  try {
    restoreBackUp(home, backUp, by, wallClockMs);
    return null;
  } catch (error) {
    return `${backUp} could not be restored: ${(error as Error).message}`;
  }
}

function orderFile(home: string): string {
  return path.join(home, 'restore.json');
}
