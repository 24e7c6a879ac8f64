import { computed, ref, shallowRef, watch } from 'vue';
import type {
  ChallengeRun,
  ChallengeRunId,
  ChallengeSet,
  ChallengeVerdict,
  LaneChallenge,
} from '../electron/common/challenge.ts';
import type { RecipeId } from '../electron/common/inspection.ts';
import { useStation } from './useStation.ts';
import { useTask } from './useTask.ts';

/** Every product's challenge set, one of them chosen, and one of its results. */
export function useChallenges() {
  const station = useStation();
  const sets = shallowRef<readonly ChallengeSet[] | null>(null);
  const chosen = ref<RecipeId | null>(null);
  const chosenRun = ref<ChallengeRunId | null>(null);
  const verdicts = shallowRef<readonly ChallengeVerdict[]>([]);
  const { busy, failure, run: attempt } = useTask();

  const set = computed(
    () => sets.value?.find(({ recipeId }) => recipeId === chosen.value) ?? sets.value?.[0] ?? null,
  );
  /** The chosen result, else the newest. */
  const run = computed<ChallengeRun | null>(() => {
    const runs = set.value?.runs ?? [];
    return runs.find(({ challengeRunId }) => challengeRunId === chosenRun.value) ?? runs[0] ?? null;
  });
  const all = computed<readonly LaneChallenge[]>(() => station.state.value?.challenges ?? []);
  const standings = computed(() => all.value.filter(({ recipeId }) => recipeId === set.value?.recipeId));

  async function read(): Promise<void> {
    await attempt(async () => {
      sets.value = await station.call.listChallengeSets({});
    });
  }

  /** Whatever brings another result, or another product in force. */
  const news = computed(() => all.value.map(({ recipeId, lastRunId }) => `${recipeId} ${lastRunId}`).join());
  watch(news, () => void read(), { immediate: true });
  watch(set, (next, before) => {
    if (next?.recipeId !== before?.recipeId) chosenRun.value = null;
  });
  watch(run, async (next) => {
    if (next === null) return void (verdicts.value = []);
    const { challengeRunId } = next;
    try {
      const found = await station.call.getChallengeRun({ challengeRunId });
      if (run.value?.challengeRunId === challengeRunId) verdicts.value = found.verdicts;
    } catch (error) {
      failure.value = (error as Error).message;
    }
  });

  return { sets, set, run, verdicts, standings, chosen, chosenRun, busy, failure, read };
}
