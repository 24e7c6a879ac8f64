/** Which part of the camera image a stage shows: the camera pixel in its middle, and how large a camera pixel is there. */
export interface StageView {
  readonly x: number;
  readonly y: number;
  /** Canvas pixels per camera pixel. */
  readonly scale: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}
export interface Point {
  readonly x: number;
  readonly y: number;
}
export interface Box extends Size, Point {}

/** A camera pixel is never larger than this on the canvas. */
export const largestScale = 64;
/** From here on camera pixels are drawn as squares, and a little later with lines between them. */
export const squareScale = 4;
export const gridScale = 10;

/** The whole of `box`, camera pixels, with a little room around it. */
export function fitted(stage: Size, box: Box, room = 1): StageView {
  const scale = Math.min(stage.width / (box.width * room), stage.height / (box.height * room));
  return { x: box.x + box.width / 2, y: box.y + box.height / 2, scale };
}

/** Canvas point to camera coordinates; whole numbers are the corners of pixels. */
export function toCamera(view: StageView, stage: Size, { x, y }: Point): Point {
  return { x: view.x + (x - stage.width / 2) / view.scale, y: view.y + (y - stage.height / 2) / view.scale };
}

/** Where a box of camera pixels lies on the canvas. */
export function onStage(view: StageView, stage: Size, box: Box): Box {
  return {
    x: stage.width / 2 + (box.x - view.x) * view.scale,
    y: stage.height / 2 + (box.y - view.y) * view.scale,
    width: box.width * view.scale,
    height: box.height * view.scale,
  };
}

/** Larger or smaller by `factor`, so that the camera pixel under `at` stays there. */
export function zoomed(view: StageView, stage: Size, image: Size, factor: number, at: Point): StageView {
  const least = fitted(stage, { x: 0, y: 0, ...image }).scale;
  const scale = Math.min(Math.max(largestScale, least), Math.max(least, view.scale * factor));
  const still = toCamera(view, stage, at);
  return within(stage, image, {
    x: still.x - (at.x - stage.width / 2) / scale,
    y: still.y - (at.y - stage.height / 2) / scale,
    scale,
  });
}

/** Moved along with a finger by canvas pixels. */
export function panned(view: StageView, stage: Size, image: Size, by: Point): StageView {
  return within(stage, image, { ...view, x: view.x - by.x / view.scale, y: view.y - by.y / view.scale });
}

/** The image covers the stage where it is large enough to, and lies in its middle where not. */
function within(stage: Size, image: Size, view: StageView): StageView {
  const bound = (value: number, half: number, whole: number) =>
    half * 2 >= whole ? whole / 2 : Math.min(whole - half, Math.max(half, value));
  return {
    ...view,
    x: bound(view.x, stage.width / 2 / view.scale, image.width),
    y: bound(view.y, stage.height / 2 / view.scale, image.height),
  };
}
