import { isImageName, isOutputPath } from './imageName.ts';

/** Paths that may have changed, gathered until somebody looks. */
export interface Hints {
  readonly waiting: boolean;
  /** True when the path is one that may be an image of this folder. */
  add(file: string): boolean;
  /** All gathered so far, each once. */
  collect(): string[];
}

export function createHints(recursive: boolean): Hints {
  let files = new Set<string>();
  return {
    get waiting() {
      return files.size > 0;
    },
    add(file) {
      const folders = file.split('/');
      const name = folders.pop() ?? '';
      if (!isImageName(name) || isOutputPath(file)) return false;
      if (folders.length > 0 && (!recursive || folders.some((folder) => folder.startsWith('.'))))
        return false;
      files.add(file);
      return true;
    },
    collect() {
      const collected = [...files];
      files = new Set();
      return collected;
    },
  };
}
