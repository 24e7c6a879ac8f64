/** Pixels. */
export interface Sides {
  readonly width: number;
  readonly height: number;
}

/** What fixes the shapes of a VAE-GAN; sides from 64 to 256 pixels. */
export interface NetworkSize extends Sides {
  readonly channels: 1 | 3;
  readonly latentSize: number;
  /** It sees an image in tiles and is told which; default: it sees images whole. */
  readonly placed?: boolean;
}

export const smallestSide = 64;
export const largestSide = 256;

export const defaultLatentSize = 32;

/** Channels after each halving of the image, first to last. */
export function levelChannels({ width, height }: Sides): readonly number[] {
  // Halve until the shorter side is 8 to 15 cells: enough places to say where, few enough for one matrix.
  const levels = Math.floor(Math.log2(Math.min(width, height) / 8));
  return Array.from({ length: levels }, (_, level) => Math.min(128, 16 * 2 ** level));
}

/** What both sides must be multiples of: every level halves them. */
export function sideStep(sides: Sides): number {
  return 2 ** levelChannels(sides).length;
}

/** Rows and columns of the coarsest feature grid. */
export function coarsestGrid(size: Sides): readonly [number, number] {
  const reduction = sideStep(size);
  return [size.height / reduction, size.width / reduction];
}

/** @throws RangeError naming the size that a network cannot have, and the nearest ones it can. */
export function requireNetworkSize(size: NetworkSize): void {
  for (const [name, side] of [
    ['width', size.width],
    ['height', size.height],
  ] as const) {
    if (!(Number.isInteger(side) && side >= smallestSide && side <= largestSide)) {
      throw new RangeError(
        `The network's ${name} must be ${smallestSide} to ${largestSide} pixels, got ${side}.`,
      );
    }
  }
  const reduction = sideStep(size);
  for (const side of [size.width, size.height]) {
    if (side % reduction === 0) continue;
    const below = Math.max(smallestSide, Math.floor(side / reduction) * reduction);
    throw new RangeError(
      `A network of ${size.width}x${size.height} pixels needs sides that are multiples of ${reduction}, got ${side}; ` +
        `${below} and ${below + reduction} are.`,
    );
  }
  if (!(Number.isInteger(size.latentSize) && size.latentSize >= 1 && size.latentSize <= 512)) {
    throw new RangeError(`The latent size must be 1 to 512, got ${size.latentSize}.`);
  }
  if (size.channels !== 1 && size.channels !== 3) {
    throw new RangeError(`A network has 1 or 3 channels, got ${String(size.channels)}.`);
  }
}
