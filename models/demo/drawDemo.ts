import { drawCarrierTexture } from './carrierTexture.ts';
import { demoKinds, demoReferenceSize, type DemoKind } from './demoKinds.ts';
import { demoScene } from './demoScene.ts';
import { drawPart } from './drawPart.ts';
import { exposeFrame } from './exposeFrame.ts';
import { seededRandom } from './seededRandom.ts';

export interface DemoRequest {
  /** Whole number from 0; the same request gives the same pixels. */
  seed: number;
  kind: DemoKind;
  /** Pixels, 32 to 16384 each; default 640x512. */
  width?: number;
  height?: number;
  /** 1 grey (default) or 3 colour. */
  channels?: 1 | 3;
  /** 8 (default) or 16 bits a sample. */
  bits?: 8 | 16;
  /** Width of a scratch in pixels of this image; default two at 640x512. */
  scratchWidthPx?: number;
}

export interface DemoImage {
  /** Interleaved, row-major: width * height * channels samples; Uint16Array for 16 bits. */
  pixels: Uint8Array | Uint16Array;
  width: number;
  height: number;
  channels: 1 | 3;
  bits: 8 | 16;
}

const textureStream = 3;
const sensorStream = 4;

/**
 * One camera image of the demo product: a hexagon bolt standing upright on a textured carrier, as an
 * industrial grey or colour camera sees it. Good images differ by `goodVariation`, the others by one
 * `anomalyMagnitude` as well.
 */
export function drawDemo(request: DemoRequest): DemoImage {
  const { seed, kind, channels = 1, bits = 8 } = request;
  const { width = demoReferenceSize.width, height = demoReferenceSize.height } = request;
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new RangeError(`drawDemo: seed must be a whole number from 0, got ${seed}.`);
  }
  for (const side of [width, height]) {
    if (!Number.isInteger(side) || side < 32 || side > 16384) {
      throw new RangeError(`drawDemo: width and height must be 32 to 16384 pixels, got ${width}x${height}.`);
    }
  }
  if (!demoKinds.includes(kind)) {
    throw new RangeError(`drawDemo: kind must be one of ${demoKinds.join(', ')}, got ${String(kind)}.`);
  }
  const scale = Math.min(width / demoReferenceSize.width, height / demoReferenceSize.height);
  const scene = demoScene(seed, kind);
  if (scene.scratch && request.scratchWidthPx !== undefined) {
    scene.scratch.width = request.scratchWidthPx / scale;
  }
  const grey = new Float32Array(width * height);
  const metal = channels === 3 ? new Float32Array(width * height) : null;
  drawCarrierTexture(grey, width, height, scale, seededRandom(seed, textureStream));
  drawPart({ grey, metal, width, height }, scene, scale);
  const frame = { grey, metal, width, height, brightness: scene.brightness };
  const pixels = exposeFrame(frame, bits, seededRandom(seed, sensorStream));
  return { pixels, width, height, channels, bits };
}
