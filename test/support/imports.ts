import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import ts from 'typescript';

/** What one file imports of another, or of a package. */
export interface Import {
  readonly from: string;
  /** A file, by its path below the root, or the name of a package; what leaves the root begins with `..`. */
  readonly to: string;
  readonly isPackage: boolean;
  readonly isType: boolean;
  /** `await import(…)`. */
  readonly isDynamic: boolean;
}

/** The source files below a folder, by their path in it. */
export function readSources(root: string): ReadonlyMap<string, string> {
  const files = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
  return new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]));
}

/** Everything that a file with this text imports. */
export function importsOf(file: string, text: string): Import[] {
  const found: Import[] = [];
  const add = (specifier: ts.Node | undefined, kind: Pick<Import, 'isType' | 'isDynamic'>) => {
    if (specifier && ts.isStringLiteral(specifier))
      found.push({ from: file, ...targetOf(file, specifier.text), ...kind });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      const isType = node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword || isOnlyTypes(node.importClause);
      add(node.moduleSpecifier, { isType, isDynamic: false });
    } else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, { isType: node.isTypeOnly, isDynamic: false });
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      add(node.argument.literal, { isType: true, isDynamic: false });
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node.arguments[0], { isType: false, isDynamic: true });
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.ESNext, true));
  return found;
}

/** `import { type A, type B }`. */
function isOnlyTypes(clause: ts.ImportClause | undefined): boolean {
  const bindings = clause?.namedBindings;
  if (!bindings || !ts.isNamedImports(bindings) || clause.name) return false;
  return bindings.elements.length > 0 && bindings.elements.every(({ isTypeOnly }) => isTypeOnly);
}

function targetOf(file: string, specifier: string): Pick<Import, 'to' | 'isPackage'> {
  if (!specifier.startsWith('.')) return { to: specifier.replace(/^((?:@[^/]+\/)?[^/]+).*$/, '$1'), isPackage: true };
  return { to: normalize(join(dirname(file), specifier)), isPackage: false };
}

/** The folder of a file, or the file itself at the top. */
export function placeOf(file: string): string {
  return file.split('/')[0] ?? file;
}

/** The first cycle found among files, types left out: they are gone when the program runs. */
export function cycleIn(some: readonly Import[]): string[] | undefined {
  const next = new Map<string, string[]>();
  for (const { from, to, isPackage, isType, isDynamic } of some) {
    if (!isPackage && !isType && !isDynamic) next.set(from, [...(next.get(from) ?? []), to]);
  }
  const done = new Set<string>();
  const walk = (file: string, path: readonly string[]): string[] | undefined => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return undefined;
    for (const target of next.get(file) ?? []) {
      const cycle = walk(target, [...path, file]);
      if (cycle) return cycle;
    }
    done.add(file);
    return undefined;
  };
  for (const file of next.keys()) {
    const cycle = walk(file, []);
    if (cycle) return cycle;
  }
  return undefined;
}

/** Which folders may import which; what leaves the root is `outside`. */
export type Arrows = Readonly<Record<string, readonly string[]>>;

/** The imports that take another arrow than the allowed ones, in words. */
export function violationsOf(some: readonly Import[], allowed: Arrows): string[] {
  return some.flatMap((one) => {
    const arrow = arrowOf(one);
    return arrow && allowed[arrow[0]]?.includes(arrow[1]) !== true ? [`${one.from} imports ${one.to}`] : [];
  });
}

/** The allowed arrows that no import takes. */
export function unusedArrows(some: readonly Import[], allowed: Arrows): string[] {
  const used = new Set(some.map((one) => arrowOf(one)?.join(' -> ')));
  return Object.entries(allowed)
    .flatMap(([from, targets]) => targets.map((to) => `${from} -> ${to}`))
    .filter((arrow) => !used.has(arrow));
}

/** Between which places an import leads; undefined within one place, and to a package. */
function arrowOf({ from, to, isPackage }: Import): readonly [from: string, to: string] | undefined {
  const there = to.startsWith('..') ? 'outside' : placeOf(to);
  return isPackage || there === placeOf(from) ? undefined : [placeOf(from), there];
}
