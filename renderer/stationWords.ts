import type { Alarm } from '../electron/common/alarm.ts';
import { understand } from '../electron/common/stationSentence.ts';
import { language, text } from './messages.ts';

/** A sentence of the station in the language of the screen; one with words of its own, such as an engine's, as it is. */
export function stationWords(sentence: string): string {
  const understood = understand(sentence);
  if (understood === null) return sentence;
  // Which values belong to the code is what `understand` has just found out.
  return text(`said.${understood.code}`, understood.values as never);
}

/** What is wrong, for whoever reads the screen: a sentence in English alone follows one that is not. */
export function alarmWords({ kind, message }: Pick<Alarm, 'kind' | 'message'>): string {
  const isKnown = understand(message) !== null || language.value === 'english';
  return isKnown ? stationWords(message) : `${text(`alarm.cause.${kind}`)} (${message})`;
}
