import { computed, ref, shallowRef, watch } from 'vue';
import type { ExportState } from '../../electron/common/historyAnswers.ts';
import { useStation } from '../useStation.ts';

/** While something is being written it is asked for this often. */
const askEveryMs = 400;

/** Exports since the station was started, newest first, with their progress. */
export function useExports() {
  const station = useStation();
  const all = shallowRef<readonly ExportState[]>([]);
  const failure = ref<string | null>(null);
  let asking: ReturnType<typeof setTimeout> | undefined;
  const writing = computed(() => all.value.filter(({ phase }) => phase === 'writing'));

  async function read(): Promise<void> {
    clearTimeout(asking);
    try {
      all.value = await station.call.listExports({});
      failure.value = null;
    } catch (error) {
      failure.value = (error as Error).message;
    }
    if (writing.value.length > 0) asking = setTimeout(() => void read(), askEveryMs);
  }
  watch(
    station.link,
    (link) => {
      if (link === 'live') void read();
    },
    { immediate: true },
  );
  return { all, writing, failure, read, stop: () => clearTimeout(asking) };
}
