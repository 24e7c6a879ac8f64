import { computed, ref, shallowRef, watch } from 'vue';
import type { HeadName } from '../electron/common/contract.ts';
import type { RecipeId } from '../electron/common/inspection.ts';
import {
  labParts,
  type Lab,
  type LabCounts,
  type LabHead,
  type LabHistogram,
  type LabPart,
} from '../electron/common/lab.ts';
import { countsAtEdge } from '../electron/common/labRates.ts';
import type { Recipe } from '../electron/common/recipe.ts';
import { headNames } from './messages.ts';
import { useStation } from './useStation.ts';
import { useTask } from './useTask.ts';

/** A product in the metric lab: its kept scores, the images shown, the head looked at and the limit tried. */
export function useLab() {
  const station = useStation();
  const recipes = shallowRef<readonly Recipe[] | null>(null);
  const lab = shallowRef<Lab | null>(null);
  const parts = ref<readonly LabPart[]>([...labParts]);
  const head = ref<HeadName>('fused');
  const heads = shallowRef<readonly LabHead[]>([]);
  const histogram = shallowRef<LabHistogram | null>(null);
  const counts = shallowRef<LabCounts | null>(null);
  const limit = ref(0);
  const reviewLimit = ref<number | null>(null);
  /** Grows with every answer that images may be known otherwise since. */
  const edition = ref(0);
  const { failure, run } = useTask();

  const products = computed(() => {
    const newest = new Map<RecipeId, Recipe>();
    for (const recipe of recipes.value ?? []) {
      if (!newest.has(recipe.recipeId)) newest.set(recipe.recipeId, recipe);
    }
    return [...newest.values()];
  });
  const chosen = ref<RecipeId | null>(null);
  const recipeId = computed<RecipeId | null>(() => {
    const ids = products.value.map((one) => one.recipeId);
    const inForce = station.state.value?.lanes.map(({ recipe }) => recipe.recipeId) ?? [];
    return [chosen.value, ...inForce].find((id) => id !== null && ids.includes(id)) ?? ids[0] ?? null;
  });
  /** The arguments that say which images are shown; null: there are no scores. */
  const shown = computed(() => {
    const { recipeId: id, scores } = lab.value ?? {};
    if (id === undefined || !scores) return null;
    return { recipeId: id, scoringId: scores.scoringId, parts: parts.value.slice() };
  });
  const newest = computed(() => lab.value?.versions[0] ?? null);
  /** Limits the head has without being touched: those of the newest version, or its own in the bundle. */
  const calibrated = computed(() => {
    const version = newest.value;
    if (version !== null && version.calibration.head === head.value) {
      return { limit: version.limit, reviewLimit: version.reviewLimit };
    }
    const own = lab.value?.heads.find((one) => one.head === head.value)?.limit ?? 0;
    return { limit: own, reviewLimit: null };
  });
  const isMoved = computed(
    () => limit.value !== calibrated.value.limit || reviewLimit.value !== calibrated.value.reviewLimit,
  );

  function restore(): void {
    limit.value = calibrated.value.limit;
    reviewLimit.value = calibrated.value.reviewLimit;
  }

  async function readRecipes(): Promise<void> {
    recipes.value = await station.call.listRecipes({});
  }

  async function read(): Promise<void> {
    const id = recipeId.value;
    if (id === null) return void (lab.value = null);
    const before = lab.value;
    const next = await station.call.getLab({ recipeId: id });
    if (recipeId.value !== id) return;
    lab.value = next;
    if (before?.recipeId === id && next.heads.some((one) => one.head === head.value)) return;
    const inForce = next.versions[0]?.calibration.head;
    head.value = inForce ?? headNames.find((name) => next.heads.some((one) => one.head === name)) ?? 'fused';
    parts.value = [...labParts];
  }

  async function reopen(): Promise<void> {
    await run(async () => {
      await readRecipes();
      await read();
    });
  }

  /** Only the newest question is answered on the screen. */
  let turn = 0;
  async function readPictures(): Promise<void> {
    const mine = (turn += 1);
    const args = shown.value;
    if (args === null) {
      histogram.value = null;
      heads.value = [];
      return;
    }
    try {
      const [one, all] = await Promise.all([
        station.call.getLabHistogram({ ...args, head: head.value }),
        station.call.getLabHeads(args),
      ]);
      if (mine !== turn) return;
      histogram.value = one;
      heads.value = all;
      failure.value = null;
    } catch (error) {
      if (mine === turn) failure.value = (error as Error).message;
    }
  }

  let counting = 0;
  async function count(): Promise<void> {
    const mine = (counting += 1);
    const [present, args] = [histogram.value, shown.value];
    if (present === null || args === null) return void (counts.value = null);
    const edge = present.edges.indexOf(limit.value);
    const second = reviewLimit.value === null ? null : present.edges.indexOf(reviewLimit.value);
    if (edge >= 0 && second !== -1) return void (counts.value = countsAtEdge(present, edge, second));
    const order = { ...args, head: head.value, limit: limit.value, reviewLimit: reviewLimit.value };
    try {
      const exact = await station.call.getLabCounts(order);
      if (mine === counting) counts.value = exact;
    } catch (error) {
      if (mine === counting) failure.value = (error as Error).message;
    }
  }

  watch(
    () => station.link.value === 'live',
    (live) => void (live && reopen()),
    { immediate: true },
  );
  watch(recipeId, () => void run(read));
  watch(calibrated, (next, before) => {
    if (next.limit !== before?.limit || next.reviewLimit !== before.reviewLimit) restore();
  });
  watch([head, () => lab.value?.recipeId], restore);
  watch([shown, head, edition], () => void readPictures());
  watch([histogram, limit, reviewLimit], () => void count());
  // What a scoring ends with is new scores.
  watch(
    () => station.labScoring.value,
    (scoring, before) => {
      if (scoring === null || scoring.recipeId !== recipeId.value || lab.value === null) return;
      lab.value = { ...lab.value, scoring };
      if (scoring.phase !== before?.phase && scoring.phase === 'done') void run(read);
    },
  );

  return {
    ...{ products, recipeId, chosen, lab, parts, head, heads, histogram, counts, limit, reviewLimit, shown },
    ...{ newest, calibrated, isMoved, failure, edition, loaded: computed(() => recipes.value !== null) },
    ...{ restore, reopen },
  };
}
export type LabModel = ReturnType<typeof useLab>;
