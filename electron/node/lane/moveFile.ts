import { lstat, mkdir, rename } from 'node:fs/promises';
import path from 'node:path';
import { isMissing } from '../intake/lookAtFile.ts';
import { nextTarget } from './moveTarget.ts';

export interface FileToMove {
  readonly folder: string;
  /** Both below the folder, with forward slashes. */
  readonly file: string;
  readonly target: string;
  /** The version that was judged; another one is not to be moved. */
  readonly sizeBytes: number;
  readonly modifiedMs: number;
}

/** moved: it lies at `target`. replaced: another image has its name by now. gone: somebody took it. */
export type MoveOutcome =
  | { readonly kind: 'moved'; readonly target: string }
  | { readonly kind: 'replaced' }
  | { readonly kind: 'gone' };

/**
 * Moves a judged file within its watched folder, or finds that an earlier run had moved it. Never writes over a file:
 * where the name is taken the next free one is used, told to `onTarget` before the move so that it can be recorded.
 * Rejects with the file system's error when it cannot be moved now.
 */
export async function moveFile(file: FileToMove, onTarget: (target: string) => void): Promise<MoveOutcome> {
  const from = path.join(file.folder, file.file);
  const at = (target: string) => path.join(file.folder, target);
  const source = await versionAt(from);
  let { target } = file;
  let taken = await versionAt(at(target));
  if (taken !== null && isSame(taken, file) && (source === null || !isSame(source, file))) {
    return { kind: 'moved', target };
  }
  if (source === null) return { kind: 'gone' };
  if (!isSame(source, file)) return { kind: 'replaced' };
  while (taken !== null) {
    target = nextTarget(target);
    taken = await versionAt(at(target));
  }
  if (target !== file.target) onTarget(target);
  await mkdir(path.dirname(at(target)), { recursive: true });
  await rename(from, at(target));
  const arrived = await versionAt(at(target));
  if (arrived === null || isSame(arrived, file)) return { kind: 'moved', target };
  // A new image took the name in the moment between looking and renaming: it goes back to be judged.
  await rename(at(target), from);
  return { kind: 'replaced' };
}

async function versionAt(file: string): Promise<{ sizeBytes: number; modifiedMs: number } | null> {
  try {
    const { size, mtimeMs } = await lstat(file);
    return { sizeBytes: size, modifiedMs: mtimeMs };
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

function isSame(
  one: { sizeBytes: number; modifiedMs: number },
  other: { sizeBytes: number; modifiedMs: number },
): boolean {
  return one.sizeBytes === other.sizeBytes && one.modifiedMs === other.modifiedMs;
}
