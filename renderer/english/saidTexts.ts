import {
  sentenceCodes,
  stationSentences,
  type SentenceCode,
} from '../../electron/common/stationSentences.ts';

type SaidTexts = {
  readonly [Code in SentenceCode as `said.${Code}`]: (typeof stationSentences)[Code];
};

/** Sentences of the station under keys of the screen, so that another language says them in its words. */
export const saidTexts = Object.fromEntries(
  sentenceCodes.map((code) => [`said.${code}`, stationSentences[code]]),
) as SaidTexts;
