import { availableParallelism } from 'node:os';

/** @type {import('jest').Config} */
export default {
  testEnvironment: '<rootDir>/test/support/nodeEnvironment.js',
  testSequencer: '<rootDir>/test/support/slowestFirst.js',
  roots: ['<rootDir>/test', '<rootDir>/packages'],
  testMatch: ['**/test/**/*.test.ts'],
  modulePathIgnorePatterns: ['/dist/'],
  // The packages as they are written, not as they were built.
  testEnvironmentOptions: { customExportConditions: ['@visma-connect-express/source', 'node', 'node-addons'] },
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'es6' }, sourceMaps: 'inline' },
    ],
  },
  // Only ends what would never end: machines differ, and tests run beside each other.
  testTimeout: 60_000,
  // More than processors: tests wait for browsers, locks and clocks.
  maxWorkers: availableParallelism() + 1,
  workerIdleMemoryLimit: '1500MB',
};
