import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** Parameters of scrypt (RFC 7914): memory is 128 x cost x blockSize bytes. */
export interface ScryptCost {
  readonly cost: number;
  readonly blockSize: number;
  readonly parallelization: number;
}

/** 32 MiB and some tenths of a second; one of the settings the OWASP Password Storage Cheat Sheet gives for scrypt. */
export const standardCost: ScryptCost = { cost: 2 ** 15, blockSize: 8, parallelization: 3 };

const keyBytes = 32;
const pattern = /^scrypt\$(\d+)\$(\d+)\$(\d+)\$([\w-]+)\$([\w-]+)$/;

/** `scrypt$cost$blockSize$parallelization$salt$key`, the last two in base64url. */
export async function hashSecret(secret: string, cost: ScryptCost = standardCost): Promise<string> {
  const salt = randomBytes(16);
  const key = await keyOf(secret, salt, cost);
  const numbers = [cost.cost, cost.blockSize, cost.parallelization];
  return ['scrypt', ...numbers, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/** Whether the secret is the one a hash was made of, with the parameters the hash names. */
export async function isSecretOf(secret: string, hash: string): Promise<boolean> {
  const match = pattern.exec(hash);
  if (match === null)
    throw new Error(`A stored hash of a PIN or password cannot be read: ${hash.slice(0, 12)}…`);
  const [, cost, blockSize, parallelization, salt = '', key = ''] = match;
  const parameters = {
    cost: Number(cost),
    blockSize: Number(blockSize),
    parallelization: Number(parallelization),
  };
  const expected = Buffer.from(key, 'base64url');
  return timingSafeEqual(await keyOf(secret, Buffer.from(salt, 'base64url'), parameters), expected);
}

function keyOf(secret: string, salt: Buffer, cost: ScryptCost): Promise<Buffer> {
  const maxmem = 256 * cost.cost * cost.blockSize;
  // One way to type a text has as many spellings as Unicode has; NFC makes them one.
  const text = secret.normalize('NFC');
  return new Promise((resolve, reject) => {
    scrypt(text, salt, keyBytes, { ...cost, maxmem }, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });
}
