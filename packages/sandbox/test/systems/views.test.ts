import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import type { SandboxViews } from '../../src/systems/renderPage.ts';

/** Does not compile unless it names each view of the map, and no other. */
const TYPED: Readonly<Record<keyof SandboxViews, true>> = {
  'admin/companies': true,
  'admin/company': true,
  'admin/company-configuration': true,
  'admin/company-general': true,
  'admin/new-person': true,
  'admin/people': true,
  'admin/person': true,
  'admin/remove-person': true,
  'appStore/confirm': true,
  'appStore/consent': true,
  'appStore/invitation-code': true,
  'appStore/listing': true,
  'appStore/listings': true,
  'appStore/my-app': true,
  'appStore/my-apps': true,
  'appStore/withdraw': true,
  'connect/company': true,
  'connect/consent': true,
  'connect/error': true,
  'connect/form-post': true,
  'connect/notice': true,
  'connect/sign-in': true,
  'connect/sign-out': true,
  'connect/signed-out': true,
  'consents/consents': true,
  'control/enter': true,
  'control/faults': true,
  'control/migration': true,
  'control/overview': true,
  'control/request': true,
  'control/request-row': true,
  'control/requests': true,
  'control/reset': true,
  'control/sessions': true,
  'control/settings': true,
  'control/snapshots': true,
  'control/time': true,
  index: true,
  'portal/apis': true,
  'portal/app-store': true,
  'portal/application-types': true,
  'portal/applications': true,
  'portal/approvals': true,
  'portal/branding': true,
  'portal/credentials': true,
  'portal/customers': true,
  'portal/debugger': true,
  'portal/details': true,
  'portal/documentation': true,
  'portal/icon': true,
  'portal/integration-api': true,
  'portal/integration-scopes': true,
  'portal/integration-summary': true,
  'portal/integrations': true,
  'portal/new-application': true,
  'portal/new-secret': true,
  'portal/onboarding': true,
  'portal/policy': true,
  'portal/start': true,
  'portal/team': true,
  'portal/welcome': true,
  'systems/notice': true,
  'systems/role-missing': true,
  'vni/consent': true,
};

const FOLDER = fileURLToPath(new URL('../../views/', import.meta.url));

/** The views by their names, with their text. */
const views = new Map(
  readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ejs'))
    .map((file) => [file.replace(/\.ejs$/, ''), readFileSync(`${FOLDER}${file}`, 'utf8')]),
);

/** What a view includes, however it says where that is. */
function includedIn([name, text]: readonly [name: string, text: string]): string[] {
  return [...text.matchAll(/include\('([^']+)'/g)].flatMap(([, path]) =>
    path === undefined ? [] : [new URL(path, `file:///${name}`).pathname.slice(1)],
  );
}

/** The views that no other includes: those that are rendered by themselves. */
function untyped(all: ReadonlyMap<string, string>): string[] {
  const included = new Set([...all].flatMap(includedIn));
  return [...all.keys()].filter((name) => !included.has(name) && !Object.hasOwn(TYPED, name));
}

describe('The views of the sandbox', () => {
  test('have the type of their data, each that is rendered by itself', () => {
    expect(views.size).toBeGreaterThan(80);
    expect(untyped(views)).toEqual([]);
  });

  test('are there, each that has a type', () => {
    expect(Object.keys(TYPED).filter((name) => !views.has(name))).toEqual([]);
  });

  test('without a type would be noticed', () => {
    expect(untyped(new Map([...views, ['portal/newer', '<p>']]))).toEqual(['portal/newer']);
  });
});
