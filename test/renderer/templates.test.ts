import assert from 'node:assert/strict';
import { test } from 'node:test';
import { babelParse } from 'vue/compiler-sfc';
import { rendererComponents } from '../helpers/rendererSources.ts';

/** Any node of an AST. */
interface Node {
  readonly type: unknown;
  readonly [part: string]: unknown;
}
const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value;

function* within(node: Node, enters: (child: Node, parent: Node) => boolean): Generator<Node> {
  yield node;
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isNode(child) && enters(child, node)) yield* within(child, enters);
    }
  }
}

/** Kinds of nodes of Vue's template AST. */
const [elementNode, textNode, interpolationNode, attributeNode, directiveNode] = [1, 2, 5, 6, 7];
const readOut =
  /^(aria-label|aria-description|aria-roledescription|aria-valuetext|title|alt|placeholder|label|heading)$/;
const hasWord = (said: string) => /\p{L}{2}/u.test(said);
/** A word or sentence as people read it, not a name that code compares with. */
const isProse = (literal: string) => /^\p{Lu}\p{Ll}|\p{L} \p{L}/u.test(literal);

function proseIn(expression: string): string[] {
  return [...expression.matchAll(/'((?:[^'\\]|\\.)*)'|`([^`]*)`/g)]
    .map((match) => (match[1] ?? match[2]!).replace(/\$\{[^}]*\}/g, ''))
    .filter(isProse);
}

function* elementsIn(node: Node): Generator<Node> {
  yield node;
  for (const child of (node['children'] ?? []) as Node[]) {
    if (isNode(child)) yield* elementsIn(child);
  }
}

function wordsIn(template: Node): string[] {
  const found: string[] = [];
  for (const node of elementsIn(template)) {
    if (node.type === textNode && hasWord(String(node['content'])))
      found.push(String(node['content']).trim());
    if (node.type === interpolationNode) found.push(...proseIn(sourceOf(node)));
    if (node.type !== elementNode) continue;
    for (const part of node['props'] as Node[]) {
      if (part.type === attributeNode && readOut.test(String(part['name']))) {
        const value = isNode(part['value']) ? String(part['value']['content']) : '';
        if (hasWord(value)) found.push(`${String(part['name'])}="${value}"`);
      }
      if (
        part.type === directiveNode &&
        isNode(part['arg']) &&
        readOut.test(String(part['arg']['content']))
      ) {
        found.push(...proseIn(sourceOf(part)));
      }
    }
  }
  return found;
}
const sourceOf = (node: Node): string => String((node['loc'] as { source: string }).source);

/** Units, and an example of a regular expression, are the same everywhere. */
const inEveryLanguage = /^(px|kB|MB|GB|ms|placeholder="\^.*")$/;

test('no component has words of its own: all come from the message files', () => {
  const found = rendererComponents().flatMap(({ file, descriptor }) =>
    descriptor.template?.ast === undefined
      ? []
      : wordsIn(descriptor.template.ast as unknown as Node)
          .filter((words) => !inEveryLanguage.test(words))
          .map((words) => `${file}: ${words}`),
  );
  assert.deepEqual(found, []);
});

const isFunction = ({ type }: Node) =>
  ['ArrowFunctionExpression', 'FunctionExpression', 'FunctionDeclaration', 'ObjectMethod'].includes(
    String(type),
  );
/** `list.map(…)` runs its function at once. */
function isMapped({ type, ...call }: Node): boolean {
  const property = isNode(call['callee']) ? call['callee']['property'] : undefined;
  return type === 'CallExpression' && isNode(property) && /^(flatMap|map)$/.test(String(property['name']));
}

test('no component keeps a text from when it was set up: it would stay in the language of then', () => {
  const kept = rendererComponents().flatMap(({ file, descriptor }) => {
    if (descriptor.scriptSetup === null) return [];
    const program = babelParse(descriptor.scriptSetup.content, {
      sourceType: 'module',
      plugins: ['typescript'],
    }).program as unknown as Node;
    return [...within(program, (child, parent) => !isFunction(child) || isMapped(parent))]
      .filter(({ type, ...call }) => {
        const callee = call['callee'];
        if (type !== 'CallExpression' || !isNode(callee)) return false;
        return /^(text|format[A-Z]\w*)$/.test(String(callee['name']));
      })
      .map(
        (call) => `${file}: line ${(call['loc'] as { start: { line: number } }).start.line} of its script`,
      );
  });
  // The sentence a signature begins with is the signer's own from then on.
  assert.deepEqual(
    kept.filter((one) => !one.startsWith('components/SignChallengeDialog.vue')),
    [],
  );
});
