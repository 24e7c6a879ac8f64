import assert from 'node:assert/strict';
import { test } from 'node:test';
import { language } from '../../renderer/messages.ts';

/** What a browser has of it. */
const stored = new Map<string, string>();
const page = { lang: '' };
Object.assign(globalThis, {
  window: {
    localStorage: {
      getItem: (key: string) => stored.get(key) ?? null,
      setItem: (key: string, value: string) => stored.set(key, value),
    },
  },
  document: { documentElement: page },
});
Object.defineProperty(globalThis, 'navigator', { value: { languages: ['es-MX', 'en'] } });

test('each person keeps a language of their own on a screen, and the screen its own', async () => {
  const { chooseLanguage, speakTo } = await import('../../renderer/rememberedLanguage.ts');
  assert.equal(language.value, 'spanish', 'as the browser wishes');
  assert.equal(page.lang, 'es-ES');
  chooseLanguage('english');
  speakTo('eva');
  assert.equal(language.value, 'english', 'who chose nothing has that of the screen');
  chooseLanguage('german');
  speakTo(null);
  assert.equal(language.value, 'english');
  speakTo('eva');
  assert.equal(language.value, 'german');
  speakTo('li');
  chooseLanguage('chinese');
  stored.set('plumbline.language.of.li', 'klingon');
  speakTo(null);
  speakTo('li');
  assert.equal(language.value, 'english', 'what is no language counts as nothing chosen');
});
