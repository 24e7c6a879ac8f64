import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { demoAnomalies } from '../../../models/demo/demoKinds.ts';
import { UsageError } from '../usageError.ts';
import { cameraFormats, writeModes, type CameraOptions } from './cameraOptions.ts';

export const cameraHelp = `camera --out DIR [--count N] [--rate R] [--bad P] [--seed N] [--write MODE] [--format FORMAT]
       [--bits 8|16] [--size WxH] [--channels 1|3] [--product demo] [--kinds LIST]

Writes images of the demo product into a folder, as a camera would. One JSON line per image: {file, truth}.
  --out DIR        folder to write into, made when missing; file numbers go on from those already there
  --count N        stop after N images (default: run until stopped)
  --rate R         images per second (default 1; 0: as fast as possible)
  --bad P          share of anomalous images, 0 to 1 (default 0.1)
  --seed N         the same seed and file number give the same image (default 1)
  --write MODE     ${writeModes.join(', ')}, a list of them with commas, or mixed: all three (default direct)
  --format FORMAT  ${cameraFormats.join(', ')} (default png)
  --bits 8|16      bits a sample; 16 for png and tif (default 8)
  --size WxH       pixels, 32 to 16384 each (default 640x512)
  --channels 1|3   grey or colour (default 1)
  --product demo   the demo product is the only one that can be drawn
  --kinds LIST     anomalies to choose from, with commas: ${demoAnomalies.join(', ')} (default all)
`;

const number = (least: number, most: number, expected: string) =>
  v.pipe(
    v.string(),
    v.regex(/^-?\d+(\.\d+)?(e-?\d+)?$/i, expected),
    v.transform(Number),
    v.minValue(least, expected),
    v.maxValue(most, expected),
  );
const whole = (least: number, expected: string) =>
  v.pipe(number(least, Number.MAX_SAFE_INTEGER, expected), v.integer(expected));
const list = <const T extends string>(allowed: readonly T[], expected: string) =>
  v.pipe(
    v.string(),
    v.transform((text) => text.split(',').map((entry) => entry.trim())),
    v.array(v.picklist(allowed, expected)),
  );

const writeExpected = `must be mixed or a list of ${writeModes.join(', ')}`;
const kindsExpected = `must be a list of ${demoAnomalies.join(', ')} (for good images only use --bad 0)`;
const sizeExpected = 'must be WIDTHxHEIGHT in pixels, 32 to 16384 each';

const Values = v.object({
  out: v.optional(v.pipe(v.string(), v.minLength(1, 'must name a folder'))),
  count: v.optional(whole(1, 'must be a whole number from 1')),
  rate: v.optional(number(0, 10_000, 'must be images per second, 0 to 10000'), '1'),
  bad: v.optional(number(0, 1, 'must be a share from 0 to 1'), '0.1'),
  seed: v.optional(
    v.pipe(
      whole(0, 'must be a whole number from 0 to 1000000000'),
      v.maxValue(1e9, 'must be a whole number from 0 to 1000000000'),
    ),
    '1',
  ),
  write: v.optional(
    v.pipe(
      v.string(),
      v.transform((text) => (text === 'mixed' ? writeModes.join(',') : text)),
      list(writeModes, writeExpected),
    ),
    'direct',
  ),
  format: v.optional(v.picklist(cameraFormats, `must be ${cameraFormats.join(', ')}`), 'png'),
  bits: v.optional(
    v.pipe(
      v.picklist(['8', '16'], 'must be 8 or 16'),
      v.transform((text) => (text === '16' ? 16 : 8)),
    ),
    '8',
  ),
  size: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d{1,5}x\d{1,5}$/, sizeExpected),
      v.transform((text) => text.split('x').map(Number) as [number, number]),
      v.check((sides) => sides.every((side) => side >= 32 && side <= 16384), sizeExpected),
    ),
    '640x512',
  ),
  channels: v.optional(
    v.pipe(
      v.picklist(['1', '3'], 'must be 1 or 3'),
      v.transform((text) => (text === '3' ? 3 : 1)),
    ),
    '1',
  ),
  product: v.optional(v.picklist(['demo'], 'must be demo, the only product that can be drawn'), 'demo'),
  kinds: v.optional(list(demoAnomalies, kindsExpected), demoAnomalies.join(',')),
});

/**
 * The options of the `camera` command from what was typed after its name.
 *
 * @throws UsageError one sentence naming the option and its value.
 */
export function parseCameraOptions(args: string[]): Required<CameraOptions> {
  const typed = readArguments(args);
  const parsed = v.safeParse(Values, typed);
  if (!parsed.success) {
    const issue = parsed.issues[0];
    const name = String(issue.path?.[0].key);
    throw new UsageError(`camera: --${name} ${issue.message}, got ${JSON.stringify(typed[name])}.`);
  }
  const {
    out,
    count = Infinity,
    rate,
    bad,
    seed,
    write,
    format,
    bits,
    size,
    channels,
    kinds,
  } = parsed.output;
  if (out === undefined)
    throw new UsageError('camera: --out DIR is missing: the folder to write images into.');
  if (bits === 16 && (format === 'jpg' || format === 'bmp')) {
    throw new UsageError(`camera: --bits 16 needs --format png or tif, got ${format}.`);
  }
  const [width, height] = size;
  const ratePerSecond = rate === 0 ? Infinity : rate;
  return {
    out,
    count,
    ratePerSecond,
    badShare: bad,
    seed,
    write,
    format,
    bits,
    width,
    height,
    channels,
    kinds,
  };
}

function readArguments(args: string[]): Record<string, string | undefined> {
  const options = Object.fromEntries(
    Object.keys(Values.entries).map((name) => [name, { type: 'string' as const }]),
  );
  try {
    return parseArgs({ args, options, allowPositionals: false }).values;
  } catch (error) {
    const [sentence] = (error as Error).message.split(/\.\s/);
    throw new UsageError(`camera: ${sentence!.replace(/\.$/, '')}.`, { cause: error });
  }
}
