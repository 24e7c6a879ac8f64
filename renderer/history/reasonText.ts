import type { Review } from '../../electron/common/inspection.ts';
import type { ReasonCode } from '../../electron/common/reasonCodes.ts';
import { text } from '../messages.ts';

/** The codes a station has from the beginning bring no label of their own. */
const known = [
  'scratch',
  'dent',
  'crack',
  'dirt',
  'missingPart',
  'wrongPart',
  'deformed',
  'position',
  'colour',
  'goodPart',
  'lighting',
  'blurred',
  'other',
] as const;

/** A reason code in words; an own one without a label as it is. */
export function reasonCodeText({ code, label }: ReasonCode): string {
  if (label !== null) return label;
  const found = known.find((one) => one === code);
  return found === undefined ? code : text(`reasonCode.${found}`);
}

/** Why a review says what it says: the text, which is that of its code where nothing was written. */
export function reasonText({ reason, reasonCode }: Review): string {
  return reasonCode !== null && reason === reasonCode
    ? reasonCodeText({ code: reasonCode, label: null })
    : reason;
}
