import { posix } from 'node:path';
import { type Import, importsOf } from './importsOf.ts';
import { type Layer, layers, packageHomes, refusedNodeModules, toolLayers } from './layerTable.ts';

/** A source tree: path relative to the project root, with forward slashes -> text. */
export type SourceTree = ReadonlyMap<string, string>;

/**
 * Sentences naming every import that goes the wrong way, every file in no layer and every package that
 * layerTable.ts says nothing about; empty when the tree keeps to the table. `dependencies` are the names
 * under `dependencies` of package.json, `developmentDependencies` those under `devDependencies`.
 */
export function layerViolations(
  tree: SourceTree,
  dependencies: readonly string[],
  developmentDependencies: readonly string[],
): string[] {
  const installed = new Set([...dependencies, ...developmentDependencies]);
  const unplaced = dependencies
    .filter((name) => !Object.hasOwn(packageHomes, name))
    .map(
      (name) =>
        `package.json: dependency "${name}" has no row in build/layerTable.ts; say who may import it.`,
    );
  const wrong = [...tree].flatMap(([file, text]) => {
    const layer = layerOf(file);
    if (layer === undefined)
      return [`${file}: is in no layer; give its folder a row in build/layerTable.ts.`];
    return importsOf(file, text).flatMap((one) => {
      const reason = refusal(file, layer, one, installed);
      return reason === undefined ? [] : [`${file}:${one.line}: ${reason}`];
    });
  });
  return [...unplaced, ...wrong];
}

function isWithin(file: string, folder: string): boolean {
  return file === folder || file.startsWith(`${folder}/`);
}

function layerOf(file: string): Layer | undefined {
  return layers
    .filter((layer) => isWithin(file, layer.folder))
    .reduce<Layer | undefined>(
      (best, layer) => (best === undefined || layer.folder.length > best.folder.length ? layer : best),
      undefined,
    );
}

function refusal(file: string, from: Layer, { specifier, typesOnly }: Import, installed: Set<string>) {
  const isTool = toolLayers.includes(from.folder);
  if (specifier === null) {
    return isTool ? undefined : 'imports a path computed at run time, which no check can follow.';
  }
  if (specifier.startsWith('.')) {
    return refusalOfFile(from, posix.join(posix.dirname(file), specifier), typesOnly);
  }
  if (specifier.startsWith('node:')) {
    if (isTool) return undefined;
    if (!from.node) return `imports "${specifier}", but ${from.folder} runs where Node is not.`;
    const reason = refusedNodeModules[specifier];
    return reason === undefined ? undefined : `imports "${specifier}": ${reason}.`;
  }
  return refusalOfPackage(file, packageName(specifier), isTool, installed);
}

function refusalOfFile(from: Layer, target: string, typesOnly: boolean): string | undefined {
  const to = layerOf(target);
  if (to === undefined) {
    // Data such as package.json or an icon is no layer; code outside every layer is reported by itself.
    return /\.(json|css|svg|png)$/.test(target) && !target.startsWith('..')
      ? undefined
      : `imports "${target}", which is in no layer.`;
  }
  if (to.folder === from.folder || from.imports.some((folder) => isWithin(to.folder, folder)))
    return undefined;
  if (from.importsTypesOf?.some((folder) => isWithin(to.folder, folder))) {
    return typesOnly
      ? undefined
      : `imports more than types from "${target}"; ${from.folder} may only know its types.`;
  }
  return `imports "${target}", but ${from.folder} may not import ${to.folder}.`;
}

function refusalOfPackage(
  file: string,
  name: string,
  isTool: boolean,
  installed: Set<string>,
): string | undefined {
  if (!installed.has(name)) return `imports package "${name}", which package.json does not name.`;
  if (isTool) return undefined;
  const homes = packageHomes[name];
  if (homes === undefined) {
    return `imports package "${name}", which has no row in build/layerTable.ts; say who may import it.`;
  }
  if (homes.some((home) => isWithin(file, home))) return undefined;
  return `imports package "${name}", which only ${homes.join(', ')} may import.`;
}

function packageName(specifier: string): string {
  const [first = specifier, second] = specifier.split('/');
  return first.startsWith('@') && second !== undefined ? `${first}/${second}` : first;
}
