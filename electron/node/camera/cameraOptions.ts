import type { DemoAnomaly, DemoKind } from '../../../models/demo/demoKinds.ts';

/**
 * How a camera brings a file into the folder. direct: written in one go under its name; slow: in several pieces
 * with pauses; rename: under a temporary name (`.part` or `.tmp`), then renamed into place.
 */
export const writeModes = ['direct', 'slow', 'rename'] as const;
export type WriteMode = (typeof writeModes)[number];

export const cameraFormats = ['png', 'jpg', 'bmp', 'tif'] as const;
export type CameraFormat = (typeof cameraFormats)[number];

export interface CameraOptions {
  /** Folder the images go to; made when missing. */
  out: string;
  /** Number of images; Infinity runs until `signal`. */
  count: number;
  /** Images per second; Infinity does not wait between images. */
  ratePerSecond: number;
  /** Share of anomalous images, 0..1. */
  badShare: number;
  /** The same seed and serial number give the same image. */
  seed: number;
  /** One is picked per image, by seed. */
  write: readonly WriteMode[];
  format: CameraFormat;
  /** 16 for png and tif only. */
  bits: 8 | 16;
  width: number;
  height: number;
  /** 1 grey (default) or 3 colour. */
  channels?: 1 | 3;
  /** Anomalies to choose from; default all. */
  kinds?: readonly DemoAnomaly[];
}

/** One image the camera has put in place, and what it really shows. */
export interface CameraImage {
  /** Absolute path. */
  file: string;
  truth: DemoKind;
}
