import { shallowRef, type ShallowRef } from 'vue';
import { CallFailure } from '../electron/common/callFailure.ts';
import type { CallName } from '../electron/common/contract.ts';
import type { Signature } from '../electron/common/users.ts';

/** A call that the station wants signed. */
export interface Signing {
  readonly call: CallName;
  /** Asks again, signed. Rejects when the secret was wrong, so that it can be typed again; all else ends the signing. */
  submit(signature: Signature): Promise<void>;
  cancel(): void;
}

type Ask = (signature?: Signature) => Promise<unknown>;

/** Asks the station, and once more with the signature a person gives, where it wants one. */
export function createSigning(): {
  readonly signing: ShallowRef<Signing | null>;
  readonly sign: (call: CallName, ask: Ask) => Promise<unknown>;
} {
  const signing = shallowRef<Signing | null>(null);

  function signed(call: CallName, ask: Ask): Promise<unknown> {
    if (signing.value !== null) {
      return Promise.reject(new CallFailure('busy', 'Sign or cancel what waits for your signature first.'));
    }
    return new Promise((resolve, reject) => {
      const end = (settle: () => void) => {
        signing.value = null;
        settle();
      };
      signing.value = {
        call,
        async submit(signature) {
          try {
            const answer = await ask(signature);
            end(() => resolve(answer));
          } catch (error) {
            if (hasCode(error, 'signatureWrong')) throw error;
            end(() => reject(error instanceof Error ? error : new Error(String(error))));
          }
        },
        cancel: () =>
          end(() => reject(new CallFailure('refused', 'It was not signed; nothing was changed.'))),
      };
    });
  }

  return {
    signing,
    sign: (call, ask) =>
      ask().catch((error: unknown) => {
        if (hasCode(error, 'signatureNeeded')) return signed(call, ask);
        throw error;
      }),
  };
}

function hasCode(error: unknown, code: CallFailure['code']): boolean {
  return error instanceof CallFailure && error.code === code;
}
