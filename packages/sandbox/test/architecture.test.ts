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
 * Arrows between the folders of the sandbox. The world knows no system, and no system knows another: what they need of
 * each other is handed to them where the sandbox is put together.
 */
const ALLOWED: Arrows = {
  world: [],
  // Below the systems.
  protocol: ['world'],
  systems: ['world'],
  dataset: ['world'],
  api: ['dataset', 'protocol', 'world'],
  // The systems.
  connect: ['protocol', 'systems', 'world', 'log.ts'],
  erp: ['api', 'dataset', 'world'],
  salesOrder: ['api', 'dataset'],
  portal: ['protocol', 'systems', 'world'],
  appStore: ['systems', 'world'],
  admin: ['systems', 'world'],
  consents: ['systems', 'world'],
  vni: ['api', 'protocol', 'systems', 'world'],
  control: ['systems', 'world'],
  // Where they are put together.
  'companyData.ts': ['api', 'dataset', 'erp', 'salesOrder', 'world'],
  'faults.ts': ['api', 'connect', 'world'],
  'faultsToTry.ts': ['faults.ts'],
  'settings.ts': ['api', 'appStore', 'connect', 'portal', 'world'],
  'sandboxApp.ts': [
    ...['admin', 'appStore', 'connect', 'consents', 'control', 'erp', 'portal', 'salesOrder', 'systems', 'vni'],
    ...['world', 'companyData.ts', 'faults.ts', 'settings.ts'],
  ],
  'assembleSandbox.ts': [
    ...['connect', 'control', 'vni', 'world', 'companyData.ts', 'faults.ts', 'sandboxApp.ts', 'settings.ts', 'log.ts'],
  ],
  'start.ts': ['world', 'assembleSandbox.ts', 'faults.ts', 'faultsToTry.ts', 'sandboxApp.ts', 'settings.ts', 'log.ts'],
  'startConfigured.ts': ['world', 'start.ts', 'welcome.ts', 'configError.ts', 'log.ts'],
  'variables.ts': ['configError.ts', 'startConfigured.ts'],
  'cli.ts': ['configError.ts', 'log.ts', 'startConfigured.ts', 'variables.ts'],
  'welcome.ts': ['start.ts'],
};

const SANDBOX = fileURLToPath(new URL('../src', import.meta.url));

const sources = readSources(SANDBOX);
const imports = [...sources].flatMap(([file, text]) => importsOf(file, text));

describe('Imports inside the sandbox', () => {
  test('take allowed arrows only', () => {
    expect(sources.size).toBeGreaterThan(200);
    expect(violationsOf(imports, ALLOWED)).toEqual([]);
  });

  test('take every allowed arrow', () => {
    expect(unusedArrows(imports, ALLOWED)).toEqual([]);
  });

  test('have no cycle', () => {
    expect(cycleIn(imports)).toBeUndefined();
  });

  test.each([
    ['world/x.ts', "import { CONNECT_SETTINGS } from '../connect/connectSettings.ts';"],
    ['world/x.ts', "import type { Shell } from '../systems/system.ts';"],
    ['erp/customers/x.ts', "import { orderStorage } from '../../salesOrder/orderStorage.ts';"],
    ['salesOrder/x.ts', "import type { CustomerRecord } from '../erp/customers/customerRecord.ts';"],
    ['portal/x.ts', "import { pageWords } from '../connect/pageMessages.ts';"],
    ['connect/x.ts', "export { createVniRecords } from '../vni/vniRecords.ts';"],
    ['control/x.ts', "const it = await import('../erp/erpRouter.ts');"],
    ['dataset/x.ts', "import * as RESOURCES from '../erp/resources.ts';"],
    ['systems/x.ts', "import { createFirstParty } from '../connect/firstParty.ts';"],
    ['erp/x.ts', "import { createCompanyData } from '../companyData.ts';"],
    ['admin/x.ts', "import { loadConfig } from '../../config.ts';"],
    ['webhooks/x.ts', "import type { World } from '../world/world.ts';"],
  ])('would be noticed in %s: %s', (file, text) => {
    expect(violationsOf(importsOf(file, text), ALLOWED)).toHaveLength(1);
  });

  test('in a circle would be noticed', () => {
    const circle = [...importsOf('erp/a.ts', "import './b.ts';"), ...importsOf('erp/b.ts', "import './a.ts';")];
    expect(cycleIn([...imports, ...circle])).toEqual(['erp/a.ts', 'erp/b.ts', 'erp/a.ts']);
  });

  test('that nobody needs any more would be noticed', () => {
    const without = imports.filter(({ from, to }) => !(placeOf(from) === 'salesOrder' && placeOf(to) === 'dataset'));
    expect(unusedArrows(without, ALLOWED)).toEqual(['salesOrder -> dataset']);
  });
});
