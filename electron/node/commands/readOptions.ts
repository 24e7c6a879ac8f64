import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { UsageError } from '../usageError.ts';

type Values = Readonly<Record<string, v.GenericSchema<string, unknown>>>;

export interface OptionShape<V extends Values, F extends string> {
  /** Options with a value: how its text becomes one; issues complete the sentence "--name ...". */
  readonly values: V;
  /** Options that are there or not. */
  readonly flags?: readonly F[];
  /** What to say when an option that is needed is missing, e.g. 'the folder of good images'. */
  readonly needed?: Readonly<Partial<Record<keyof V & string, string>>>;
  /** Whether arguments without a name are taken. */
  readonly takesPaths?: boolean;
}

export interface ReadOptions<V extends Values, F extends string> {
  readonly values: { readonly [Name in keyof V]: v.InferOutput<V[Name]> | undefined };
  readonly flags: Readonly<Record<F, boolean>>;
  readonly paths: readonly string[];
}

/** Reads a command's arguments. @throws UsageError, one sentence naming the option and its value. */
export function readOptions<V extends Values, const F extends string = never>(
  command: string,
  args: readonly string[],
  { values, flags = [], needed, takesPaths = false }: OptionShape<V, F>,
): ReadOptions<V, F> {
  const typed = typedArguments(command, args, Object.keys(values), flags, takesPaths);
  const read: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(values)) {
    const text = typed.values[name];
    if (typeof text !== 'string') continue;
    const parsed = v.safeParse(schema, text);
    if (!parsed.success) {
      throw new UsageError(`${command}: --${name} ${parsed.issues[0].message}, got ${JSON.stringify(text)}.`);
    }
    read[name] = parsed.output;
  }
  for (const [name, what] of Object.entries(needed ?? {})) {
    if (typed.values[name] === undefined) {
      throw new UsageError(`${command}: --${name} is missing: ${String(what)}.`);
    }
  }
  return {
    values: read as ReadOptions<V, F>['values'],
    flags: Object.fromEntries(flags.map((name) => [name, typed.values[name] === true])) as Record<F, boolean>,
    paths: typed.positionals,
  };
}

function typedArguments(
  command: string,
  args: readonly string[],
  values: readonly string[],
  flags: readonly string[],
  takesPaths: boolean,
): { values: Readonly<Record<string, unknown>>; positionals: string[] } {
  const options: Record<string, { type: 'string' | 'boolean' }> = {};
  for (const name of values) options[name] = { type: 'string' };
  for (const name of flags) options[name] = { type: 'boolean' };
  try {
    return parseArgs({ args: [...args], options, allowPositionals: takesPaths });
  } catch (error) {
    const message = (error instanceof Error ? error.message : String(error)).split(/\. |\n/)[0] ?? '';
    throw new UsageError(`${command}: ${message.replace(/\.$/, '')}; see ${command} --help.`);
  }
}

export const someText = (expected: string) => v.pipe(v.string(), v.minLength(1, expected));

/** A whole number from least to most. */
export const wholeNumber = (least: number, most: number) => {
  const expected = `must be a whole number from ${least} to ${most}`;
  return v.pipe(
    v.string(),
    v.regex(/^\d{1,15}$/, expected),
    v.transform(Number),
    v.minValue(least, expected),
    v.maxValue(most, expected),
  );
};

/** A number from least to most, decimals allowed. */
export const decimalNumber = (least: number, most: number) => {
  const expected = `must be a number from ${least} to ${most}`;
  return v.pipe(
    v.string(),
    v.regex(/^\d{1,15}(\.\d{1,15})?$/, expected),
    v.transform(Number),
    v.minValue(least, expected),
    v.maxValue(most, expected),
  );
};

export const oneOf = <const T extends string>(allowed: readonly T[]) =>
  v.pipe(v.string(), v.picklist(allowed, `must be one of ${allowed.join(', ')}`));

/** One of some whole numbers. */
export const oneOfNumbers = <const T extends number>(allowed: readonly T[]) =>
  v.pipe(v.string(), v.transform(Number), v.picklist(allowed, `must be one of ${allowed.join(', ')}`));
