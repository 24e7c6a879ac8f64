/** Grey values row by row, any unit. */
export interface GreyImage {
  readonly width: number;
  readonly height: number;
  readonly pixels: Float32Array;
}

/** Half as wide and high, rounded down; each pixel the mean of four. */
export function halved({ width, height, pixels }: GreyImage): GreyImage {
  const half = { width: width >> 1, height: height >> 1 };
  const means = new Float32Array(half.width * half.height);
  for (let y = 0, at = 0; y < half.height; y++) {
    for (let x = 0; x < half.width; x++, at++) {
      const corner = 2 * y * width + 2 * x;
      means[at] =
        (pixels[corner]! + pixels[corner + 1]! + pixels[corner + width]! + pixels[corner + width + 1]!) / 4;
    }
  }
  return { ...half, pixels: means };
}

/**
 * What lies `width` x `height` large about a centre, turned: the pixel at (u, v) from the middle of the result is the one
 * at `centre` + R(angle) (u, v) of the image, R clockwise as seen on screen. Bilinear; the border is repeated outside.
 */
export function turnedCrop(
  image: GreyImage,
  crop: {
    readonly centreX: number;
    readonly centreY: number;
    readonly width: number;
    readonly height: number;
    readonly angleDegrees: number;
  },
): GreyImage {
  const { width, height } = crop;
  const radians = (crop.angleDegrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(radians), Math.sin(radians)];
  const pixels = new Float32Array(width * height);
  for (let y = 0, at = 0; y < height; y++) {
    const v = y - (height - 1) / 2;
    for (let x = 0; x < width; x++, at++) {
      const u = x - (width - 1) / 2;
      pixels[at] = sample(image, crop.centreX + cos * u - sin * v, crop.centreY + sin * u + cos * v);
    }
  }
  return { width, height, pixels };
}

/** Bilinear between pixel centres at whole numbers. */
function sample({ width, height, pixels }: GreyImage, x: number, y: number): number {
  const insideX = Math.min(width - 1, Math.max(0, x));
  const insideY = Math.min(height - 1, Math.max(0, y));
  const left = Math.floor(insideX);
  const top = Math.floor(insideY);
  const right = Math.min(width - 1, left + 1);
  const bottom = Math.min(height - 1, top + 1);
  const [shareX, shareY] = [insideX - left, insideY - top];
  const upper = pixels[top * width + left]! * (1 - shareX) + pixels[top * width + right]! * shareX;
  const lower = pixels[bottom * width + left]! * (1 - shareX) + pixels[bottom * width + right]! * shareX;
  return upper * (1 - shareY) + lower * shareY;
}
