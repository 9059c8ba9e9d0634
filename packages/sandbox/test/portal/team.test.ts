import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Sandbox } from '../../src/start.ts';
import { aSandbox } from '../connect/connectStack.ts';
import { aDeveloper, errorsOf, NEW, textOf, type Developer } from './portalStack.ts';

let sandbox: Sandbox;
let owner: Developer;

const NEW_ID = '33333333-3333-4333-8333-333333333306';
const DEV_ID = '33333333-3333-4333-8333-333333333305';

beforeAll(async () => {
  sandbox = await aSandbox();
});
beforeEach(async () => {
  sandbox.reset();
  owner = await aDeveloper(sandbox);
});
afterAll(() => sandbox.stop());

function add(email: string, role = 'developer') {
  return owner.send('/team', 'add-member-form', { email, role });
}

test('an owner adds a member by e-mail address, changes the role and removes them again', async () => {
  expect(textOf(await add(' NEW@isv.example '))).toMatch(/The member was added\..*Nina Ny new@isv\.example/);
  await owner.send('/team', `${NEW_ID}/role`, { role: 'owner' });
  const page = await owner.open('/team');
  expect(page.html).toMatch(/Role of Nina Ny">\s*<option value="owner" selected>/);
  expect(textOf(await owner.send('/team', `${NEW_ID}/remove`))).not.toContain('Nina Ny');
});

test.each([
  ['', 'Give the e-mail address of the new member'],
  ['nobody@isv.example', 'Nobody has an account with this e-mail address'],
  ['dev@isv.example', 'This person is a member already'],
])('the address %p is refused at the field: %s', async (email, words) => {
  expect(errorsOf(await add(email))).toEqual({ email: words });
});

test('the last owner can neither leave nor become a developer', async () => {
  await add(NEW);
  const leaving = await owner.send('/team', `${DEV_ID}/remove`);
  const stepping = await owner.send('/team', `${DEV_ID}/role`, { role: 'developer' });
  expect([leaving.status, stepping.status]).toEqual([409, 409]);
  expect(textOf(stepping)).toContain('A team needs an owner');
});

test('a developer of the team sees its members and cannot change them', async () => {
  await add(NEW);
  const developer = await aDeveloper(sandbox, NEW);
  await developer.send('/welcome', 'profile-form');
  const page = await developer.open('/team');
  expect(page.html).not.toContain('add-member-form');
  const forged = page.html.replace(
    '</main>',
    `<form action="/portal/team/members/${DEV_ID}/remove">${token(page.html)}</form>`,
  );
  expect((await developer.browser.submit({ ...page, html: forged }, `${DEV_ID}/remove`)).status).toBe(403);
  expect(textOf(await owner.open('/team'))).toContain('Dev Larsen');
});

test('a removed member sees the team’s applications no more', async () => {
  await add(NEW);
  const developer = await aDeveloper(sandbox, NEW);
  await developer.send('/welcome', 'profile-form');
  expect((await developer.open('/applications/isv_sandbox_web')).status).toBe(200);
  await owner.send('/team', `${NEW_ID}/remove`);
  expect(textOf(await developer.open('/applications/isv_sandbox_web'))).toContain('Register your company');
});

function token(html: string): string {
  return /<input type="hidden" name="form_token" value="[^"]*">/.exec(html)?.[0] ?? '';
}
