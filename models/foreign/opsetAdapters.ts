import { opsetVersion } from '../graph/encodeModel.ts';
import type { ForeignAttribute, ForeignNode } from '../graph/foreignNode.ts';
import { type ForeignModel, ForeignModelError, attributeOf } from './foreignModel.ts';
import { filledNode, intAttribute, integersNode, node, stringAttribute } from './foreignNodes.ts';

/** How a node is spelled from an opset on. */
interface Adapter {
  /** First opset that spells it in the new way. */
  readonly from: number;
  readonly adapt: (old: ForeignNode) => readonly ForeignNode[];
}

const text = (attribute: ForeignAttribute | undefined): string | undefined =>
  attribute?.s && new TextDecoder().decode(attribute.s);

const without = (old: ForeignNode, ...names: string[]): readonly ForeignAttribute[] =>
  old.attribute.filter(({ name }) => !names.includes(name));

/** Attributes that became inputs, in the order of the inputs after the first; one that is not there is left out. */
function toInputs(from: number, ...names: string[]): Adapter {
  return {
    from,
    adapt(old) {
      const constants: ForeignNode[] = [];
      const inputs = names.map((name) => {
        const attribute = attributeOf(old, name);
        if (!attribute) return '';
        const output = `${old.output[0]}:${name}`;
        const { f, i, ints } = attribute;
        if (f !== undefined) constants.push(filledNode(output, f));
        else constants.push(integersNode(output, ints ?? (i === undefined ? [] : [i])));
        return output;
      });
      while (inputs.at(-1) === '') inputs.pop();
      const fresh = node(
        old.opType,
        [...old.input.slice(0, 1), ...inputs],
        old.output,
        without(old, ...names),
      );
      return [...constants, fresh];
    },
  };
}

/** Until opset 12 over all axes from `axis` (default 1) on together, since 13 over that axis alone (default the last). */
const flattenedSoftmax: Adapter = {
  from: 13,
  adapt(old) {
    const [output = ''] = old.output;
    const [shape, rows, result] = [`${output}:shape`, `${output}:rows`, `${output}:result`];
    return [
      node('Shape', old.input, [shape]),
      node('Flatten', old.input, [rows], [intAttribute('axis', attributeOf(old, 'axis')?.i ?? 1)]),
      node(old.opType, [rows], [result], [intAttribute('axis', -1)]),
      node('Reshape', [result, shape], [output]),
    ];
  },
};

/** Upsample, and Resize of opset 10: pixel corners at whole coordinates, the pixel before. */
const fromCorners: Adapter = {
  from: 11,
  adapt(old) {
    const [x = '', scales = ''] = old.input;
    const how = [
      stringAttribute('coordinate_transformation_mode', 'asymmetric'),
      stringAttribute('nearest_mode', 'floor'),
    ];
    return [node('Resize', [x, '', scales], old.output, [...old.attribute, ...how])];
  },
};

/** Since opset 18 a Split into equal parts says how many. */
const countedSplit: Adapter = {
  from: 18,
  adapt: (old) =>
    old.input.length > 1 || attributeOf(old, 'num_outputs')
      ? [old]
      : [{ ...old, attribute: [...old.attribute, intAttribute('num_outputs', old.output.length)] }],
};

const gridModes: Readonly<Record<string, string>> = { bilinear: 'linear', bicubic: 'cubic' };
const renamedGridModes: Adapter = {
  from: 20,
  adapt: (old) => {
    const mode = text(attributeOf(old, 'mode')) ?? 'bilinear';
    return [
      { ...old, attribute: [...without(old, 'mode'), stringAttribute('mode', gridModes[mode] ?? mode)] },
    ];
  },
};

const reductions = ['L1', 'L2', 'LogSum', 'LogSumExp', 'Max', 'Mean', 'Min', 'Prod', 'SumSquare'];

/** Every operator whose spelling changed between opset 9 and ours, oldest change first (onnx/docs/Changelog.md). */
export const opsetAdapters: Readonly<Record<string, readonly Adapter[]>> = {
  Clip: [toInputs(11, 'min', 'max')],
  GridSample: [renamedGridModes],
  Hardmax: [flattenedSoftmax],
  LogSoftmax: [flattenedSoftmax],
  Pad: [toInputs(11, 'pads', 'value')],
  ReduceSum: [toInputs(13, 'axes')],
  ...Object.fromEntries(reductions.map((name) => [`Reduce${name}`, [toInputs(18, 'axes')]])),
  Resize: [fromCorners],
  Scatter: [{ from: 11, adapt: (old) => [{ ...old, opType: 'ScatterElements' }] }],
  Slice: [toInputs(10, 'starts', 'ends', 'axes')],
  Softmax: [flattenedSoftmax],
  Split: [toInputs(13, 'split'), countedSplit],
  Squeeze: [toInputs(13, 'axes')],
  TopK: [toInputs(10, 'k')],
  Unsqueeze: [toInputs(13, 'axes')],
  Upsample: [fromCorners],
};

/**
 * The model as our opset spells it, and as inspection uses it: Dropout does nothing. Newer opsets are taken as they are: where
 * an operator is unknown in ours or gives another result, the comparison with the original tells.
 * @throws ForeignModelError for what has no equal: normalisation by the statistics of the batch.
 */
export function atOurOpset(model: ForeignModel): ForeignModel {
  const nodes = model.nodes.flatMap((old) => {
    if (old.opType === 'Dropout') return [node('Identity', old.input.slice(0, 1), old.output.slice(0, 1))];
    if (old.opType === 'BatchNormalization' && attributeOf(old, 'training_mode')?.i === 1) {
      throw new ForeignModelError(
        `${model.file} cannot be imported: the BatchNormalization that computes "${old.output[0]}" is in training mode; ` +
          'export the network in evaluation mode.',
      );
    }
    const adapters = opsetAdapters[old.opType] ?? [];
    return adapters
      .filter(({ from }) => model.opset < from)
      .reduce<readonly ForeignNode[]>(
        (fresh, { adapt }) => fresh.flatMap((each) => (each.opType === old.opType ? adapt(each) : [each])),
        [old],
      );
  });
  return { ...model, opset: opsetVersion, nodes };
}
