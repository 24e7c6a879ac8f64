import * as v from 'valibot';
import { normalisedValues, rangeValues } from '../../../models/foreign/pixelValues.ts';
import { type Wishes, layouts } from '../../../models/foreign/wishes.ts';
import { type ReadOptions, oneOf, someText } from '../commands/readOptions.ts';
import { UsageError } from '../usageError.ts';

const name = someText('must name a value of the model');
const names = v.pipe(
  name,
  v.transform((text) => text.split(',').filter((each) => each !== '')),
);
const features = v.pipe(
  names,
  v.transform((list) => (list.join() === 'none' ? [] : list)),
);
const number = String.raw`-?\d{1,6}(\.\d{1,9})?`;

const sizeExpected = 'must be WIDTHxHEIGHT in pixels';
const size = v.pipe(
  v.string(),
  v.regex(/^[1-9]\d{0,4}x[1-9]\d{0,4}$/, sizeExpected),
  v.transform((text) => {
    const [width = 0, height = 0] = text.split('x').map(Number);
    return { width, height };
  }),
);

/** What makes values of text, its RangeError told as an issue of the option. */
const values = (expected: string, pattern: RegExp, read: (text: string) => ReturnType<typeof rangeValues>) =>
  v.pipe(
    v.string(),
    v.regex(pattern, expected),
    v.rawTransform(({ dataset, addIssue, NEVER }) => {
      try {
        return read(dataset.value);
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        addIssue({ message: expected });
        return NEVER;
      }
    }),
  );

const range = values(
  'must be LEAST..MOST, such as -1..1',
  new RegExp(`^${number}\\.\\.${number}$`),
  (text) => {
    const [least = 0, most = 0] = text.split('..').map(Number);
    return rangeValues(least, most);
  },
);

const meanStd = values(
  'must be means/deviations of pixels of 0..1, such as 0.5/0.5 or 0.485,0.456,0.406/0.229,0.224,0.225',
  new RegExp(`^${number}(,${number},${number})?/${number}(,${number},${number})?$`),
  (text) => {
    const [means = [], deviations = []] = text.split('/').map((list) => list.split(',').map(Number));
    return normalisedValues(means, deviations);
  },
);

/** Options that say what recognition would find out of itself. */
export const wishOptions = {
  input: name,
  noise: names,
  reconstruction: name,
  mean: name,
  'log-variance': name,
  features,
  layout: oneOf(layouts),
  size,
  range,
  'mean-std': meanStd,
  'output-range': range,
} as const;

export const wishHelp = `What follows is recognised by names and shapes, told, and needed only where that is wrong. Names are those
of values in the model, be they its outputs or inside it.
  --input NAME      input that takes the image
  --reconstruction NAME
                    reconstruction
  --mean NAME       mean of the latent
  --log-variance NAME
                    logarithm of the latent's variance
  --features NAME,...
                    maps of features of the image; none: none are used
  --noise NAME,...  inputs that take noise: fed with zeros
  --layout nchw|nhwc
                    channels first or last
  --size WxH        size of the image where the model leaves it free
  --range=A..B      values of the pixels it takes, such as --range=0..1 or --range=-1..1
  --mean-std=M/S    instead: pixels of 0..1 less the mean, by the standard deviation; for colour M,M,M/S,S,S
  --output-range=A..B
                    values of the pixels it gives (default: by its last activation, else those it takes)
`;

type WishValues = ReadOptions<typeof wishOptions, never>['values'];

/** @throws UsageError when options exclude each other. */
export function toWishes(values: WishValues): Wishes {
  if (values.range && values['mean-std']) {
    throw new UsageError('import: --range and --mean-std exclude each other.');
  }
  const wishes = {
    input: values.input,
    noise: values.noise,
    reconstruction: values.reconstruction,
    mean: values.mean,
    logVariance: values['log-variance'],
    features: values.features,
    layout: values.layout,
    size: values.size,
    values: values.range ?? values['mean-std'],
    outputValues: values['output-range'],
  };
  return Object.fromEntries(Object.entries(wishes).filter(([, wish]) => wish !== undefined));
}
