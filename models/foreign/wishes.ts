import type { PixelValues } from './pixelValues.ts';

export const layouts = ['nchw', 'nhwc'] as const;
/** Order of the axes of an image: batch, channels, height, width, or channels last. */
export type Layout = (typeof layouts)[number];

/** What the user says about a network instead of leaving it to recognition; names are of values in its model. */
export interface Wishes {
  /** Input that takes the image. */
  readonly input?: string;
  /** Inputs that take the noise of the latent: fed with zeros. */
  readonly noise?: readonly string[];
  readonly layout?: Layout;
  /** Where the model leaves it free, in pixels. */
  readonly size?: { readonly width: number; readonly height: number };
  readonly reconstruction?: string;
  readonly mean?: string;
  readonly logVariance?: string;
  /** Features of the image, finest first; an empty list: none are used. */
  readonly features?: readonly string[];
  /** Values of the pixels it takes. */
  readonly values?: PixelValues;
  /** Values of the pixels it gives. */
  readonly outputValues?: PixelValues;
}
