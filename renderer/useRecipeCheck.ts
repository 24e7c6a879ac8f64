import { computed, shallowRef, watch, type Ref } from 'vue';
import type { RecipeId } from '../electron/common/inspection.ts';
import type { RecipeCheck } from '../electron/common/setUp.ts';
import { mayAct } from '../electron/common/role.ts';
import { useStation } from './useStation.ts';
import { useTask } from './useTask.ts';

/** What is proven of a version before it goes in force; proven anew when another one is chosen. */
export function useRecipeCheck(version: Ref<{ recipeId: RecipeId; version: number } | null>) {
  const station = useStation();
  const check = shallowRef<RecipeCheck | null>(null);
  const override = shallowRef(false);
  const { busy, failure, run } = useTask();

  async function prove(): Promise<void> {
    const asked = version.value;
    check.value = null;
    override.value = false;
    if (asked === null) return;
    await run(async () => {
      const { recipeId, version: number } = asked;
      check.value = await station.call.checkRecipe({ recipeId, version: number });
    });
    // Another one was chosen while this one was being proven.
    if (version.value !== asked) await prove();
  }
  watch(version, () => void prove(), { immediate: true });

  const mayOverride = computed(
    () =>
      check.value !== null &&
      mayAct(station.caller.value?.role ?? 'nobody', 'supervisor') &&
      check.value.proofs.every((proof) => proof.outcome !== 'failed' || proof.mayOverride),
  );
  return {
    check,
    override,
    mayOverride,
    proving: busy,
    failure,
    prove,
    mayPut: computed(
      () => check.value !== null && (check.value.passed || (override.value && mayOverride.value)),
    ),
  };
}
