import { realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { CallFailure } from '../../common/callFailure.ts';

export interface FolderWish {
  readonly path: string;
  readonly recursive: boolean;
}

/**
 * The absolute path under which a folder is watched. Throws a CallFailure, a sentence, for a relative path, a file, the
 * home itself, and where files would be inspected twice. A folder that is not there yet is accepted with `mayBeMissing`.
 */
export function checkFolder(
  wish: FolderWish,
  home: string,
  watched: readonly FolderWish[],
  { mayBeMissing = false } = {},
): string {
  const refuse = (why: string): never => {
    throw new CallFailure('refused', `${wish.path} cannot be watched: ${why}`);
  };
  if (!path.isAbsolute(wish.path)) return refuse('give the whole path, from the root or drive on.');
  const given = path.resolve(wish.path);
  const found = statSync(given, { throwIfNoEntry: false });
  if (found === undefined && !mayBeMissing) return refuse('there is no such folder.');
  if (found !== undefined && !found.isDirectory()) return refuse('it is a file, not a folder.');
  const absolute = realPath(given);
  const realHome = realPath(home);
  if (isInside(absolute, realHome)) return refuse('the station keeps its own files there.');
  if (wish.recursive && isInside(realHome, absolute)) {
    return refuse('the station keeps its own files in a sub-folder of it.');
  }
  for (const other of watched) {
    const otherPath = realPath(other.path);
    if (otherPath === absolute) return refuse('it is watched already.');
    const isWithin = other.recursive && isInside(absolute, otherPath);
    const contains = wish.recursive && isInside(otherPath, absolute);
    if (isWithin || contains)
      return refuse(`its images would be inspected twice, since ${other.path} is watched.`);
  }
  return given;
}

function realPath(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return path.resolve(folder);
  }
}

function isInside(inner: string, outer: string): boolean {
  const way = path.relative(outer, inner);
  return way === '' || (!way.startsWith('..') && !path.isAbsolute(way));
}
