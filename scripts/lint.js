// Types and lint, `npm run lint`: TypeScript's errors first, then ESLint with the same program, as its typed rules ask for
// what the compiler has just found out. Together they take two thirds of what they take apart.
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import ts from 'typescript';

const root = fileURLToPath(new URL('..', import.meta.url));
const toRoot = { getCanonicalFileName: (name) => name, getCurrentDirectory: () => root, getNewLine: () => '\n' };

const program = readProgram();
const typeErrors = ts.getPreEmitDiagnostics(program);
if (typeErrors.length > 0) console.log(ts.formatDiagnostics(typeErrors, toRoot));

const eslint = new ESLint({
  cwd: root,
  overrideConfig: [{ files: ['**/*.ts'], languageOptions: { parserOptions: { programs: [program], project: null } } }],
});
const results = await eslint.lintFiles(['.']);
const found = results.reduce((sum, { errorCount, warningCount }) => sum + errorCount + warningCount, 0);
if (found > 0) console.log(await (await eslint.loadFormatter()).format(results));

process.exit(typeErrors.length + found > 0 ? 1 : 0);

function readProgram() {
  const { config, error } = ts.readConfigFile(`${root}tsconfig.json`, ts.sys.readFile);
  if (error) throw new Error(ts.formatDiagnostic(error, toRoot));
  const { fileNames, options, errors } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  return ts.createProgram({ rootNames: fileNames, options, configFileParsingDiagnostics: errors });
}
