import type { Inspection } from '../../electron/common/inspection.ts';
import type { Region } from '../region.ts';

/** Longer side of what is cut out, pixels. */
const side = 640;

/**
 * The region cut out of a kept picture of a whole image, moved and turned back as its part was found: what places of defects, shares
 * of the region, are drawn over. Region null: the whole image.
 */
export function goodRegion(
  picture: HTMLImageElement,
  { imageWidth, located }: Pick<Inspection, 'imageWidth' | 'located'>,
  region: Region | null,
): HTMLCanvasElement {
  const { naturalWidth, naturalHeight } = picture;
  const box =
    region === null
      ? { x: 0, y: 0, width: naturalWidth, height: naturalHeight }
      : {
          x: (region.x / region.imageWidth) * naturalWidth,
          y: (region.y / region.imageHeight) * naturalHeight,
          width: (region.width / region.imageWidth) * naturalWidth,
          height: (region.height / region.imageHeight) * naturalHeight,
        };
  const scale = side / Math.max(box.width, box.height);
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(box.width * scale));
  canvas.height = Math.max(1, Math.round(box.height * scale));
  const context = canvas.getContext('2d');
  if (context === null) return canvas;
  context.imageSmoothingQuality = 'high';
  context.scale(scale, scale);
  context.translate(box.width / 2, box.height / 2);
  if (located !== null) {
    const shrunk = naturalWidth / (imageWidth ?? naturalWidth);
    context.rotate((-located.angleDegrees * Math.PI) / 180);
    context.translate(-located.dx * shrunk, -located.dy * shrunk);
  }
  context.translate(-(box.x + box.width / 2), -(box.y + box.height / 2));
  context.drawImage(picture, 0, 0);
  return canvas;
}
