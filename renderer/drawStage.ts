import { colourMap } from '../electron/common/mapColours.ts';
import type { Inspection } from '../electron/common/inspection.ts';
import type { Region } from './region.ts';

export interface StageScene {
  readonly image: HTMLImageElement | null;
  readonly map: HTMLImageElement | null;
  /** Camera image, pixels. */
  readonly imageWidth: number;
  readonly imageHeight: number;
  /** Null: the whole image. */
  readonly region: Region | null;
  /** Where the part was found about the region: region and map are drawn there. */
  readonly located: Inspection['located'];
  /** 0..1; 0 draws no map. */
  readonly mapOpacity: number;
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The map is smoothed up to this side before it is coloured, so that its outline is a fine line. */
const mapSide = 448;

/** Draws camera image, map and region to fill the canvas as far as the image's shape allows. */
export function drawStage(canvas: HTMLCanvasElement, scene: StageScene, mapCanvas: HTMLCanvasElement): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  context.clearRect(0, 0, canvas.width, canvas.height);
  const image = fitted(canvas, scene.imageWidth, scene.imageHeight);
  context.imageSmoothingQuality = 'high';
  if (scene.image !== null) context.drawImage(scene.image, image.x, image.y, image.width, image.height);
  const region = scene.region === null ? image : regionBox(scene.region, image);
  context.save();
  if (scene.located !== null) moveAlong(context, scene.located, region, image.width / scene.imageWidth);
  if (scene.map !== null && scene.mapOpacity > 0) {
    paintMap(mapCanvas, scene.map);
    context.globalAlpha = scene.mapOpacity;
    context.drawImage(mapCanvas, region.x, region.y, region.width, region.height);
    context.globalAlpha = 1;
  }
  if (scene.region !== null || scene.located !== null) outlineRegion(context, region);
  context.restore();
}

function fitted(canvas: HTMLCanvasElement, width: number, height: number): Box {
  const scale = Math.min(canvas.width / width, canvas.height / height);
  const box = { width: Math.round(width * scale), height: Math.round(height * scale) };
  return {
    ...box,
    x: Math.round((canvas.width - box.width) / 2),
    y: Math.round((canvas.height - box.height) / 2),
  };
}

/** The region as a share of the camera image it was drawn on, which other sizes are scaled by. */
function regionBox(region: Region, image: Box): Box {
  return {
    x: image.x + (region.x / region.imageWidth) * image.width,
    y: image.y + (region.y / region.imageHeight) * image.height,
    width: (region.width / region.imageWidth) * image.width,
    height: (region.height / region.imageHeight) * image.height,
  };
}

/** Moves and turns what is drawn next as the part had moved and turned, about the middle of the region. */
function moveAlong(
  context: CanvasRenderingContext2D,
  { dx, dy, angleDegrees }: NonNullable<Inspection['located']>,
  { x, y, width, height }: Box,
  scale: number,
): void {
  const [middleX, middleY] = [x + width / 2, y + height / 2];
  context.translate(middleX + dx * scale, middleY + dy * scale);
  context.rotate((angleDegrees * Math.PI) / 180);
  context.translate(-middleX, -middleY);
}

/** A light line on a dark one is seen on every picture. */
function outlineRegion(context: CanvasRenderingContext2D, { x, y, width, height }: Box): void {
  const unit = Math.max(1, window.devicePixelRatio, context.canvas.width / 900);
  context.lineWidth = 4 * unit;
  context.strokeStyle = 'rgb(0 0 0 / 55%)';
  context.strokeRect(x, y, width, height);
  context.lineWidth = 2 * unit;
  context.strokeStyle = 'rgb(255 255 255 / 92%)';
  context.setLineDash([10 * unit, 6 * unit]);
  context.strokeRect(x, y, width, height);
  context.setLineDash([]);
}

function paintMap(canvas: HTMLCanvasElement, map: HTMLImageElement): void {
  const scale = Math.max(1, mapSide / Math.max(map.naturalWidth, map.naturalHeight));
  canvas.width = Math.round(map.naturalWidth * scale);
  canvas.height = Math.round(map.naturalHeight * scale);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) return;
  context.imageSmoothingQuality = 'high';
  context.drawImage(map, 0, 0, canvas.width, canvas.height);
  const pixels = context.getImageData(0, 0, canvas.width, canvas.height);
  colourMap(pixels.data, canvas.width, canvas.height);
  context.putImageData(pixels, 0, 0);
}
