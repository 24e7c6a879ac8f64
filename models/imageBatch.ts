import type { InspectionNetwork } from './inspectionGraph.ts';
import { type TensorData, float32Tensor } from './session.ts';

/** Images, each [channels, height, width], side by side as the network takes them: [N, channels, height, width]. */
export function imageBatch(
  { channels, height, width }: InspectionNetwork,
  images: readonly Float32Array[],
): TensorData<'float32'> {
  const pixels = channels * height * width;
  const batch = new Float32Array(images.length * pixels);
  images.forEach((image, i) => batch.set(image, i * pixels));
  return float32Tensor([images.length, channels, height, width], batch);
}
