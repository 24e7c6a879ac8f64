import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { Manifest, manifestFormat } from './manifest.ts';

/** What a bundle folder holds: `model.json` (the manifest), `model.onnx` and the reference images. */
export interface BundleContent {
  manifest: Manifest;
  /** Bytes of `model.onnx`. */
  model: Uint8Array;
  /** Camera files byte for byte, by their path in the folder (`references/NAME`); exactly those the manifest lists. */
  references: ReadonlyMap<string, Uint8Array>;
}

/** Names inside a bundle folder; nothing else belongs there. */
export const bundleFiles = { manifest: 'model.json', model: 'model.onnx', references: 'references' } as const;

/** A folder is no bundle, is damaged, or must not be overwritten; the message is a sentence for the user. */
export class BundleError extends Error {
  override name = 'BundleError';
}

export function sha256Hex(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Parses the text of `model.json`; throws BundleError saying what is wrong where. */
export function parseManifest(text: string): Manifest {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new BundleError(`model.json is not JSON (${(error as Error).message}).`);
  }
  const format =
    typeof value === 'object' && value !== null ? (value as { format?: unknown }).format : undefined;
  if (format !== manifestFormat) {
    throw new BundleError(
      `model.json has format ${JSON.stringify(format)}, this version reads format ${manifestFormat}.`,
    );
  }
  const result = v.safeParse(Manifest, value);
  if (result.success) return result.output;
  const issue = result.issues[0];
  throw new BundleError(`model.json is wrong at ${v.getDotPath(issue) ?? 'its root'}: ${issue.message}.`);
}

/**
 * Throws BundleError unless hashes, heads and references of the content agree with its manifest. Whether this version
 * prepares images as `preprocessingSha256` says is known only where images are prepared.
 */
export function verifyBundle({ manifest, model, references }: BundleContent): void {
  const refuseUnless = (holds: boolean, sentence: string): void => {
    if (!holds) throw new BundleError(sentence);
  };
  const expectHash = (what: string, actual: string, expected: string): void =>
    refuseUnless(
      actual === expected,
      `${what} has SHA-256 ${short(actual)}, model.json says ${short(expected)}: it was changed or only half written.`,
    );
  expectHash('model.onnx', sha256Hex(model), manifest.modelSha256);

  const { head, limit } = manifest.calibration;
  const heads = Object.keys(manifest.heads);
  const inForce = manifest.heads[head];
  refuseUnless(inForce !== undefined, `the head in force, ${head}, has no statistics in model.json.`);
  refuseUnless(
    inForce?.limit === limit,
    `${head} has the limit ${inForce?.limit} in its statistics and ${limit} in the calibration.`,
  );

  refuseUnless(
    (manifest.preprocessing.locate === undefined) === (manifest.locating === undefined),
    'model.json locates the part but has no limits of finding it, or the other way round.',
  );

  const listed = new Set(manifest.references.map(({ file }) => file));
  refuseUnless(listed.size === manifest.references.length, 'model.json lists a reference image twice.');
  for (const reference of manifest.references) {
    const bytes = references.get(reference.file);
    if (bytes === undefined) throw new BundleError(`${reference.file} is listed in model.json but missing.`);
    expectHash(reference.file, sha256Hex(bytes), reference.sha256);
    const scored = Object.keys(reference.scores);
    refuseUnless(
      scored.length === heads.length && heads.every((name) => scored.includes(name)),
      `${reference.file} has scores of ${scored.join(', ')}, the bundle has the heads ${heads.join(', ')}.`,
    );
  }
}

function short(hash: string): string {
  return `${hash.slice(0, 12)}…`;
}
