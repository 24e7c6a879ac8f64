/**
 * The map picture is 8-bit grey on a fixed scale: value / 255 * mapScale is evidence relative to the limit.
 * The ramp gets darker and redder all the way (its lightness alone orders it, also for colour-blind eyes)
 * and begins at half the limit, so that nothing is painted on what is plainly good.
 */
export const mapScale = 2;

interface Stop {
  /** Evidence / limit. */
  readonly at: number;
  readonly rgb: readonly [number, number, number];
  readonly alpha: number;
}

export const mapStops: readonly Stop[] = [
  { at: 0.5, rgb: [255, 244, 184], alpha: 0 },
  { at: 0.8, rgb: [255, 221, 110], alpha: 0.5 },
  { at: 1, rgb: [255, 170, 40], alpha: 0.78 },
  { at: 1.3, rgb: [230, 74, 46], alpha: 0.9 },
  { at: 1.65, rgb: [176, 20, 88], alpha: 0.94 },
  { at: 2, rgb: [104, 8, 104], alpha: 0.96 },
];

/** Grey value of the picture at which the evidence reaches the limit. */
export const limitGrey = Math.ceil(255 / mapScale);

/** Colour of one grey value: [red, green, blue, alpha], each 0..255. */
export function mapColour(grey: number): readonly [number, number, number, number] {
  const at = (grey / 255) * mapScale;
  const above = mapStops.findIndex((stop) => stop.at >= at);
  const first = mapStops[0]!;
  if (above === 0) return [...first.rgb, 0];
  const high = mapStops[above] ?? mapStops[mapStops.length - 1]!;
  const low = mapStops[above - 1]!;
  const share = (at - low.at) / (high.at - low.at);
  const mix = (a: number, b: number) => Math.round(a + (b - a) * share);
  return [
    mix(low.rgb[0], high.rgb[0]),
    mix(low.rgb[1], high.rgb[1]),
    mix(low.rgb[2], high.rgb[2]),
    mix(low.alpha * 255, high.alpha * 255),
  ];
}

const table = Array.from({ length: 256 }, (_, grey) => mapColour(grey));
/** The line where the evidence reaches the limit. */
const outline = [30, 0, 20, 255] as const;

/** Recolours RGBA pixels of a grey map in place and draws the outline of what lies above the limit. */
export function colourMap(pixels: Uint8ClampedArray, width: number, height: number): void {
  const greys = new Uint8Array(width * height);
  for (let at = 0; at < greys.length; at += 1) greys[at] = pixels[at * 4]!;
  for (let at = 0; at < greys.length; at += 1) {
    const colour = isOutline(greys, at, width) ? outline : table[greys[at]!]!;
    pixels.set(colour, at * 4);
  }
}

/** Above the limit with a neighbour that is not; the picture's own edge is no outline. */
function isOutline(greys: Uint8Array, at: number, width: number): boolean {
  if (greys[at]! < limitGrey) return false;
  const x = at % width;
  const below = (other: number) => (greys[other] ?? 255) < limitGrey;
  return (
    (x > 0 && below(at - 1)) || (x < width - 1 && below(at + 1)) || below(at - width) || below(at + width)
  );
}

/** The same ramp for a legend: a CSS gradient from 0 to mapScale over `ground`. */
export function mapGradient(): string {
  const stops = mapStops.map(
    ({ at, rgb, alpha }) => `rgb(${rgb.join(' ')} / ${alpha}) ${(at / mapScale) * 100}%`,
  );
  return `linear-gradient(to right, ${stops.join(', ')})`;
}
