import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { ADMIN_GUESSES } from '../../../src/sandbox/admin/adminGuesses.ts';
import { STORE_GUESSES } from '../../../src/sandbox/app-store/storeSettings.ts';
import { CONNECT_GUESSES } from '../../../src/sandbox/connect/connectSettings.ts';
import { ERP_GUESSES } from '../../../src/sandbox/erp/erpGuesses.ts';
import { FAULTS } from '../../../src/sandbox/faults.ts';
import { VNI_GUESSES } from '../../../src/sandbox/legacy/vniGuesses.ts';
import { PORTAL_GUESSES } from '../../../src/sandbox/portal/portalSettings.ts';
import { SETTINGS, sandboxSettingsSchema } from '../../../src/sandbox/world/settings.ts';

const text = readFileSync(new URL('../../../docs/sandbox.md', import.meta.url), 'utf8');

/** The rows of the table that begins after a heading, as cells without their padding. */
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

describe('docs/sandbox.md', () => {
  test('lists every fault with its words, and no other', () => {
    expect(tableAfter('Faults')).toEqual(FAULTS.map(({ name, where, words }) => [`\`${name}\``, where, words]));
  });

  test('lists every setting with its default and its words, and no other', () => {
    const rows = SETTINGS.map((one) => [
      `\`${one.name}\``,
      `\`${JSON.stringify(one.default)}\``,
      one.words,
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
});
