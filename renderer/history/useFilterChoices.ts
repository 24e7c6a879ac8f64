import { ref, shallowRef, watch } from 'vue';
import type { FilterChoices } from '../../electron/common/historyAnswers.ts';
import { useStation } from '../useStation.ts';

/** What the filter can be set to, as far as it is in the log; read again whenever somebody is about to choose. */
export function useFilterChoices() {
  const station = useStation();
  const choices = shallowRef<FilterChoices | null>(null);
  const failure = ref<string | null>(null);

  async function read(): Promise<void> {
    try {
      choices.value = await station.call.getFilterChoices({});
      failure.value = null;
    } catch (error) {
      failure.value = (error as Error).message;
    }
  }
  watch(
    station.link,
    (link) => {
      if (link === 'live') void read();
    },
    { immediate: true },
  );
  return { choices, failure, read };
}
