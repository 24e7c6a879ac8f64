import { ewma, movingRanges, type IndividualLimits } from './controlLimits.ts';

/** What the charts say of one value. */
export interface ControlledValue {
  readonly value: number;
  /** |value - value before|; null of the first one. */
  readonly movingRange: number | null;
  readonly ewma: number;
  readonly ewmaLower: number;
  readonly ewmaUpper: number;
  /**
   * Which limits it is outside of. individual: rule 1 of Western Electric and of Nelson. Rules about runs are left to the moving
   * average, which shows small shifts with fewer false alarms.
   */
  readonly outside: { readonly individual: boolean; readonly movingRange: boolean; readonly ewma: boolean };
}

/** Values in the order they came against limits from elsewhere. */
export function controlPoints(values: readonly number[], limits: IndividualLimits): ControlledValue[] {
  const averages = ewma(values, limits);
  const ranges = movingRanges(values);
  return values.map((value, index) => {
    const average = averages[index]!;
    const movingRange = ranges[index] ?? null;
    return {
      ...{ value, movingRange },
      ...{ ewma: average.value, ewmaLower: average.lower, ewmaUpper: average.upper },
      outside: {
        individual: value < limits.lower || value > limits.upper,
        movingRange: movingRange !== null && movingRange > limits.movingRangeUpper,
        ewma: average.value < average.lower || average.value > average.upper,
      },
    };
  });
}
