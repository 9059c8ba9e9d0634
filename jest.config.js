import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folders of tests. */
const testRoots = ['test', ...readdirSync(new URL('packages', import.meta.url)).map((name) => `packages/${name}/test`)];

const BROWSER = /from '[^']*\/support\/browser\.ts'|from '\.\/browser\.ts'/;
const PROCESSES =
  /from '(?:node:child_process|[^']*\/(?:describeWithRedis|describeWithApache|installed|processes)\.ts)'/;

const root = fileURLToPath(new URL('.', import.meta.url));
const testFiles = testRoots
  .flatMap((folder) => readdirSync(join(root, folder), { recursive: true }).map((name) => join(root, folder, name)))
  .filter((path) => path.endsWith('.test.ts'))
  .map((path) => ({ path, kind: kindOf(readFileSync(path, 'utf8')) }));

/**
 * Long tests with real browsers and servers are projects of their own: begun first, and beside the others.
 * @type {import('jest').Config}
 */
export default {
  projects: [
    {
      ...project('browser'),
      globalSetup: '<rootDir>/test/support/runtime/startBrowser.js',
      globalTeardown: '<rootDir>/test/support/runtime/stopBrowser.js',
    },
    project('processes'),
    project('app'),
  ],
  testSequencer: '<rootDir>/test/support/slowestFirst.js',
  // Only ends what would never end: machines differ, and tests run beside each other.
  testTimeout: 60_000,
  // More than processors: tests wait for browsers, locks and clocks.
  maxWorkers: availableParallelism() + 1,
  workerIdleMemoryLimit: '1500MB',
  // On a busy machine a worker needs more than jest's half a second to end.
  workerGracefulExitTimeout: 10_000,
};

function project(displayName) {
  return {
    displayName,
    rootDir: root,
    roots: testRoots.map((folder) => `<rootDir>/${folder}`),
    testMatch: testFiles.filter(({ kind }) => kind === displayName).map(({ path }) => path),
    testEnvironment: '<rootDir>/test/support/nodeEnvironment.js',
    runtime: '<rootDir>/test/support/runtime/sharedModules.js',
    injectGlobals: false,
    transform: {},
  };
}

function kindOf(source) {
  if (BROWSER.test(source)) return 'browser';
  return PROCESSES.test(source) ? 'processes' : 'app';
}
