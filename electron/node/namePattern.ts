import path from 'node:path';

/** What a file name says about its image; null where it says nothing. */
export interface NameParts {
  readonly partId: string | null;
  readonly jobId: string | null;
  readonly view: string | null;
  readonly number: number | null;
}

const nothing: NameParts = { partId: null, jobId: null, view: null, number: null };

/**
 * Reads file names by a regular expression with the named groups part, job, view and number, over the name without its
 * folder. A name that does not match says nothing, as does a null pattern. Throws when it is no regular expression.
 */
export function createNameReader(pattern: string | null): (file: string) => NameParts {
  if (pattern === null) return () => nothing;
  const expression = new RegExp(pattern, 'u');
  return (file) => {
    const groups = expression.exec(path.posix.basename(file))?.groups;
    if (groups === undefined) return nothing;
    return {
      partId: groups['part'] ?? null,
      jobId: groups['job'] ?? null,
      view: groups['view'] ?? null,
      number: asNumber(groups['number']),
    };
  };
}

function asNumber(text: string | undefined): number | null {
  if (text === undefined || !/^\d+$/.test(text)) return null;
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : null;
}
