import { ref, shallowRef, watch, type Ref } from 'vue';
import type { AuditAction, AuditEntry } from '../electron/common/audit.ts';
import { dayBounds } from './dayBounds.ts';
import { useStation } from './useStation.ts';

/** As typed; an empty text asks for everything. */
export interface AuditWishes {
  readonly by: string;
  readonly action: AuditAction | '';
  readonly containing: string;
  /** Local days, `2026-05-01`. */
  readonly from: string;
  readonly to: string;
}

const pageSize = 100;
const typingMs = 250;

/** The audit trail page by page, newest first, under one filter. */
export function useAudit(wishes: Ref<AuditWishes>) {
  const station = useStation();
  const entries = shallowRef<readonly AuditEntry[]>([]);
  const more = ref(false);
  const loading = ref(false);
  const failure = ref<string | null>(null);
  let turn = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function load(beforeEntry: number | null): Promise<void> {
    const mine = (turn += 1);
    loading.value = true;
    failure.value = null;
    const { by, action, containing, from, to } = wishes.value;
    try {
      const page = await station.call.listAudit({
        limit: pageSize,
        ...dayBounds(from, to),
        ...(by.trim() !== '' && { by: by.trim() }),
        ...(action !== '' && { actions: [action] }),
        ...(containing.trim() !== '' && { containing: containing.trim() }),
        ...(beforeEntry !== null && { beforeEntry }),
      });
      if (mine !== turn) return;
      entries.value = beforeEntry === null ? page.entries : [...entries.value, ...page.entries];
      more.value = page.more;
    } catch (error) {
      if (mine === turn) failure.value = (error as Error).message;
    } finally {
      if (mine === turn) loading.value = false;
    }
  }

  watch(
    wishes,
    () => {
      clearTimeout(timer);
      timer = setTimeout(() => void load(null), typingMs);
    },
    { deep: true },
  );
  void load(null);
  return {
    ...{ entries, more, loading, failure },
    loadNewest: () => load(null),
    loadOlder: () => load(entries.value.at(-1)?.entry ?? null),
  };
}
