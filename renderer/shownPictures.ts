import { onScopeDispose, shallowRef, watch, type Ref, type ShallowRef } from 'vue';
import type { DrawnKind } from '../electron/common/drawn.ts';
import type { Inspection, PictureKind } from '../electron/common/inspection.ts';
import { decoded, within } from './decodedImage.ts';
import { drawPictures, nothingDrawn, type DrawnPictures } from './drawnPictures.ts';
import type { Station } from './useStation.ts';

/** An inspection with its pictures decoded, so that image, map and verdict change in the same moment. */
export interface ShownInspection {
  readonly inspection: Inspection;
  readonly image: HTMLImageElement | null;
  readonly map: HTMLImageElement | null;
  /** Pictures are still on their way, though the verdict is shown already. */
  readonly late: boolean;
  readonly drawn: DrawnPictures;
}

type Pair = readonly [image: HTMLImageElement | null, map: HTMLImageElement | null];

const nothing: Ref<readonly DrawnKind[]> = shallowRef([]);

/** An image that goes by has nothing drawn of it that it was not shown with. */
const staysAfterMs = 250;

/**
 * Follows `wanted`; while one is loading, only the newest of those that come waits. Of what `together` names it waits for
 * the drawing too, but no longer than for the other pictures; that and what `closely` names is drawn later of what stays.
 */
export function useShownPictures(
  station: Pick<Station, 'call' | 'host'>,
  wanted: Ref<Inspection | null>,
  together: Ref<readonly DrawnKind[]> = nothing,
  closely: Ref<readonly DrawnKind[]> = nothing,
): ShallowRef<ShownInspection | null> {
  const shown = shallowRef<ShownInspection | null>(null);
  let loading = false;
  let disposed = false;
  let drawTimer: ReturnType<typeof setTimeout> | undefined;

  watch(wanted, () => void follow(), { immediate: true });
  watch([() => shown.value?.inspection.resultId, together, closely], () => {
    clearTimeout(drawTimer);
    drawTimer = setTimeout(() => void drawMore(), staysAfterMs);
  });
  onScopeDispose(() => {
    disposed = true;
    clearTimeout(drawTimer);
  });

  async function follow(): Promise<void> {
    if (loading) return;
    loading = true;
    while (!disposed && wanted.value?.resultId !== shown.value?.inspection.resultId) {
      const inspection = wanted.value;
      shown.value = inspection === null ? null : await load(inspection);
    }
    if (!disposed && wanted.value !== null && shown.value !== null) {
      shown.value = { ...shown.value, inspection: wanted.value };
    }
    loading = false;
  }

  async function load(inspection: Inspection): Promise<ShownInspection> {
    const { resultId, pictures } = inspection;
    const get = (kind: PictureKind) =>
      pictures.includes(kind) ? decoded(station.host.imageUrl(resultId, kind)) : Promise.resolve(null);
    const drawing =
      together.value.length === 0 || pictures.length === 0
        ? nothingDrawn
        : within(drawPictures(station, resultId, together.value), nothingDrawn);
    const both = Promise.all([get('thumbnail'), get('map')]);
    const [inTime, drawn] = await Promise.all([within<Pair | null>(both, null), drawing]);
    if (inTime === null) {
      void both.then(([image, map]) => {
        const now = shown.value;
        if (!disposed && now?.inspection.resultId === resultId) {
          shown.value = { ...now, image, map, late: false };
        }
      });
    }
    const [image, map] = inTime ?? [null, null];
    return { inspection, image, map, late: inTime === null, drawn };
  }

  async function drawMore(): Promise<void> {
    const present = shown.value;
    if (disposed || present === null || present.inspection.pictures.length === 0) return;
    const missing = [...together.value, ...closely.value].filter((kind) => !(kind in present.drawn.images));
    if (missing.length === 0) return;
    const { resultId } = present.inspection;
    const { images, reason } = await drawPictures(station, resultId, missing);
    const now = shown.value;
    if (disposed || now?.inspection.resultId !== resultId) return;
    shown.value = { ...now, drawn: { images: { ...now.drawn.images, ...images }, reason } };
  }
  return shown;
}
