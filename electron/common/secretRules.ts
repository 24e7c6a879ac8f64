export const fewestPinDigits = 6;
export const fewestPasswordCharacters = 8;
export const mostSecretCharacters = 200;

/** What keeps a text from being a PIN (digits alone) or a password; null when it is a good one. */
export type SecretProblem = 'shortPin' | 'shortPassword' | 'tooLong' | 'guessable';

export function secretProblem(secret: string): SecretProblem | null {
  const characters = [...secret.normalize('NFC')];
  const isPin = /^\d*$/.test(secret);
  if (isPin && characters.length < fewestPinDigits) return 'shortPin';
  if (!isPin && characters.length < fewestPasswordCharacters) return 'shortPassword';
  if (characters.length > mostSecretCharacters) return 'tooLong';
  return isGuessable(characters) ? 'guessable' : null;
}

/** One step all the way, as in 111111, 123456 or hgfedcba. */
function isGuessable(characters: readonly string[]): boolean {
  const codes = characters.map((character) => character.codePointAt(0) ?? 0);
  const step = (codes[1] ?? 0) - (codes[0] ?? 0);
  return Math.abs(step) <= 1 && codes.every((code, at) => at === 0 || code - (codes[at - 1] ?? 0) === step);
}

/** The sentence for whoever chose it. */
export const secretProblemSentences: Readonly<Record<SecretProblem, string>> = {
  shortPin: `A PIN has at least ${fewestPinDigits} digits.`,
  shortPassword: `A password has at least ${fewestPasswordCharacters} characters.`,
  tooLong: `A password has at most ${mostSecretCharacters} characters.`,
  guessable: 'This is guessed at once: do not repeat or count up.',
};
