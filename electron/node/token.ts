import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** 256 random bits in base64url. */
const tokenPattern = /^[\w-]{43}$/;

/**
 * The secret that opens this home's station to a browser; made at the first start and readable by its user only.
 * @throws Error when the file does not hold one; it is never replaced by itself, since addresses in use hold it.
 */
export async function readOrMakeToken(home: string): Promise<string> {
  const file = join(home, 'token');
  await mkdir(home, { recursive: true });
  try {
    await writeFile(file, `${randomBytes(32).toString('base64url')}\n`, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    if (process.platform !== 'win32') await chmod(file, 0o600);
  }
  const token = (await readFile(file, 'utf8')).trim();
  if (!tokenPattern.test(token)) {
    throw new Error(`${file} holds no token; delete it, and the next start makes a new one.`);
  }
  return token;
}

/** Whether both are the same, in a time that does not tell how much of them is. */
export function isSameSecret(given: string, expected: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(given), hash(expected));
}
