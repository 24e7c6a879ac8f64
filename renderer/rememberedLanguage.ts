import { watch } from 'vue';
import { closestLanguage, languageNames, languages, type Language } from './languages.ts';
import { language } from './messages.ts';

const ofScreen = 'plumbline.language';
const ofUser = (user: string): string => `${ofScreen}.of.${user}`;

/** User whose choice counts here; null: the screen's own. */
let user: string | null = null;

function read(key: string): Language | undefined {
  const stored = window.localStorage.getItem(key);
  return languageNames.find((one) => one === stored);
}
function remembered(): Language {
  const own = user === null ? undefined : read(ofUser(user));
  return own ?? read(ofScreen) ?? closestLanguage(navigator.languages);
}
function apply(): void {
  document.documentElement.lang = languages[language.value].locale;
}

/** A person chooses the language: kept for whoever is logged in on this screen, and for the screen while nobody is. */
export function chooseLanguage(chosen: Language): void {
  window.localStorage.setItem(user === null ? ofScreen : ofUser(user), chosen);
  language.value = chosen;
}

/** Turns to the language `name` chose on this screen when last logged in; null: to that of the screen. */
export function speakTo(name: string | null): void {
  if (name === user) return;
  user = name;
  language.value = remembered();
}

language.value = remembered();
watch(language, apply);
apply();
