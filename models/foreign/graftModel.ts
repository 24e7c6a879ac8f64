import type { ForeignNode, ForeignTensor } from '../graph/foreignNode.ts';
import type { Value } from '../graph/graph.ts';
import type { NamedShape } from './compareWithOriginal.ts';
import { type ForeignModel, ForeignModelError } from './foreignModel.ts';
import { neededNodes } from './foreignNodes.ts';

/** Appends what a model computes of `given` (its inputs, or values inside it that are then not computed) to their graph. */
export type GraftModel = (given: Readonly<Record<string, Value>>, results: readonly NamedShape[]) => Value[];

/**
 * Makes a model ready to be appended to graphs, as often as wanted; its weights are stored once a graph. `prefix` sets
 * its names apart from those of other models. Results are float32 [N, ...shape].
 */
export function graftable(model: ForeignModel, prefix: string): GraftModel {
  const tensors = new Map<string, ForeignTensor>(
    [...model.initializers].map(([name, tensor]) => [name, { ...tensor, name: `${prefix}/${name}` }]),
  );
  return (given, results) => {
    const [{ graph } = refuseNothing()] = Object.values(given);
    const names = results.map(({ name }) => name);
    const { nodes, unfed } = neededNodes(model, new Set(Object.keys(given)), names);
    if (unfed.length > 0) {
      throw new ForeignModelError(
        `${model.file} cannot be imported: ${names.map((name) => `"${name}"`).join(', ')} cannot be computed without "${unfed[0]}".`,
      );
    }
    const part = `${prefix}.${graph.grafts.length}`;
    const here = (name: string): string =>
      name === '' ? '' : (given[name]?.name ?? tensors.get(name)?.name ?? `${part}/${name}`);
    const renamed = nodes.map((node): ForeignNode => ({
      ...node,
      name: `${part}/${node.name}`,
      input: node.input.map(here),
      // A value that is given may stand beside one that is needed.
      output: node.output.map((name) => (name in given ? `${part}/${name}` : here(name))),
    }));
    const read = new Set(nodes.flatMap(({ input }) => input));
    const computed = results.filter(({ name }) => !(name in given));
    const values = graph.graft(
      {
        nodes: renamed,
        tensors: [...tensors].filter(([name]) => read.has(name)).map(([, tensor]) => tensor),
      },
      computed.map(({ name, shape }) => ({ name: here(name), type: 'float32', shape: ['N', ...shape] })),
    );
    return results.map(
      ({ name }) => given[name] ?? values[computed.findIndex((each) => each.name === name)]!,
    );
  };
}

function refuseNothing(): never {
  throw new TypeError('graftModel: at least one value must be given.');
}
