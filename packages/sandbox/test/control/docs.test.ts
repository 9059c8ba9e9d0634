import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { silentLogger } from '../../src/log.ts';
import { ADMIN_GUESSES } from '../../src/admin/adminGuesses.ts';
import { STORE_GUESSES } from '../../src/appStore/storeSettings.ts';
import { assembleSandbox, type AssembledSandbox } from '../../src/assembleSandbox.ts';
import { CONNECT_GUESSES } from '../../src/connect/connectSettings.ts';
import { controlApi } from '../../src/control/controlApi.ts';
import { ERP_GUESSES } from '../../src/erp/erpGuesses.ts';
import { FAULTS } from '../../src/faults.ts';
import { VNI_GUESSES } from '../../src/vni/vniGuesses.ts';
import { PORTAL_GUESSES } from '../../src/portal/portalSettings.ts';
import { openSandboxState, type SandboxState } from '../../src/world/sandboxState.ts';
import { SETTINGS, SETTINGS_CATALOGUE, sandboxSettingsSchema, type SandboxSettings } from '../../src/settings.ts';
import { aSandbox } from '../connect/connectStack.ts';
import { coverage } from '../../../../scripts/sandboxCoverage.ts';
import { guessesInCode, operationsOf } from './documented.ts';

const read = (name: string): string => readFileSync(new URL(`../../../../docs/${name}`, import.meta.url), 'utf8');
const text = read('sandbox.md');

/** The rows of the tables after a heading that begin with code, as cells without their padding. */
function tableAfter(heading: string): string[][] {
  const section = text.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  const lines = section.split('\n').filter((line) => line.startsWith('| `'));
  return lines.map((line) =>
    line
      .slice(1, -1)
      .split(' | ')
      .map((cell) => cell.trim()),
  );
}

const firstCells = (heading: string): string[] => tableAfter(heading).map(([cell = '']) => cell.split('`')[1] ?? '');

describe('docs/sandbox.md', () => {
  test('lists every fault with its words, and no other', () => {
    expect(tableAfter('Faults')).toEqual(
      FAULTS.map(({ name, where, description: words }) => [`\`${name}\``, where, words]),
    );
  });

  test('lists every setting with its default and its words, and no other', () => {
    const rows = SETTINGS.map((one) => [
      `\`${one.name}\``,
      `\`${JSON.stringify(one.default)}\``,
      one.description,
      one.guess ? 'yes' : '',
    ]);
    expect(tableAfter('Settings')).toEqual(rows);
    expect(SETTINGS.map(({ name }) => name).sort()).toEqual(Object.keys(sandboxSettingsSchema.shape).sort());
  });

  test('names every guess that is no setting', () => {
    const words = text.replace(/\s+/g, ' ');
    const all = [CONNECT_GUESSES, PORTAL_GUESSES, STORE_GUESSES, ADMIN_GUESSES, ERP_GUESSES, VNI_GUESSES].flat();
    for (const guess of all) expect(words).toContain(guess);
  });

  test('lists every comment that marks a guess in the code, and no other', () => {
    const rows = guessesInCode().map(([file, guess]) => [`\`${file}\``, guess]);
    expect(rows.length).toBeGreaterThan(30);
    expect(tableAfter('Guesses by place').map((row) => row.map(withoutEscapes))).toEqual(
      rows.map((row) => row.map(withoutEscapes)),
    );
  });
});

/** Prettier puts a backslash before some characters of texts in tables. */
function withoutEscapes(cell: string): string {
  return cell.replace(/\\(?=[*_<])/g, '');
}

describe('docs/sandbox.md, held against the routes,', () => {
  let state: SandboxState<SandboxSettings>;
  let sandbox: AssembledSandbox;
  beforeAll(() => {
    state = openSandboxState({
      store: 'memory:',
      outerClock: Date.now,
      appUrls: [],
      catalogue: SETTINGS_CATALOGUE,
      settings: {},
      seed: {},
    });
    const assembly = { issuer: 'http://127.0.0.1:4400', adminToken: 'x', logger: silentLogger(), items: 1 };
    sandbox = assembleSandbox(state, { ...assembly, vniIsOn: true, outerClock: Date.now });
  });
  afterAll(() => state.close());

  const screens = (prefix: string): string[] =>
    operationsOf(sandbox.app.router).flatMap((operation) =>
      operation.startsWith(`GET ${prefix}`) ? [operation.slice('GET '.length)] : [],
    );

  test.each([
    ['Control pages', '/sandbox'],
    ['App Store', '/store'],
    ['Visma Admin', '/admin'],
  ])('lists every screen of: %s', (heading, prefix) => {
    const listed = firstCells(heading);
    expect(listed.length).toBeGreaterThan(5);
    const unlisted = screens(prefix).filter((path) => !listed.includes(path) && !NO_SCREENS.includes(path));
    expect(unlisted).toEqual([]);
    const known = [...screens(prefix), ...MOUNTED];
    expect(listed.filter((path) => path.startsWith('/') && !known.includes(path))).toEqual([]);
  });

  test('lists every call of the control API, and no other', () => {
    const calls = operationsOf(controlApi(sandbox.control)).map((call) =>
      call.replace(' /', ' ').replace(/:(\w+)/g, '<$1>'),
    );
    expect(firstCells('Control API').sort()).toEqual(calls.sort());
  });

  test('lists every address of VNI', () => {
    const words = text.split('\n## Legacy VNI\n')[1]?.split('\n## ')[0] ?? '';
    for (const operation of operationsOf(sandbox.app.router).filter((one) => one.includes(' /API/'))) {
      const path = operation.split(' ')[1] ?? '';
      expect(words).toContain(path.replace(/:(\w+)/g, '{$1}').replace('/API/resources/v1/context/{', '/context/{'));
    }
  });
});

describe('docs/sandbox.md, held against the contract,', () => {
  const { areas, emulated } = coverage();

  test('lists every emulated operation', () => {
    expect(tableAfter('Supported: ERP API')).toEqual(emulated.erp);
    expect(tableAfter('Supported: Sales Order API')).toEqual(emulated.salesOrders);
  });

  test('counts the operations by area', () => {
    expect(tableAfter('Coverage')).toEqual(areas);
  });
});

/** Screens of routers that are mounted at a path, which Express does not tell. */
const MOUNTED = [
  ...['/store/:tenant/invitations/:code', '/store/:tenant/invitations/:code/confirm'],
  '/store/:tenant/apps/:clientId/integrate',
];

/** What a page listens to, and addresses that lead on. */
const NO_SCREENS = ['/sandbox/requests/stream', '/store/:tenant', '/admin/:customer'];

test('docs/sandbox.md tells what the metadata of Connect promise', async () => {
  const sandbox = await aSandbox();
  const answer = await fetch(new URL('/.well-known/openid-configuration', sandbox.url));
  const { issuer, ...promised } = z.record(z.string(), z.unknown()).parse(await answer.json());
  const cell = (value: unknown): string => `\`${String(value).replace(String(issuer), '')}\``;
  const rows = Object.entries(promised).map(([name, value]) => [`\`${name}\``, [value].flat().map(cell).join(', ')]);
  await sandbox.stop();
  expect(tableAfter('Supported: Visma Connect')).toEqual(rows);
});
