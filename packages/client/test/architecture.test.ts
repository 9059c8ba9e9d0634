import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import {
  cycleIn,
  importsOf,
  placeOf,
  readSources,
  unusedArrows,
  violationsOf,
  type Arrows,
} from '../../../test/support/imports.ts';

/*
 * Arrows between the folders of the client. It imports nothing of the application, and speaks with nobody's session.
 */
const ALLOWED: Arrows = {
  connect: ['errors.ts', 'logger.ts', 'readText.ts'],
  transport: ['errors.ts', 'readText.ts'],
  sync: ['resources', 'errors.ts', 'serviceError.ts'],
  resources: ['transport', 'sync', 'errors.ts'],
  'resources.ts': ['resources'],
  'background.ts': ['transport', 'errors.ts'],
  'erpClient.ts': ['background.ts', 'resources', 'resources.ts', 'transport', 'version.ts'],
  'serviceError.ts': ['errors.ts'],
  'explain.ts': ['errors.ts', 'serviceError.ts'],
  'pace.ts': ['errors.ts'],
  'serviceTokens.ts': ['connect', 'errors.ts'],
  'caller.ts': ['connect', 'resources', 'transport', 'errors.ts', 'explain.ts', 'pace.ts', 'serviceTokens.ts'],
  'tenantClient.ts': ['caller.ts', 'resources', 'resources.ts'],
  'serviceClient.ts': [
    ...['connect', 'resources', 'resources.ts', 'transport', 'caller.ts', 'erpClient.ts', 'errors.ts', 'explain.ts'],
    ...['logger.ts', 'pace.ts', 'serviceError.ts', 'serviceTokens.ts', 'tenantClient.ts'],
  ],
};

const CLIENT = fileURLToPath(new URL('../src', import.meta.url));

const sources = readSources(CLIENT);
const imports = [...sources].flatMap(([file, text]) => importsOf(file, text));

describe('Imports inside the client', () => {
  test('take allowed arrows only', () => {
    expect(sources.size).toBeGreaterThan(50);
    expect(violationsOf(imports, ALLOWED)).toEqual([]);
  });

  test('take every allowed arrow', () => {
    expect(unusedArrows(imports, ALLOWED)).toEqual([]);
  });

  test('have no cycle', () => {
    expect(cycleIn(imports)).toBeUndefined();
  });

  test.each([
    ['transport/x.ts', "import { createConnectClient } from '../connect/connectClient.ts';"],
    ['connect/x.ts', "import type { Page } from '../resources/page.ts';"],
    ['resources/x.ts', "import { createServiceClient } from '../serviceClient.ts';"],
    ['sync/x.ts', "import { EXIT } from '../../../../src/commands/exitCode.ts';"],
  ])('would be noticed in %s: %s', (file, text) => {
    expect(violationsOf(importsOf(file, text), ALLOWED)).toHaveLength(1);
  });

  test('that nobody needs any more would be noticed', () => {
    const without = imports.filter(({ from, to }) => !(placeOf(from) === 'sync' && placeOf(to) === 'resources'));
    expect(unusedArrows(without, ALLOWED)).toEqual(['sync -> resources']);
  });
});
