import type { InspectionFilter } from '../../electron/common/inspectionFilter.ts';

/** The filter with other values; undefined and an empty list take a part away. */
export function changeFilter(
  filter: InspectionFilter,
  change: { readonly [Name in keyof InspectionFilter]?: InspectionFilter[Name] | undefined },
): InspectionFilter {
  const entries = Object.entries({ ...filter, ...change });
  return Object.fromEntries(
    entries.filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0)),
  );
}

/** The list with one entry more or less. */
export function toggled<Item>(list: readonly Item[] | undefined, item: Item): Item[] {
  const present = list ?? [];
  return present.includes(item) ? present.filter((one) => one !== item) : [...present, item];
}
