import { computed, ref, shallowRef, watch, type Ref } from 'vue';
import type { FolderId, Inspection } from '../electron/common/inspection.ts';
import type { Verdict } from '../electron/common/verdict.ts';
import { useStation } from './useStation.ts';

export interface HistoryFilter {
  readonly verdict: Verdict | null;
  readonly folderId: FolderId | null;
}

const pageSize = 60;

/** The log page by page, newest first, under one filter. */
export function useHistory(filter: Ref<HistoryFilter>) {
  const station = useStation();
  const rows = shallowRef<readonly Inspection[]>([]);
  const more = ref(false);
  const loading = ref(false);
  const failure = ref<string | null>(null);
  let turn = 0;

  async function load(before: number | null): Promise<void> {
    const mine = (turn += 1);
    loading.value = true;
    failure.value = null;
    const { verdict, folderId } = filter.value;
    try {
      const page = await station.call.listInspections({
        limit: pageSize,
        ...(verdict === null ? {} : { verdict }),
        ...(folderId === null ? {} : { folderId }),
        ...(before === null ? {} : { beforeSequence: before }),
      });
      if (mine !== turn) return;
      rows.value = before === null ? page.inspections : [...rows.value, ...page.inspections];
      more.value = page.more;
    } catch (error) {
      if (mine === turn) failure.value = (error as Error).message;
    } finally {
      if (mine === turn) loading.value = false;
    }
  }

  watch(filter, () => void load(null), { immediate: true });
  watch(
    () => station.link.value,
    (link) => {
      if (link === 'live' && rows.value.length === 0) void load(null);
    },
  );

  /** Inspections committed since the list was read, as far as this screen remembers them. */
  const newer = computed(() => {
    const { verdict, folderId } = filter.value;
    const newestId = rows.value[0]?.sequence ?? -1;
    let count = 0;
    for (const [folder, inspections] of station.recent.value) {
      if (folderId !== null && folder !== folderId) continue;
      count += inspections.filter(
        (one) => one.sequence > newestId && (verdict === null || one.verdict === verdict),
      ).length;
    }
    return loading.value ? 0 : count;
  });

  return {
    rows,
    more,
    loading,
    failure,
    newer,
    loadNewest: () => load(null),
    loadOlder: () => load(rows.value.at(-1)?.sequence ?? null),
  };
}
