import { alarmTexts } from './german/alarmTexts.ts';
import { alarmViewTexts } from './german/alarmViewTexts.ts';
import { challengeTexts } from './german/challengeTexts.ts';
import { chartTexts } from './german/chartTexts.ts';
import { headTexts } from './german/headTexts.ts';
import { historyTexts } from './german/historyTexts.ts';
import { historyViewTexts } from './german/historyViewTexts.ts';
import { labTexts } from './german/labTexts.ts';
import { liveTexts } from './german/liveTexts.ts';
import { productTexts } from './german/productTexts.ts';
import { saidTexts } from './german/saidTexts.ts';
import { keepingTexts } from './german/keepingTexts.ts';
import { settingsTexts } from './german/settingsTexts.ts';
import { setUpStepTexts } from './german/setUpStepTexts.ts';
import { setUpTexts } from './german/setUpTexts.ts';
import { shellTexts } from './german/shellTexts.ts';
import { teachingTexts } from './german/teachingTexts.ts';
import { trendTexts } from './german/trendTexts.ts';
import { userTexts } from './german/userTexts.ts';
import { versionTexts } from './german/versionTexts.ts';

/**
 * Every text of the screen in German. The same word for the same thing everywhere:
 *
 * station Station · product Produkt · recipe Rezept · in force aktiv, put in force aktivieren · bundle Modellpaket
 * inspection Prüfung, inspect prüfen · judge beurteilen · verdict Urteil: pass OK, fail n. i. O. (nicht in Ordnung),
 * review Nachprüfen, unreadable Nicht lesbar · a person's review Nachprüfung · head Verfahren · score Kennwert · limit Grenzwert
 * anomaly map Anomaliekarte · teach anlernen · calibrate kalibrieren · good/bad image Gutbild, Schlechtbild
 * escape Durchschlupf · overkill Pseudoausschuss · yield Gutanteil · challenge Prüfmittel-Check (Red-Rabbit-Test)
 * alarm Alarm, acknowledge quittieren, shelve zurückstellen · provider Recheneinheit · region Bereich · log Protokoll
 * job Auftrag · shift Schicht · sign unterschreiben · observer Beobachter, operator Bediener, engineer Techniker, supervisor Leiter
 *
 * People are addressed as Sie; what a button or an alarm asks for is an infinitive.
 */
export const german = {
  ...shellTexts,
  ...liveTexts,
  ...labTexts,
  ...headTexts,
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
  ...versionTexts,
  ...chartTexts,
  ...saidTexts,
};
