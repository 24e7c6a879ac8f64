import type { HeadName } from '../electron/common/contract.ts';
import { english } from './english.ts';

/** Spelling of times and numbers; goes with the language of the texts. */
export const locale = 'en-GB';

type Messages = typeof english;
export type MessageKey = keyof Messages;

/** Names in braces of a message. */
type Slots<Message extends string> = Message extends `${string}{${infer Slot}}${infer Rest}`
  ? Slot | Slots<Rest>
  : never;
type Wording<Key extends MessageKey> = Messages[Key] extends { readonly other: infer Other extends string }
  ? Other
  : Messages[Key] & string;
type Values<Key extends MessageKey> = [Slots<Wording<Key>>] extends [never]
  ? []
  : [values: Readonly<Record<Slots<Wording<Key>>, string | number>>];

const plural = new Intl.PluralRules(locale);

/** The text of a key, its braces filled. A message with forms is chosen by the number in `count`. */
export function text<Key extends MessageKey>(key: Key, ...[values]: Values<Key>): string {
  const filled: Readonly<Record<string, string | number>> = values ?? {};
  const message: string | { readonly one: string; readonly other: string } = english[key];
  const wording =
    typeof message === 'string'
      ? message
      : plural.select(Number(filled['count'])) === 'one'
        ? message.one
        : message.other;
  return wording.replace(/\{(\w+)\}/g, (_, slot: string) => String(filled[slot]));
}

/** Every head, in the order they are listed in. */
export const headNames = [
  'fused',
  'classifier',
  'learnedDifference',
  'learnedSimilarity',
  'latentDistance',
  'energy',
  'featureDistance',
  'gradientFeatures',
  'histogram',
  'msSsim',
  'gradientSimilarity',
  'ssim',
  'mae',
  'mse',
] as const satisfies readonly HeadName[];
