/**
 * badFrame, badArguments, unknownCall: the caller is wrong. notAllowed: its role does not reach.
 * signatureNeeded: the same call again, signed. signatureWrong: the secret in the signature was.
 * notFound, refused: the station says no, with the reason. busy: too much asked at once.
 * failed: the station could not. closed: the connection ended before the answer.
 */
export const failureCodes = [
  'badFrame',
  'badArguments',
  'unknownCall',
  'notAllowed',
  'signatureNeeded',
  'signatureWrong',
  'notFound',
  'refused',
  'busy',
  'failed',
  'closed',
] as const;
export type FailureCode = (typeof failureCodes)[number];

/** A call that got no answer but a reason. The message is a full sentence, fit for a screen. */
export class CallFailure extends Error {
  readonly code: FailureCode;

  constructor(code: FailureCode, message: string) {
    super(message);
    this.name = 'CallFailure';
    this.code = code;
  }
}
