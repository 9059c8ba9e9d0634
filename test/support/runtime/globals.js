/** Where the runtime leaves the functions of the test file that runs. */
export const GLOBALS = Symbol.for('visma-connect-express.testGlobals');

/**
 * What `@jest/globals` is for tests. Modules live longer than a test file, so each name asks at every call which file runs.
 */
export const [expect, jest] = ['expect', 'jest'].map(ofThisFile);
export const [describe, it, test] = ['describe', 'it', 'test'].map(ofThisFile);
export const [beforeAll, beforeEach, afterAll, afterEach] = ['beforeAll', 'beforeEach', 'afterAll', 'afterEach'].map(
  ofThisFile,
);

function ofThisFile(name) {
  return new Proxy(() => undefined, {
    apply: (_target, _this, parameters) => globalThis[GLOBALS][name](...parameters),
    get: (_target, key) => globalThis[GLOBALS][name][key],
  });
}
