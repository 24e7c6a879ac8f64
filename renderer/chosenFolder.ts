import { ref, watch } from 'vue';
import type { FolderId } from '../electron/common/inspection.ts';

const storeKey = 'plumbline.folder';

/** Watched folder looked at in the live view, remembered by this screen; null is the first one. */
export const chosenFolder = ref<FolderId | null>(window.localStorage.getItem(storeKey) as FolderId | null);

watch(chosenFolder, (folderId) => {
  if (folderId === null) window.localStorage.removeItem(storeKey);
  else window.localStorage.setItem(storeKey, folderId);
});
