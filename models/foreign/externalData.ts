import { open, realpath } from 'node:fs/promises';
import path from 'node:path';
import { ForeignModelError } from './foreignModel.ts';

/** Where a tensor says that its bytes are: TensorProto.external_data. */
export interface ExternalLocation {
  /** As the model spells it, relative to the model's folder. */
  readonly location: string;
  readonly offset: number;
  /** Absent: to the end of the file. */
  readonly length?: number;
}

/** @throws ForeignModelError when there is no location, or offset or length is no byte count. */
export function externalLocation(
  tensor: string,
  entries: readonly { readonly key: string; readonly value: string }[],
): ExternalLocation {
  const values = new Map(entries.map(({ key, value }) => [key, value]));
  const location = values.get('location') ?? '';
  if (location === '') {
    throw new ForeignModelError(`The tensor "${tensor}" is kept in another file, but which is not said.`);
  }
  const bytes = (key: string): number | undefined => {
    const text = values.get(key);
    if (text === undefined) return undefined;
    const count = Number(text);
    if (/^\d+$/.test(text) && Number.isSafeInteger(count)) return count;
    throw new ForeignModelError(`The tensor "${tensor}" has the ${key} "${text}" in ${location}.`);
  };
  const length = bytes('length');
  return { location, offset: bytes('offset') ?? 0, ...(length === undefined ? {} : { length }) };
}

/**
 * Bytes of a tensor kept in a file beside the model. Only files inside the model's folder are read, links followed: a
 * model that reads other files of this machine into its weights is refused.
 * @throws ForeignModelError, a sentence naming tensor and path.
 */
export async function readExternalData(
  folder: string,
  tensor: string,
  { location, offset, length }: ExternalLocation,
): Promise<Uint8Array> {
  const refuse = (why: string): never => {
    throw new ForeignModelError(`The tensor "${tensor}" is kept in "${location}": ${why}.`);
  };
  const leaves = `the path leaves the model's folder`;
  if (path.isAbsolute(location) || path.win32.isAbsolute(location)) refuse(leaves);
  if (!isInside(folder, path.resolve(folder, location))) refuse(leaves);
  const file = await realpath(path.join(folder, location)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return refuse('there is no such file');
    throw error;
  });
  if (!isInside(await realpath(folder), file)) refuse(leaves);
  await using handle = await open(file, 'r');
  const found = await handle.stat();
  if (!found.isFile()) refuse('that is no file');
  const count = length ?? found.size - offset;
  if (offset + count > found.size || count < 0) {
    refuse(`it needs ${count} bytes from byte ${offset}, the file has ${found.size}`);
  }
  const bytes = new Uint8Array(count);
  for (let read = 0; read < count;) {
    const { bytesRead } = await handle.read(bytes, read, count - read, offset + read);
    if (bytesRead === 0) refuse('it became shorter while it was read');
    read += bytesRead;
  }
  return bytes;
}

function isInside(folder: string, file: string): boolean {
  const relative = path.relative(path.resolve(folder), file);
  return relative !== '' && !relative.split(/[\\/]/).includes('..') && !path.isAbsolute(relative);
}
