import { ModuleMocker } from 'jest-mock';
import { Agent, getGlobalDispatcher, setGlobalDispatcher } from 'undici';

/**
 * Where a test file runs: the worker's own Node, left as it was found. No connection stays behind either: an answer that
 * a test has not read keeps the connection of its `fetch` open, and the worker, which must end by itself, with it.
 */
export default class NodeEnvironment {
  global = globalThis;
  moduleMocker = new ModuleMocker(globalThis);
  found = { console: globalThis.console, exit: process.exit };

  getVmContext() {
    return null;
  }

  async setup() {
    setGlobalDispatcher(new Agent());
  }

  /** A failure shows the line of the test, not the one that passes its call on. */
  handleTestEvent({ name, test }) {
    if (name !== 'test_done') return;
    for (const error of test.errors.flat(2)) {
      if (error instanceof Error) error.stack = error.stack.replace(/^.*\/runtime\/globals\.js.*\n?/gm, '');
    }
  }

  async teardown() {
    this.moduleMocker.restoreAllMocks();
    globalThis.console = this.found.console;
    process.exit = this.found.exit;
    await getGlobalDispatcher().destroy();
  }
}
