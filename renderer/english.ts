import { alarmTexts } from './english/alarmTexts.ts';
import { alarmViewTexts } from './english/alarmViewTexts.ts';
import { challengeTexts } from './english/challengeTexts.ts';
import { chartTexts } from './english/chartTexts.ts';
import { headTexts } from './english/headTexts.ts';
import { historyTexts } from './english/historyTexts.ts';
import { historyViewTexts } from './english/historyViewTexts.ts';
import { labTexts } from './english/labTexts.ts';
import { liveTexts } from './english/liveTexts.ts';
import { productTexts } from './english/productTexts.ts';
import { saidTexts } from './english/saidTexts.ts';
import { keepingTexts } from './english/keepingTexts.ts';
import { settingsTexts } from './english/settingsTexts.ts';
import { setUpStepTexts } from './english/setUpStepTexts.ts';
import { setUpTexts } from './english/setUpTexts.ts';
import { shellTexts } from './english/shellTexts.ts';
import { teachingTexts } from './english/teachingTexts.ts';
import { trendTexts } from './english/trendTexts.ts';
import { userTexts } from './english/userTexts.ts';
import { versionTexts } from './english/versionTexts.ts';

/** Every text of the screen in English. A message with forms is chosen by its `{count}`. */
export const english = {
  ...shellTexts,
  ...liveTexts,
  ...labTexts,
  ...headTexts,
  ...chartTexts,
  ...alarmTexts,
  ...alarmViewTexts,
  ...challengeTexts,
  ...historyTexts,
  ...historyViewTexts,
  ...productTexts,
  ...keepingTexts,
  ...settingsTexts,
  ...setUpTexts,
  ...setUpStepTexts,
  ...teachingTexts,
  ...trendTexts,
  ...userTexts,
  ...saidTexts,
  ...versionTexts,
} as const satisfies Readonly<Record<string, string | { readonly one: string; readonly other: string }>>;
