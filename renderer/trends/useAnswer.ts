import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue';
import { useStation } from '../useStation.ts';

export interface Answer<Value> {
  /** Null: nothing was answered yet. */
  readonly value: ShallowRef<Value | null>;
  /** What is there answers another question than the present one, or could not be read again. */
  readonly isStale: Ref<boolean>;
  readonly failure: Ref<string | null>;
  /** When what is there was read, epoch ms. */
  readonly readAtMs: Ref<number | null>;
  readonly retry: () => void;
}

/**
 * The station's answer to a question that changes: asked again when it does, when `news` does and when the connection is back. Of
 * answers that overtake each other the newest question's counts. A question of null is not asked.
 */
export function useAnswer<Question, Value>(
  question: () => Question | null,
  ask: (question: Question) => Promise<Value>,
  news: () => number,
): Answer<Value> {
  const station = useStation();
  const value = shallowRef<Value | null>(null);
  const isStale = ref(false);
  const failure = ref<string | null>(null);
  const readAtMs = ref<number | null>(null);
  let turn = 0;

  async function read(): Promise<void> {
    const asked = question();
    const mine = (turn += 1);
    if (asked === null) {
      value.value = null;
      isStale.value = false;
      failure.value = null;
      return;
    }
    if (station.link.value !== 'live') return;
    try {
      const answer = await ask(asked);
      if (mine !== turn) return;
      value.value = answer;
      readAtMs.value = Date.now();
      isStale.value = false;
      failure.value = null;
    } catch (error) {
      if (mine !== turn) return;
      failure.value = error instanceof Error ? error.message : String(error);
      isStale.value = true;
    }
  }

  // Compared by what it says: a question is made anew whenever something of the screen changes.
  watch(
    () => JSON.stringify(question()),
    () => {
      isStale.value = true;
      void read();
    },
    { immediate: true },
  );
  watch([news, station.link], ([, link], [, before]) => {
    if (link !== 'live') isStale.value = true;
    else if (before !== 'live' || failure.value === null) void read();
  });
  onScopeDispose(() => (turn += 1));
  return { value, isStale, failure, readAtMs, retry: () => void read() };
}
