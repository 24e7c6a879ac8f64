import ts from 'typescript';
import { parse } from 'vue/compiler-sfc';

/** One import of a source file. `specifier` is null where it is computed at run time. */
export interface Import {
  specifier: string | null;
  /** True when nothing of it is left at run time. */
  typesOnly: boolean;
  /** 1-based line in the file. */
  line: number;
}

/** Every import, re-export, dynamic import, `require` and import type in a .ts, .js or .vue file. */
export function importsOf(file: string, text: string): Import[] {
  if (!file.endsWith('.vue')) return importsOfScript(file, text, 0);
  const { descriptor } = parse(text, { filename: file });
  return [descriptor.script, descriptor.scriptSetup].flatMap((block) => {
    if (block === null) return [];
    const external: Import[] =
      block.src === undefined ? [] : [{ specifier: block.src, typesOnly: false, line: block.loc.start.line }];
    return [...external, ...importsOfScript(`${file}.ts`, block.content, block.loc.start.line - 1)];
  });
}

function importsOfScript(file: string, text: string, lineOffset: number): Import[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
  const found: Import[] = [];
  const add = (node: ts.Node, specifier: ts.Node | undefined, typesOnly: boolean): void => {
    const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1 + lineOffset;
    const literal = specifier !== undefined && ts.isStringLiteralLike(specifier);
    found.push({ specifier: literal ? specifier.text : null, typesOnly, line });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      add(node, node.moduleSpecifier, importsOnlyTypes(node.importClause));
    } else if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined) {
      add(node, node.moduleSpecifier, exportsOnlyTypes(node));
    } else if (ts.isImportTypeNode(node)) {
      add(node, ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined, true);
    } else if (ts.isImportEqualsDeclaration(node) && ts.isExternalModuleReference(node.moduleReference)) {
      add(node, node.moduleReference.expression, node.isTypeOnly);
    } else if (ts.isCallExpression(node) && isImportCall(node)) {
      add(node, node.arguments[0], false);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function isImportCall(node: ts.CallExpression): boolean {
  const { expression } = node;
  return (
    expression.kind === ts.SyntaxKind.ImportKeyword ||
    (ts.isIdentifier(expression) && expression.text === 'require')
  );
}

/** `import 'x'` and `import { type T } from 'x'` (verbatimModuleSyntax) differ: only the first always runs x. */
function importsOnlyTypes(clause: ts.ImportClause | undefined): boolean {
  if (clause === undefined) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const bindings = clause.namedBindings;
  if (clause.name !== undefined || bindings === undefined || !ts.isNamedImports(bindings)) return false;
  return bindings.elements.length > 0 && bindings.elements.every((element) => element.isTypeOnly);
}

function exportsOnlyTypes(node: ts.ExportDeclaration): boolean {
  if (node.isTypeOnly) return true;
  const clause = node.exportClause;
  if (clause === undefined || !ts.isNamedExports(clause)) return false;
  return clause.elements.length > 0 && clause.elements.every((element) => element.isTypeOnly);
}
