import { openSync, closeSync, readSync } from 'node:fs';

/** A file packed in an asar archive. `offset` counts from the archive's start; null for an unpacked one. */
export interface AsarFile {
  path: string;
  sizeBytes: number;
  offset: number | null;
}

interface Node {
  files?: Record<string, Node>;
  size?: number;
  offset?: string;
  unpacked?: boolean;
}

function read(archive: number, offset: number, sizeBytes: number): Buffer {
  const buffer = Buffer.alloc(sizeBytes);
  const got = readSync(archive, buffer, 0, sizeBytes, offset);
  if (got !== sizeBytes) throw new Error(`The archive ends after ${offset + got} bytes.`);
  return buffer;
}

/**
 * Lists an asar archive without the asar package. Format (electron/asar README): two Chromium pickles, the
 * first with the size of the second, the second with the JSON header; offsets count from their end.
 */
export function listAsar(file: string): AsarFile[] {
  const archive = openSync(file, 'r');
  try {
    const sizes = read(archive, 0, 16);
    const bodyOffset = 8 + sizes.readUInt32LE(4);
    const header = JSON.parse(read(archive, 16, sizes.readUInt32LE(12)).toString()) as Node;
    const found: AsarFile[] = [];
    const visit = (node: Node, path: string): void => {
      for (const [name, child] of Object.entries(node.files ?? {})) {
        const childPath = path === '' ? name : `${path}/${name}`;
        if (child.files !== undefined) visit(child, childPath);
        else
          found.push({
            path: childPath,
            sizeBytes: child.size ?? 0,
            offset: child.unpacked === true ? null : bodyOffset + Number(child.offset),
          });
      }
    };
    visit(header, '');
    return found;
  } finally {
    closeSync(archive);
  }
}

/** Content of a file that lies inside the archive. */
export function readAsarFile(archiveFile: string, { path, offset, sizeBytes }: AsarFile): Buffer {
  if (offset === null) throw new Error(`"${path}" lies beside the archive, not in it.`);
  const archive = openSync(archiveFile, 'r');
  try {
    return read(archive, offset, sizeBytes);
  } finally {
    closeSync(archive);
  }
}
