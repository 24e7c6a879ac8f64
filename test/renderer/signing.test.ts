import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CallFailure, type FailureCode } from '../../electron/common/callFailure.ts';
import type { Signature } from '../../electron/common/users.ts';
import { createSigning } from '../../renderer/signing.ts';

const right: Signature = { secret: '482917', meaning: 'agreed' };
const turn = () => new Promise((resolve) => setImmediate(resolve));

/** A station that wants the right signature, or refuses whatever is asked. */
function asking(refusal: FailureCode | null = null) {
  const asked: (Signature | undefined)[] = [];
  const ask = (signature?: Signature): Promise<unknown> => {
    asked.push(signature);
    if (refusal !== null && signature?.secret === right.secret) {
      return Promise.reject(new CallFailure(refusal, 'No.'));
    }
    if (signature === undefined) return Promise.reject(new CallFailure('signatureNeeded', 'Sign.'));
    if (signature.secret !== right.secret) return Promise.reject(new CallFailure('signatureWrong', 'Wrong.'));
    return Promise.resolve('done');
  };
  return { asked, ask };
}

test('a call that needs no signature is asked once, and its failure is its own', async () => {
  const { signing, sign } = createSigning();
  assert.equal(await sign('getState', () => Promise.resolve(7)), 7);
  await assert.rejects(
    sign('getState', () => Promise.reject(new CallFailure('refused', 'No.'))),
    { code: 'refused' },
  );
  assert.equal(signing.value, null);
});

test('a wrong signature can be given again, the right one answers the call', async () => {
  const { signing, sign } = createSigning();
  const { asked, ask } = asking();
  const answer = sign('putRecipeInForce', ask);
  await turn();
  assert.equal(signing.value?.call, 'putRecipeInForce');
  await assert.rejects(signing.value.submit({ ...right, secret: '000001' }), { code: 'signatureWrong' });
  assert.notEqual(signing.value, null);
  await signing.value.submit(right);
  assert.equal(await answer, 'done');
  assert.equal(signing.value, null);
  assert.deepEqual(
    asked.map((one) => one?.secret),
    [undefined, '000001', '482917'],
  );
});

test('cancelled, or refused for another reason, the call fails and nothing waits any more', async () => {
  const { signing, sign } = createSigning();
  const cancelled = assert.rejects(sign('addUser', asking().ask), /not signed; nothing was changed/);
  await turn();
  signing.value?.cancel();
  await cancelled;
  const refused = assert.rejects(sign('addUser', asking('refused').ask), { code: 'refused' });
  await turn();
  await signing.value?.submit(right);
  await refused;
  assert.equal(signing.value, null);
});

test('one signature at a time', async () => {
  const { signing, sign } = createSigning();
  const first = assert.rejects(sign('addUser', asking().ask));
  await turn();
  await assert.rejects(sign('removeUser', asking().ask), { code: 'busy' });
  signing.value?.cancel();
  await first;
});
