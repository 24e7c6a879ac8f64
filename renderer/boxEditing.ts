/** A rectangle in camera pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
export interface Size {
  readonly width: number;
  readonly height: number;
}
/** Which sides a handle moves: -1 the left or upper one, 1 the right or lower one, 0 none. */
export interface Handle {
  readonly h: -1 | 0 | 1;
  readonly v: -1 | 0 | 1;
}

export const handles: readonly Handle[] = ([-1, 0, 1] as const).flatMap((v) =>
  ([-1, 0, 1] as const).filter((h) => h !== 0 || v !== 0).map((h) => ({ h, v })),
);

/** Lines an edge is drawn to: those of the image, its middle, and the edges of the other boxes. */
export function snapLines(image: Size, others: readonly Box[]): { x: number[]; y: number[] } {
  return {
    x: [0, image.width / 2, image.width, ...others.flatMap(({ x, width }) => [x, x + width])],
    y: [0, image.height / 2, image.height, ...others.flatMap(({ y, height }) => [y, y + height])],
  };
}

/** The nearest line within `reach`, else the value. */
export function snapped(value: number, lines: readonly number[], reach: number): number {
  const nearest = lines.reduce(
    (best, line) => (Math.abs(line - value) < Math.abs(best - value) ? line : best),
    Number.POSITIVE_INFINITY,
  );
  return Math.abs(nearest - value) <= reach ? nearest : value;
}

/** The box moved as a whole, kept inside the image. */
export function movedBox(box: Box, dx: number, dy: number, image: Size): Box {
  const within = (value: number, most: number) => Math.round(Math.min(Math.max(0, most), Math.max(0, value)));
  return {
    ...box,
    x: within(box.x + dx, image.width - box.width),
    y: within(box.y + dy, image.height - box.height),
  };
}

/** The box with the sides of a handle moved, at least a pixel large and inside the image. */
export function resizedBox(box: Box, { h, v }: Handle, dx: number, dy: number, image: Size): Box {
  const [left, width] = span(box.x, box.width, h, dx, image.width);
  const [top, height] = span(box.y, box.height, v, dy, image.height);
  return { x: left, y: top, width, height };
}

function span(start: number, length: number, side: -1 | 0 | 1, by: number, most: number): [number, number] {
  const end = start + length;
  if (side < 0) {
    const moved = Math.round(Math.min(end - 1, Math.max(0, start + by)));
    return [moved, end - moved];
  }
  if (side > 0) {
    const moved = Math.round(Math.max(start + 1, Math.min(most, end + by)));
    return [start, moved - start];
  }
  return [start, length];
}

/** The part of the image that is seen: enlarged about a place that stays where it is, never beyond the image. */
export function zoomedView(view: Box, at: { x: number; y: number }, factor: number, image: Size): Box {
  const scale = Math.min(1, Math.max(1 / 16, view.width / factor / image.width));
  const [width, height] = [image.width * scale, image.height * scale];
  const x = at.x - ((at.x - view.x) / view.width) * width;
  const y = at.y - ((at.y - view.y) / view.height) * height;
  return pannedView({ x, y, width, height }, 0, 0, image);
}

export function pannedView(view: Box, dx: number, dy: number, image: Size): Box {
  return {
    ...view,
    x: Math.min(image.width - view.width, Math.max(0, view.x + dx)),
    y: Math.min(image.height - view.height, Math.max(0, view.y + dy)),
  };
}
