import { alarmTexts } from './spanish/alarmTexts.ts';
import { alarmViewTexts } from './spanish/alarmViewTexts.ts';
import { challengeTexts } from './spanish/challengeTexts.ts';
import { chartTexts } from './spanish/chartTexts.ts';
import { headTexts } from './spanish/headTexts.ts';
import { historyTexts } from './spanish/historyTexts.ts';
import { historyViewTexts } from './spanish/historyViewTexts.ts';
import { labTexts } from './spanish/labTexts.ts';
import { liveTexts } from './spanish/liveTexts.ts';
import { productTexts } from './spanish/productTexts.ts';
import { saidTexts } from './spanish/saidTexts.ts';
import { keepingTexts } from './spanish/keepingTexts.ts';
import { settingsTexts } from './spanish/settingsTexts.ts';
import { setUpStepTexts } from './spanish/setUpStepTexts.ts';
import { setUpTexts } from './spanish/setUpTexts.ts';
import { shellTexts } from './spanish/shellTexts.ts';
import { teachingTexts } from './spanish/teachingTexts.ts';
import { trendTexts } from './spanish/trendTexts.ts';
import { userTexts } from './spanish/userTexts.ts';
import { versionTexts } from './spanish/versionTexts.ts';

/**
 * Every text of the screen in Spanish. The same word for the same thing everywhere:
 *
 * station estación · product producto · recipe receta · in force activa, put in force activar · bundle paquete (de modelo)
 * inspection inspección · judge evaluar · verdict veredicto: pass Conforme, fail No conforme, review Revisar,
 * unreadable Ilegible · a person's review revisión · head método · score puntuación · limit límite
 * anomaly map mapa de anomalías · teach enseñar, a teaching aprendizaje · calibrate calibrar · good/bad image imagen buena/mala
 * escape fuga · overkill rechazo falso · yield rendimiento · challenge verificación
 * alarm alarma, acknowledge reconocer, shelve aplazar · provider procesador · region región · log registro
 * job orden · shift turno · sign firmar · observer observador, operator operador, engineer ingeniero, supervisor supervisor
 *
 * People are addressed as usted; a button is an infinitive.
 */
export const spanish = {
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
