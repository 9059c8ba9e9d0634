import { TestEnvironment } from 'jest-environment-node';

const DISPATCHER = Symbol.for('undici.globalDispatcher.1');

/**
 * Where a test file runs: Node, and no connection left behind. An answer that a test has not read keeps the connection
 * of its `fetch` open, and the worker, which must end by itself, with it.
 */
export default class NodeEnvironment extends TestEnvironment {
  async teardown() {
    const dispatcher = globalThis[DISPATCHER];
    if (dispatcher) {
      globalThis[DISPATCHER] = new dispatcher.constructor();
      await dispatcher.destroy();
    }
    await super.teardown();
  }
}
