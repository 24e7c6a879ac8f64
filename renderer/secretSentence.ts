import {
  fewestPasswordCharacters,
  fewestPinDigits,
  mostSecretCharacters,
  secretProblem,
} from '../electron/common/secretRules.ts';
import { text } from './messages.ts';

/** What keeps a text from being a good PIN or password, as a sentence at its field; null: nothing. */
export function secretSentence(secret: string): string | null {
  switch (secretProblem(secret)) {
    case 'shortPin':
      return text('secret.shortPin', { count: fewestPinDigits });
    case 'shortPassword':
      return text('secret.shortPassword', { count: fewestPasswordCharacters });
    case 'tooLong':
      return text('secret.tooLong', { count: mostSecretCharacters });
    case 'guessable':
      return text('secret.guessable');
    case null:
      return null;
  }
}
