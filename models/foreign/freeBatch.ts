import type { ForeignNode } from '../graph/foreignNode.ts';
import type { ForeignModel } from './foreignModel.ts';
import { dependents, integersNode, node, storedIntegers } from './foreignNodes.ts';

/** The batch an input was exported with; null when it is free. */
export function fixedBatch({
  shape,
}: {
  readonly shape: ForeignModel['inputs'][number]['shape'];
}): number | null {
  const size = shape?.[0];
  return typeof size === 'number' && size > 0 ? size : null;
}

/**
 * The model with a free batch: inputs and outputs lose theirs, and so does every stored shape that an image is reshaped
 * or resized to and that begins with the batch. Whether that was all there was is for the caller to try.
 */
export function freeBatch(model: ForeignModel): ForeignModel {
  const batches = new Set(model.inputs.map(fixedBatch).filter((batch) => batch !== null));
  const [batch] = batches;
  if (batch === undefined || batches.size > 1) return model;
  const stored = storedIntegers(model);
  const ofImage = dependents(
    model,
    model.inputs.map(({ name }) => name),
  );
  const nodes = model.nodes.flatMap((each): ForeignNode[] => {
    const [x = '', operand = ''] = each.input;
    if (!ofImage.has(x)) return [each];
    if (each.opType === 'Reshape') {
      const shape = stored.get(operand);
      if (shape?.[0] !== batch) return [each];
      const free = `${each.output[0]}:shape`;
      // 0 copies the batch of x, -1 infers it.
      const first = shape.includes(-1) ? 0 : -1;
      return [integersNode(free, [first, ...shape.slice(1)]), { ...each, input: [x, free] }];
    }
    const sizes = each.opType === 'Resize' ? stored.get(each.input[3] ?? '') : undefined;
    if (sizes?.length === 4 && sizes[0] === batch) {
      const free = `${each.output[0]}:sizes`;
      const axes = { name: 'axes', type: 7, ints: [2, 3] };
      const resized = node('Resize', [x, '', '', free], each.output, [...each.attribute, axes]);
      return [integersNode(free, sizes.slice(2)), resized];
    }
    return [each];
  });
  const freed = (ports: ForeignModel['inputs']): ForeignModel['inputs'] =>
    ports.map((port) => ({ ...port, shape: port.shape && ['N', ...port.shape.slice(1)] }));
  return { ...model, nodes, inputs: freed(model.inputs), outputs: freed(model.outputs) };
}
