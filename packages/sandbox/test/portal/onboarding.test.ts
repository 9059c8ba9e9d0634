import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Sandbox } from '../../src/start.ts';
import { aSandbox } from '../connect/connectStack.ts';
import { aDeveloper, aNewTeam, COMPANY, errorsOf, NEW, textOf } from './portalStack.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await aSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.stop());

describe('A developer who comes for the first time', () => {
  test('is asked whether the portal may read the profile, wherever they go', async () => {
    const developer = await aDeveloper(sandbox, NEW);
    for (const path of ['', '/applications', '/onboarding', '/applications/isv_sandbox_web'])
      expect(textOf(await developer.open(path))).toContain('May the Developer Portal read your profile?');
  });

  test('may decline, and decide again', async () => {
    const developer = await aDeveloper(sandbox, NEW);
    const page = await developer.send('/welcome', '/portal/welcome/decline');
    expect([page.status, page.html.includes('Decide again')]).toEqual([403, true]);
    expect(textOf(await developer.open(''))).toContain('May the Developer Portal read your profile?');
  });

  test('accepts, registers a company and owns its team', async () => {
    const developer = await aDeveloper(sandbox, NEW);
    const onboarding = await developer.send('/welcome', 'profile-form');
    expect(textOf(onboarding)).toContain('You are not part of a team yet.');
    const start = await developer.browser.submit(onboarding, 'onboarding-form', COMPANY);
    expect(textOf(start)).toContain('Your company is registered, and you are the owner of its team.');
    expect(textOf(await developer.open('/team'))).toMatch(/Fjordware AS Organisation number 987654321 .*Nina Ny you/);
  });
});

describe('The form of a company', () => {
  test('says at each field what is wrong, and keeps what was typed', async () => {
    const developer = await aDeveloper(sandbox, NEW);
    await developer.send('/welcome', 'profile-form');
    const typed = { name: '', organisationNumber: '12', country: 'NO', website: 'fjordware' };
    const page = await developer.send('/onboarding', 'onboarding-form', typed);
    expect([page.status, errorsOf(page)]).toEqual([
      400,
      {
        name: 'Give the name of your company',
        organisationNumber: 'An organisation number of this country has 9 digits',
        website: 'fjordware is not a whole address such as https://isv.example/page',
      },
    ]);
    expect(page.html).toContain('value="fjordware"');
  });

  test.each(['999888777', '999 888 777', '999.888.777'])(
    'tells who has to help when %s is registered',
    async (number) => {
      const developer = await aDeveloper(sandbox, NEW);
      await developer.send('/welcome', 'profile-form');
      const page = await developer.send('/onboarding', 'onboarding-form', { ...COMPANY, organisationNumber: number });
      expect(errorsOf(page).organisationNumber).toMatch(/already registered.*somebody else.*add you as a member/);
      expect(textOf(page)).toContain('ask an owner of its team to add you');
    },
  );

  test('is not needed by somebody whom an owner has added', async () => {
    const owner = await aDeveloper(sandbox);
    await owner.send('/team', 'add-member-form', { email: NEW, role: 'developer' });
    const developer = await aDeveloper(sandbox, NEW);
    const start = await developer.send('/welcome', 'profile-form');
    expect(textOf(start)).toContain('Welcome to the Developer Portal');
    expect(textOf(await developer.open('/applications'))).toContain('isv_sandbox_web');
  });
});

test('a person in two teams sees the applications of the one they choose', async () => {
  const owner = await aDeveloper(sandbox);
  await owner.send('/team', 'add-member-form', { email: NEW, role: 'owner' });
  const developer = await aNewTeam(sandbox);
  expect(textOf(await developer.open('/applications'))).toContain('Your team has no application yet.');
  const teams = await developer.open('/team');
  const other = /name="team_id" value="([^"]*)"[^>]*><span class="name">ISV Example AS/.exec(teams.html)?.[1] ?? '';
  expect(other).not.toBe('');
  await developer.browser.submit(teams, 'company-switcher', { team_id: other });
  expect(textOf(await developer.open('/applications'))).toContain('isv_sandbox_web');
});
