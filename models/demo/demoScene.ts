import { anomalyMagnitude, goodVariation, wrongParts, type DemoKind, type WrongPart } from './demoKinds.ts';
import { fastenerProfile } from './fastenerProfile.ts';
import { nutHeight } from './hexNut.ts';
import { seededRandom } from './seededRandom.ts';

/** Everything one image shows. Lengths in pixels at 640x512, places relative to the image centre. */
export interface DemoScene {
  part: 'good' | WrongPart | null;
  /** Length of the part along its axis. */
  length: number;
  shiftX: number;
  shiftY: number;
  /** Clockwise from upright. */
  rotationDegrees: number;
  rollDegrees: number;
  threadPhase: number;
  /** Factor on the whole image. */
  brightness: number;
  scratch: Scratch | null;
  stain: Stain | null;
}

/** A groove on the part in part coordinates (u across, v from the middle of the part downwards). */
export interface Scratch {
  u: number;
  v: number;
  /** Direction, radians from the part's axis. */
  angle: number;
  length: number;
  width: number;
  /** Grey added, negative: dark. */
  contrast: number;
}

/** A dark spot in part coordinates; `lobes` are the phases of its uneven rim. */
export interface Stain {
  u: number;
  v: number;
  radius: number;
  darkness: number;
  lobes: [number, number, number];
}

const sceneStream = 1;
const anomalyStream = 2;

/**
 * What the image of this seed shows. The same seed gives the same good scene for every kind; the anomaly is
 * drawn from a stream of its own, so that a pair differs by the anomaly alone.
 */
export function demoScene(seed: number, kind: DemoKind): DemoScene {
  const random = seededRandom(seed, sceneStream);
  const { rotationDegrees, shiftPixels, brightness, rollDegrees } = goodVariation;
  const scene: DemoScene = {
    part: 'good',
    length: fastenerProfile('good').length,
    shiftX: random.between(-shiftPixels, shiftPixels),
    shiftY: random.between(-shiftPixels, shiftPixels),
    rotationDegrees: random.between(-rotationDegrees, rotationDegrees),
    rollDegrees: random.between(-rollDegrees, rollDegrees),
    threadPhase: random.next(),
    brightness: random.between(brightness.least, brightness.most),
    scratch: null,
    stain: null,
  };
  spoil[kind](scene, seededRandom(seed, anomalyStream));
  return scene;
}

const spoil: Record<DemoKind, (scene: DemoScene, random: ReturnType<typeof seededRandom>) => void> = {
  good: () => {},
  rotated: (scene, random) => {
    const { leastDegrees, mostDegrees } = anomalyMagnitude.rotated;
    scene.rotationDegrees = random.between(leastDegrees, mostDegrees) * (random.next() < 0.5 ? -1 : 1);
  },
  missing: (scene) => {
    scene.part = null;
  },
  scratched: (scene, random) => {
    const { leastLength, mostLength, contrast, widthPixels } = anomalyMagnitude.scratched;
    scene.scratch = {
      u: random.between(-12, 12),
      v: random.between(-0.45, 0.38) * scene.length,
      angle: random.between(-1.2, 1.2),
      length: random.between(leastLength, mostLength),
      width: widthPixels,
      contrast: random.next() < 0.5 ? -contrast : contrast,
    };
  },
  stained: (scene, random) => {
    const { leastRadius, mostRadius, leastDarkness, mostDarkness, besidePartPixels } =
      anomalyMagnitude.stained;
    const onPart = random.next() < 0.5;
    const side = random.next() < 0.5 ? -1 : 1;
    const away = random.between(70, besidePartPixels);
    scene.stain = {
      u: onPart ? random.between(-18, 18) : side * away,
      v: random.between(-0.45, 0.42) * scene.length,
      radius: random.between(leastRadius, mostRadius),
      darkness: random.between(leastDarkness, mostDarkness),
      lobes: [random.between(0, 6.28), random.between(0, 6.28), random.between(0, 6.28)],
    };
  },
  wrongPart: (scene, random) => {
    const part = random.pick(wrongParts);
    scene.part = part;
    scene.length = part === 'nut' ? nutHeight : fastenerProfile(part).length;
  },
};
