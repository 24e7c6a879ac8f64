import { appendFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export type Way = 'direct' | 'slow' | 'rename';

/** Exports files into a folder in the ways cameras do, several at a time. */
export interface TestCamera {
  /** Names exported so far or being written, with their whole content. */
  readonly exported: ReadonlyMap<string, Buffer>;
  /** Being written at present. */
  readonly unfinished: ReadonlySet<string>;
  /** Begins to export a file; a slow one is half-written until `goOn` settles. */
  write(name: string, bytes: Buffer, way: Way, goOn: () => Promise<unknown>): void;
  /** Resolves when all is written. */
  done(): Promise<void>;
}

export function testCamera(folder: string): TestCamera {
  const exported = new Map<string, Buffer>();
  const unfinished = new Set<string>();
  const writing: Promise<void>[] = [];

  async function writeNow(
    name: string,
    bytes: Buffer,
    way: Way,
    goOn: () => Promise<unknown>,
  ): Promise<void> {
    const file = join(folder, name);
    const half = Math.floor(bytes.length / 2);
    switch (way) {
      case 'direct':
        return writeFile(file, bytes);
      case 'rename':
        await writeFile(`${file}.tmp`, bytes);
        return rename(`${file}.tmp`, file);
      case 'slow':
        await writeFile(file, bytes.subarray(0, half));
        await goOn();
        return appendFile(file, bytes.subarray(half));
    }
  }

  return {
    exported,
    unfinished,
    write(name, bytes, way, goOn) {
      exported.set(name, bytes);
      unfinished.add(name);
      writing.push(writeNow(name, bytes, way, goOn).finally(() => unfinished.delete(name)));
    },
    async done() {
      await Promise.all(writing);
    },
  };
}
