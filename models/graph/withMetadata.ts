import { modelProto } from './onnxProto.ts';

/**
 * A serialised ModelProto with more metadata_props; every byte of the model stays as it is, also what this project
 * does not read, because Protocol Buffers appends the repeated fields of messages written one after the other.
 * @throws RangeError when the model has one of the keys already.
 */
export function withMetadata(model: Uint8Array, metadata: Readonly<Record<string, string>>): Uint8Array {
  const { metadataProps } = modelProto.toObject(modelProto.decode(model), { defaults: true }) as {
    metadataProps: { key: string }[];
  };
  const taken = metadataProps.find(({ key }) => Object.hasOwn(metadata, key));
  if (taken) throw new RangeError(`withMetadata: the model has metadata "${taken.key}" already.`);
  const more = Object.entries(metadata).map(([key, value]) => ({ key, value }));
  return Buffer.concat([model, modelProto.encode(modelProto.create({ metadataProps: more })).finish()]);
}
