import * as v from 'valibot';

/** What a reviewer can choose in one tap. The screen has a text for each of the default codes; own ones bring their label. */
export const ReasonCode = v.strictObject({
  code: v.pipe(
    v.string(),
    v.regex(/^[A-Za-z][\w-]{0,39}$/, 'A reason code is a word of letters, digits, _ and -.'),
  ),
  label: v.nullable(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60))),
});
export type ReasonCode = v.InferOutput<typeof ReasonCode>;

export const ReasonCodes = v.pipe(
  v.array(ReasonCode),
  v.maxLength(40),
  v.check(
    (codes) => new Set(codes.map(({ code }) => code)).size === codes.length,
    'Every reason code is there once.',
  ),
);

export const defaultReasonCodes: readonly ReasonCode[] = [
  ...['scratch', 'dent', 'crack', 'dirt', 'missingPart', 'wrongPart', 'deformed', 'position', 'colour'],
  ...['goodPart', 'lighting', 'blurred', 'other'],
].map((code) => ({ code, label: null }));
