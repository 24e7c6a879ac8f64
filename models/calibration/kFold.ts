/**
 * Deals `count` images, shuffled before, into `folds` groups of nearly equal size: indices, each in exactly one group.
 * @throws RangeError unless 2 <= folds <= count, whole numbers.
 */
export function dealFolds(count: number, folds: number): number[][] {
  if (!(Number.isInteger(folds) && folds >= 2 && folds <= count)) {
    throw new RangeError(`dealFolds: ${count} images can be dealt into 2 to ${count} folds, got ${folds}.`);
  }
  const groups = Array.from({ length: folds }, (): number[] => []);
  for (let index = 0; index < count; index++) groups[index % folds]!.push(index);
  return groups;
}
