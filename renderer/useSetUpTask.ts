import { computed, onBeforeUnmount, onMounted, shallowRef } from 'vue';
import type { SetUpOrder, SetUpTask, SetUpTaskKind } from '../electron/common/setUp.ts';
import { useStation } from './useStation.ts';
import { useTask } from './useTask.ts';

const askEveryMs = 400;

/** A task of the set-up, followed while it runs; one begun before, at this screen or another, is found again. */
export function useSetUpTask(kind: SetUpTaskKind) {
  const station = useStation();
  const task = shallowRef<SetUpTask | null>(null);
  const { busy, failure, run } = useTask();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let gone = false;

  async function follow(): Promise<void> {
    clearTimeout(timer);
    try {
      task.value = await station.call.getSetUpTask({ kind });
    } catch {
      // The frame of the screen shows a lost connection; the task is asked for again.
    }
    if (!gone && task.value?.phase === 'running') timer = setTimeout(() => void follow(), askEveryMs);
  }
  onMounted(follow);
  onBeforeUnmount(() => {
    gone = true;
    clearTimeout(timer);
  });

  return {
    task,
    running: computed(() => task.value?.phase === 'running'),
    busy,
    /** Why it could not begin, or why it failed. */
    failure: computed(() => failure.value ?? task.value?.reason ?? null),
    start: (order: SetUpOrder) =>
      run(async () => {
        task.value = await station.call.startSetUpTask({ order });
        void follow();
      }),
    cancel: () =>
      run(async () => {
        await station.call.cancelSetUpTask({ kind });
        await follow();
      }),
    read: follow,
  };
}
