import { ref } from 'vue';
import type { HeadName } from '../electron/common/contract.ts';
import { chinese } from './chinese.ts';
import { english } from './english.ts';
import { german } from './german.ts';
import { languages, type Language } from './languages.ts';
import { spanish } from './spanish.ts';
import type { Message, SlotsOf } from './translation.ts';

type Originals = typeof english;
export type MessageKey = keyof Originals;
type Messages = Readonly<Record<MessageKey, Message>>;
type Values<Key extends MessageKey> = [SlotsOf<Originals[Key]>] extends [never]
  ? []
  : [values: Readonly<Record<SlotsOf<Originals[Key]>, string | number>>];

const messages: Readonly<Record<Language, Messages>> = { english, german, spanish, chinese };

/** Language of this screen. Whatever is shown follows at once, since `text` and the formats read it. */
export const language = ref<Language>('english');

/** Spelling of times and numbers (BCP 47); goes with the language of the texts. */
export const locale = (): string => languages[language.value].locale;

const spellings = Object.fromEntries(
  Object.entries(languages).map(([name, { locale }]) => [
    name,
    { plural: new Intl.PluralRules(locale), number: new Intl.NumberFormat(locale, { useGrouping: 'min2' }) },
  ]),
) as Record<Language, { plural: Intl.PluralRules; number: Intl.NumberFormat }>;

/**
 * The text of a key in the language of the screen, its braces filled. A message with forms is chosen by the number in
 * `count`. Numbers are spelled as the language does; what has digits of its own to keep comes as a string.
 */
export function text<Key extends MessageKey>(key: Key, ...[values]: Values<Key>): string {
  const filled: Readonly<Record<string, string | number>> = values ?? {};
  const message = messages[language.value][key];
  const { plural, number } = spellings[language.value];
  const wording =
    typeof message === 'string'
      ? message
      : (message[plural.select(Number(filled['count']))] ?? message.other);
  return wording.replace(/\{(\w+)\}/g, (_, slot: string) => {
    const value = filled[slot]!;
    return typeof value === 'number' ? number.format(value) : value;
  });
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
