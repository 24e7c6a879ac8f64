import { onScopeDispose, shallowRef, watch, type Ref, type ShallowRef } from 'vue';
import type { Inspection, PictureKind } from '../electron/common/inspection.ts';
import type { Host } from './host.ts';

/** An inspection with its pictures decoded, so that image, map and verdict change in the same moment. */
export interface ShownInspection {
  readonly inspection: Inspection;
  readonly image: HTMLImageElement | null;
  readonly map: HTMLImageElement | null;
}

/** A verdict waits this long for its pictures, then is shown without them. */
const longestWaitMs = 800;

/** Follows `wanted`; while one is loading, only the newest of those that come waits. */
export function useShownPictures(
  host: Host,
  wanted: Ref<Inspection | null>,
): ShallowRef<ShownInspection | null> {
  const shown = shallowRef<ShownInspection | null>(null);
  let loading = false;
  let disposed = false;

  watch(wanted, () => void follow(), { immediate: true });
  onScopeDispose(() => {
    disposed = true;
  });

  async function follow(): Promise<void> {
    if (loading) return;
    loading = true;
    while (!disposed && wanted.value?.resultId !== shown.value?.inspection.resultId) {
      const inspection = wanted.value;
      shown.value = inspection === null ? null : await load(host, inspection);
    }
    if (!disposed && wanted.value !== null && shown.value !== null) {
      shown.value = { ...shown.value, inspection: wanted.value };
    }
    loading = false;
  }
  return shown;
}

async function load(host: Host, inspection: Inspection): Promise<ShownInspection> {
  const get = (kind: PictureKind) =>
    inspection.pictures.includes(kind) ? decoded(host.imageUrl(inspection.resultId, kind)) : null;
  const [image, map] = await Promise.all([get('thumbnail'), get('map')]);
  return { inspection, image, map };
}

/** Null when there is no such picture any more or it takes too long: the screen says so. */
async function decoded(url: string): Promise<HTMLImageElement | null> {
  const image = new Image();
  image.src = url;
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), longestWaitMs));
  return Promise.race([image.decode().then(() => image), late]).catch(() => null);
}
