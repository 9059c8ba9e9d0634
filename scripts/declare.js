// Writes the declarations of packages, in a process of its own: `node scripts/declare.js <package> <folder to write to> …`.
// All of them in one program: most of what a compiler reads is the same libraries for each.
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('..', import.meta.url));
const toRoot = { getCanonicalFileName: (name) => name, getCurrentDirectory: () => root, getNewLine: () => '\n' };

const parameters = process.argv.slice(2);
const packages = parameters.flatMap((folder, index) =>
  index % 2 === 0 ? { src: join(root, folder, 'src') + sep, target: parameters[index + 1], folder } : [],
);
const parsed = packages.map(({ folder }) => readConfig(join(root, folder, 'tsconfig.json')));
const program = ts.createProgram({
  rootNames: parsed.flatMap(({ fileNames }) => fileNames),
  options: { ...parsed[0].options, rootDir: root },
});
const { diagnostics } = program.emit(undefined, writeDeclaration);
if (diagnostics.length > 0) throw new Error(ts.formatDiagnostics(diagnostics, toRoot));

/** Beside where its package's modules are written, and nowhere else: `name` is below `outDir`, as if all were one. */
function writeDeclaration(_name, text, _withMark, _onError, [source]) {
  const path = join(source.fileName);
  const { src, target } = packages.find((one) => path.startsWith(one.src));
  ts.sys.writeFile(join(target, path.slice(src.length).replace(/\.ts$/, '.d.ts')), text);
}

function readConfig(file) {
  const { config, error } = ts.readConfigFile(file, ts.sys.readFile);
  if (error) throw new Error(ts.formatDiagnostics([error], toRoot));
  return ts.parseJsonConfigFileContent(config, ts.sys, join(file, '..'));
}
