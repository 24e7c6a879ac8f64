import { ref } from 'vue';
import type { FolderId } from '../electron/common/inspection.ts';

/** Watched folder looked at in the live view; null is the first one. */
export const chosenFolder = ref<FolderId | null>(null);
