import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import type { Views } from '../../src/web/rendering/renderPage.ts';

/** Does not compile unless it names each view of the map, and no other. */
const VIEWS: Readonly<Record<keyof Views, true>> = {
  'errors/error': true,
  'pages/account': true,
  'pages/companies': true,
  'pages/form': true,
  'pages/formConflict': true,
  'pages/home': true,
  'pages/inventoryItem': true,
  'pages/list': true,
  'pages/logout': true,
  'pages/protocol': true,
  'pages/protocolStep': true,
  'pages/protocolTokens': true,
  'pages/protocolTry': true,
  'pages/signedOut': true,
  'pages/start': true,
  'pages/detail': true,
};

test.each(['pages', 'errors'])(
  'each view under views/%s has the type of its data, and each typed view is there',
  (folder) => {
    const files = readdirSync(fileURLToPath(new URL(`../../views/${folder}`, import.meta.url)));
    const typed = Object.keys(VIEWS).filter((name) => name.startsWith(`${folder}/`));
    expect(files.map((file) => `${folder}/${basename(file, '.ejs')}`).toSorted()).toEqual(typed.toSorted());
  },
);
