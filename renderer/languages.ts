/** Languages of the screen, each with the spelling of its times and numbers and its own name. */
export const languages = {
  english: { locale: 'en-GB', ownName: 'English' },
  german: { locale: 'de-DE', ownName: 'Deutsch' },
  spanish: { locale: 'es-ES', ownName: 'Español' },
  chinese: { locale: 'zh-CN', ownName: '简体中文' },
} as const;

export type Language = keyof typeof languages;
export const languageNames = Object.keys(languages) as Language[];

/** Forms a message with a number has in the language, as `Intl.PluralRules` names them. */
export interface FormsOf {
  readonly english: 'one' | 'other';
  readonly german: 'one' | 'other';
  readonly spanish: 'one' | 'many' | 'other';
  readonly chinese: 'other';
}

/** First language of `wished` (BCP 47, the most wished first, e.g. `navigator.languages`) that there is; else English. */
export function closestLanguage(wished: readonly string[]): Language {
  for (const tag of wished) {
    const primary = tag.toLowerCase().split('-')[0]!;
    const found = languageNames.find((name) => languages[name].locale.startsWith(`${primary}-`));
    if (found !== undefined) return found;
  }
  return 'english';
}
