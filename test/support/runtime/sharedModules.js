import { createRequire, register } from 'node:module';
import { pathToFileURL } from 'node:url';
import { mapFileOf } from './compiled.js';
import { GLOBALS } from './globals.js';

const require = createRequire(import.meta.url);
/** Where jest-circus keeps the handlers of a test file, beyond its end. */
const EVENT_HANDLERS = Symbol.for('EVENT_HANDLERS');

register('./loader.js', import.meta.url);

/**
 * Jest's runtime on Node's own module loader: what a worker has imported for one test file is there for the next. Jest's
 * own runtime compiles, links and runs every module again for every file, which was half of the tests' processor time.
 * It holds because importing does nothing in this house, and because no test mocks a module: here none can.
 */
export default class SharedModules {
  constructor(_config, environment, _resolver, _transformer, _sources, _coverage, _testPath, { watch, watchAll }) {
    if (watch || watchAll) throw new Error('A worker imports a module once: watching would run what it was');
    this.environment = environment;
  }

  unstable_shouldLoadAsEsm() {
    return true;
  }

  unstable_importModule(path) {
    return import(pathToFileURL(path).href);
  }

  requireModule(path) {
    return require(path);
  }

  /** jest-circus keeps the tests of a file in its module: a new one for each. */
  requireInternalModule(path) {
    delete globalThis[EVENT_HANDLERS];
    delete require.cache[path];
    return require(path);
  }

  setGlobalsForRuntime(globals) {
    const { moduleMocker } = this.environment;
    const [fn, spyOn] = [moduleMocker.fn, moduleMocker.spyOn].map((method) => method.bind(moduleMocker));
    globalThis[GLOBALS] = { ...globals, jest: { fn, spyOn } };
  }

  getSourceMaps() {
    return mapFiles;
  }

  getAllCoverageInfoCopy() {}

  enterTestCode() {}

  leaveTestCode() {}

  teardown() {}
}

/** The source map of every file that a stack may name, looked for when one first does. Jest asks for every line of a stack. */
class MapFiles extends Map {
  get(name) {
    if (!this.has(name)) this.set(name, mapFileOf(name) ?? '');
    return super.get(name);
  }
}

/** One for all test files of a worker: jest forgets with it what it has read of maps. */
const mapFiles = new MapFiles();
