import type { LabImage, LabKind } from '../../electron/common/lab.ts';

/** Token of tokens.css that a kind is drawn in; hatched: told without its colour too. */
export const labLooks: Readonly<
  Record<LabKind, { readonly token: `--${string}`; readonly hatched: boolean; readonly upwards: boolean }>
> = {
  good: { token: '--lab-good', hatched: false, upwards: true },
  taughtGood: { token: '--lab-good-taught', hatched: false, upwards: true },
  unknown: { token: '--lab-unknown', hatched: true, upwards: true },
  bad: { token: '--lab-bad', hatched: false, upwards: false },
  taughtBad: { token: '--lab-bad-taught', hatched: false, upwards: false },
  synthetic: { token: '--lab-synthetic', hatched: true, upwards: false },
};

/** What a kind's bars stand on, from the axis outwards. */
export const labStack = {
  up: ['good', 'taughtGood', 'unknown'],
  down: ['bad', 'taughtBad', 'synthetic'],
} as const satisfies Record<'up' | 'down', readonly LabKind[]>;

export function kindOfImage({ part, truth }: Pick<LabImage, 'part' | 'truth'>): LabKind {
  if (part !== 'taught') return truth;
  return truth === 'good' ? 'taughtGood' : truth === 'bad' ? 'taughtBad' : truth;
}
