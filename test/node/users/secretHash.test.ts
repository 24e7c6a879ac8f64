import assert from 'node:assert/strict';
import { test } from 'node:test';
import { secretProblem } from '../../../electron/common/secretRules.ts';
import { hashSecret, isSecretOf, standardCost } from '../../../electron/node/users/secretHash.ts';
import { lockMs } from '../../../electron/node/users/throttle.ts';

const cheap = { cost: 16, blockSize: 1, parallelization: 1 };

test('a hash names its parameters and is proven by its own secret alone', async () => {
  const hash = await hashSecret('482917');
  const { cost, blockSize, parallelization } = standardCost;
  assert.ok(hash.startsWith(`scrypt$${cost}$${blockSize}$${parallelization}$`), hash);
  assert.ok(!hash.includes('482917'));
  assert.equal(await isSecretOf('482917', hash), true);
  assert.equal(await isSecretOf('482918', hash), false);
  assert.equal(await isSecretOf('', hash), false);
});

test('two hashes of one secret differ, and older parameters still prove', async () => {
  const [one, other] = await Promise.all([
    hashSecret('Zugspitze 2962', cheap),
    hashSecret('Zugspitze 2962', cheap),
  ]);
  assert.notEqual(one, other);
  assert.equal(await isSecretOf('Zugspitze 2962', one), true);
  assert.equal(await isSecretOf('Zugspitze 2962', other.replace('scrypt$16$', 'scrypt$32$')), false);
});

test('scrypt as RFC 7914, section 12, has it', async () => {
  // "pleaseletmein", salt "SodiumChloride", N 16384, r 8, p 1; the first 32 of 64 bytes.
  const salt = Buffer.from('SodiumChloride').toString('base64url');
  const key = Buffer.from('7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2', 'hex');
  assert.equal(
    await isSecretOf('pleaseletmein', `scrypt$16384$8$1$${salt}$${key.toString('base64url')}`),
    true,
  );
});

test('one text typed in two ways is one secret', async () => {
  assert.equal(await isSecretOf('Pru\u0308fstelle 9', await hashSecret('Pr\u00fcfstelle 9', cheap)), true);
});

test('a stored hash that is none is an error, not a wrong secret', async () => {
  await assert.rejects(isSecretOf('482917', 'md5$482917'), /cannot be read/);
});

for (const [secret, problem] of [
  ['482917', null],
  ['4829', 'shortPin'],
  ['', 'shortPin'],
  ['111111', 'guessable'],
  ['123456', 'guessable'],
  ['987654', 'guessable'],
  ['112233', null],
  ['tram 12', 'shortPassword'],
  ['tram 12 west', null],
  ['aaaaaaaa', 'guessable'],
  ['abcdefgh', 'guessable'],
  ['x'.repeat(150) + 'y'.repeat(100), 'tooLong'],
] as const) {
  test(`"${secret.slice(0, 20)}" as a secret: ${problem ?? 'good'}`, () => {
    assert.equal(secretProblem(secret), problem);
  });
}

test('locks begin with the fifth wrong attempt, double, and never last longer than a quarter of an hour', () => {
  assert.deepEqual(
    [1, 4, 5, 6, 7, 9, 10, 11, 1000].map((failures) => lockMs(failures) / 1000),
    [0, 0, 30, 60, 120, 480, 900, 900, 900],
  );
});
