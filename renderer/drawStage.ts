import { colourMap } from '../electron/common/mapColours.ts';
import type { Inspection } from '../electron/common/inspection.ts';
import type { Region } from './region.ts';
import { gridScale, onStage, squareScale, type Box, type StageView } from './stageView.ts';

/** What a stage shows of an inspection: the image with its map over it, or one thing alone. */
export const stageLayers = ['overlay', 'input', 'reconstruction', 'difference', 'map'] as const;
export type StageLayer = (typeof stageLayers)[number];

export interface StageScene {
  readonly layer: StageLayer;
  readonly view: StageView;
  readonly image: HTMLImageElement | null;
  /** The region in camera pixels, sharper than `image` where that was made smaller. */
  readonly close: HTMLImageElement | null;
  /** Drawn over the region: the reconstruction or the difference, as `layer` says. */
  readonly drawn: HTMLImageElement | null;
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

/** The map is smoothed up to this side before it is coloured, so that its outline is a fine line. */
const mapSide = 448;
/** What lies around a picture that has no more than the region. */
const aroundOpacity = 0.22;

export function drawStage(canvas: HTMLCanvasElement, scene: StageScene, mapCanvas: HTMLCanvasElement): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  const { layer, view, image, close, drawn, map, located } = scene;
  const { imageWidth, imageHeight } = scene;
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = 'high';
  context.imageSmoothingEnabled = view.scale < squareScale;
  const whole = onStage(view, canvas, { x: 0, y: 0, width: imageWidth, height: imageHeight });
  const region = onStage(view, canvas, regionOf(scene));
  const shift = {
    x: Math.round(located?.dx ?? 0) * view.scale,
    y: Math.round(located?.dy ?? 0) * view.scale,
  };
  const isCamera = layer === 'overlay' || layer === 'input';
  context.globalAlpha = isCamera ? 1 : aroundOpacity;
  if (image !== null) draw(context, image, whole);
  // The region was cut where the part was found, not turned back.
  if (close !== null && isCamera)
    draw(context, close, { ...region, x: region.x + shift.x, y: region.y + shift.y });
  context.globalAlpha = 1;
  context.save();
  if (located !== null) moveAlong(context, located, region, view.scale);
  if (drawn !== null && !isCamera) draw(context, drawn, region);
  const opacity = layer === 'map' ? 1 : layer === 'overlay' ? scene.mapOpacity : 0;
  if (map !== null && opacity > 0) {
    paintMap(mapCanvas, map);
    context.globalAlpha = opacity;
    context.imageSmoothingEnabled = true;
    draw(context, mapCanvas, region);
    context.globalAlpha = 1;
  }
  if (scene.region !== null || located !== null) outlineRegion(context, region);
  context.restore();
  if (image !== null && view.scale >= gridScale) drawGrid(context, whole, view.scale);
}

function draw(context: CanvasRenderingContext2D, picture: CanvasImageSource, to: Box): void {
  context.drawImage(picture, to.x, to.y, to.width, to.height);
}

/** The region as a share of the camera image it was drawn on, which other sizes are scaled by; camera pixels. */
export function regionOf({
  region,
  imageWidth,
  imageHeight,
}: Pick<StageScene, 'region' | 'imageWidth' | 'imageHeight'>): Box {
  if (region === null) return { x: 0, y: 0, width: imageWidth, height: imageHeight };
  const [across, down] = [imageWidth / region.imageWidth, imageHeight / region.imageHeight];
  return {
    x: region.x * across,
    y: region.y * down,
    width: region.width * across,
    height: region.height * down,
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

/** Lines between camera pixels, those in sight alone. */
function drawGrid(context: CanvasRenderingContext2D, whole: Box, scale: number): void {
  const { width, height } = context.canvas;
  const lines = new Path2D();
  const first = (from: number) => from + Math.max(0, Math.ceil(-from / scale)) * scale;
  for (let x = first(whole.x); x <= Math.min(width, whole.x + whole.width); x += scale) {
    lines.moveTo(Math.round(x) + 0.5, Math.max(0, whole.y));
    lines.lineTo(Math.round(x) + 0.5, Math.min(height, whole.y + whole.height));
  }
  for (let y = first(whole.y); y <= Math.min(height, whole.y + whole.height); y += scale) {
    lines.moveTo(Math.max(0, whole.x), Math.round(y) + 0.5);
    lines.lineTo(Math.min(width, whole.x + whole.width), Math.round(y) + 0.5);
  }
  context.lineWidth = 1;
  context.strokeStyle = 'rgb(128 140 150 / 45%)';
  context.stroke(lines);
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
