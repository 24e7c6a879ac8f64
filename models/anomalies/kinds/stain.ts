import { drawBlob } from '../blob.ts';
import { drawColour } from '../paint.ts';
import { type DrawAnomaly, drawSize, logBetween } from '../scene.ts';

/** A soft blob that darkens what lies under it, or brightens it towards white, in colour images tinted or not. */
export const stain: DrawAnomaly = (target, scene) => {
  const { shape, random } = scene;
  const { channels, width, height } = shape;
  const radiusPx = drawSize(scene, 4) / 2;
  const blob = drawBlob(
    scene.place.anywhere(),
    { radiusPx, softness: random.between(0.15, 1) },
    shape,
    random,
  );
  const darker = random.uniform() < 0.6;
  const strength = logBetween(random, 0.12, 0.85);
  const tint = drawColour(channels, random);
  for (let channel = 0; channel < channels; channel++) {
    // The tint spares part of a channel's change, never all of it.
    const share = strength * (channels === 1 ? 1 : 1 - 0.7 * tint[channel]!);
    for (let y = 0, index = 0; y < blob.height; y++) {
      let at = (channel * height + blob.top + y) * width + blob.left;
      for (let x = 0; x < blob.width; x++, index++, at++) {
        const value = target[at]!;
        target[at] = value + ((darker ? 0 : 1) - value) * share * blob.alpha[index]!;
      }
    }
  }
};
