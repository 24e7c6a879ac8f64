import { onScopeDispose, ref, watch, type Ref } from 'vue';
import { useStation } from '../useStation.ts';

/** Goes up when the station has committed inspections since, at most once in `everyMs`. */
export function useNews(everyMs = 5000): Ref<number> {
  const station = useStation();
  const news = ref(0);
  let waiting: ReturnType<typeof setTimeout> | undefined;
  watch(station.recent, () => {
    waiting ??= setTimeout(() => {
      waiting = undefined;
      news.value += 1;
    }, everyMs);
  });
  onScopeDispose(() => clearTimeout(waiting));
  return news;
}
