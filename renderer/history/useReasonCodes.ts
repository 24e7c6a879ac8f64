import { shallowRef, watch } from 'vue';
import { defaultReasonCodes, type ReasonCode } from '../../electron/common/reasonCodes.ts';
import { useStation } from '../useStation.ts';

/** What reviewers of this station can choose from. */
export function useReasonCodes() {
  const station = useStation();
  const codes = shallowRef<readonly ReasonCode[]>(defaultReasonCodes);
  watch(
    station.link,
    async (link) => {
      if (link !== 'live') return;
      // Those from the beginning do until the connection is back.
      const settings = await station.call.getSettings({}).catch(() => null);
      if (settings !== null) codes.value = settings.reasonCodes;
    },
    { immediate: true },
  );
  return codes;
}
