import type { FormsOf, Language } from './languages.ts';

/** A text with names in braces, or one for each form its number takes. */
export type Message = string | ({ readonly other: string } & Readonly<Partial<Record<Form, string>>>);
type Form = Intl.LDMLPluralRule;

/** Names in braces of a text. */
export type SlotsIn<Text> = Text extends `${string}{${infer Slot}}${infer Rest}`
  ? Slot | SlotsIn<Rest>
  : never;
/** Names in braces of a message; of one with forms, those of its general form. */
export type SlotsOf<Original> = SlotsIn<Original extends { readonly other: infer Other } ? Other : Original>;

type Wording<Original, To extends Language> = Original extends string
  ? string
  : Readonly<Record<FormsOf[To], string>>;

type SameSlots<Theirs, Original> = [SlotsOf<Theirs>] extends [SlotsOf<Original>]
  ? [SlotsOf<Original>] extends [SlotsOf<Theirs>]
    ? Theirs
    : { readonly slotMissing: Exclude<SlotsOf<Original>, SlotsOf<Theirs>> }
  : { readonly slotUnknown: Exclude<SlotsOf<Theirs>, SlotsOf<Original>> };

type Checked<Originals, Theirs> = {
  readonly [Key in keyof Theirs]: Key extends keyof Originals
    ? SameSlots<Theirs[Key], Originals[Key]>
    : never;
};

/**
 * Texts of one file in another language: the same keys, the same names in braces, the forms of the language.
 * Anything missing or too much does not compile. Called twice, since the originals are given and the rest inferred.
 */
export function translation<Originals, To extends Language>() {
  return <const Theirs extends { readonly [Key in keyof Originals]: Wording<Originals[Key], To> }>(
    texts: Theirs & Checked<Originals, Theirs>,
  ): { readonly [Key in keyof Originals]: Message } => texts as never;
}
