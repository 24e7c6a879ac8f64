import type { GoodVariation } from './goodVariation.ts';
import { blur } from './kinds/blur.ts';
import { cutPaste } from './kinds/cutPaste.ts';
import { localMirror } from './kinds/localMirror.ts';
import { localRotation } from './kinds/localRotation.ts';
import { localShift } from './kinds/localShift.ts';
import { noisePatch } from './kinds/noisePatch.ts';
import { removal } from './kinds/removal.ts';
import { scar } from './kinds/scar.ts';
import { scratch } from './kinds/scratch.ts';
import { stain } from './kinds/stain.ts';
import { wholeRotation } from './kinds/wholeRotation.ts';
import { wholeShift } from './kinds/wholeShift.ts';
import type { DrawAnomaly } from './scene.ts';

/** Every way to spoil a good image. None knows what the part is. */
export const anomalyKinds = {
  noisePatch,
  cutPaste,
  scar,
  localRotation,
  localShift,
  localMirror,
  removal,
  blur,
  stain,
  scratch,
  wholeRotation,
  wholeShift,
} satisfies Record<string, DrawAnomaly>;

export type AnomalyKind = keyof typeof anomalyKinds;

export const anomalyNames = Object.keys(anomalyKinds) as readonly AnomalyKind[];

/** Whether a kind is a move of the whole image. */
export const movesWhole = (kind: AnomalyKind): boolean => kind === 'wholeRotation' || kind === 'wholeShift';

/** The kinds that are anomalies of these goods: a turn or shift of the whole is none where good parts lie anyhow. */
export function possibleKinds(variation: GoodVariation | undefined): readonly AnomalyKind[] {
  const turns = (variation?.rotationDegrees ?? null) !== null;
  const shifts = (variation?.shiftShare ?? null) !== null;
  return anomalyNames.filter(
    (kind) => (turns || kind !== 'wholeRotation') && (shifts || kind !== 'wholeShift'),
  );
}
