import { ref } from 'vue';

/** One action of a button at a time: whether it is under way and the sentence why it failed. */
export function useTask() {
  const busy = ref(false);
  const failure = ref<string | null>(null);

  /** Runs `work` unless something is under way already; true when it succeeded. */
  async function run(work: () => Promise<void>): Promise<boolean> {
    if (busy.value) return false;
    busy.value = true;
    failure.value = null;
    try {
      await work();
      return true;
    } catch (error) {
      failure.value = error instanceof Error ? error.message : String(error);
      return false;
    } finally {
      busy.value = false;
    }
  }
  return { busy, failure, run };
}
