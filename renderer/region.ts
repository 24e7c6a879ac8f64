import type { JudgedBy } from '../electron/common/contract.ts';

/** A rectangle in camera pixels, with the image size it was drawn on. */
export type Region = NonNullable<JudgedBy['region']>;
