import { describe, expect, test } from '@jest/globals';
import { otherCompanies } from '../../../src/pages/companies/otherCompanies.ts';
import { aSignedInPerson } from '../../support/pageApp.ts';

const PERSON = aSignedInPerson();

const listed = (count: number) => ({
  tenants: Array.from({ length: count }, (_, index) => ({ id: `n${index + 1}`, name: `Firm ${index + 1}` })),
});

const names = (userinfo: Record<string, unknown>, search?: string) =>
  otherCompanies(PERSON, [userinfo], search).rows.map(({ name }) => name);

test('are those that userinfo lists and this session has not connected, by name, once each', () => {
  const tenants = [
    { id: 't9', name: 'Ås Regnskap' },
    { id: 't1', name: 'Nordfjord Handel AS' },
    { id: 't8', name: 'Bergen 10' },
    { id: 't7', name: 'Bergen 9' },
    { id: 't6' },
  ];
  expect(otherCompanies(PERSON, [{ tenants }, undefined, { tenants }]).rows).toEqual([
    { tenantId: 't9', name: 'Ås Regnskap', signInHref: expect.stringContaining('tenant=t9') },
    {
      tenantId: 't7',
      name: 'Bergen 9',
      signInHref: '/login?return_to=%2Fcompanies%2Ft7&tenant=t7&connect=1',
    },
    { tenantId: 't8', name: 'Bergen 10', signInHref: expect.stringContaining('tenant=t8') },
    { tenantId: 't6', name: 't6', signInHref: expect.stringContaining('tenant=t6') },
  ]);
});

describe('a person of many companies', () => {
  test('searches them by name or id, from ten on', () => {
    expect(otherCompanies(PERSON, [listed(9)]).isSearchable).toBe(false);
    expect(otherCompanies(PERSON, [listed(10)]).isSearchable).toBe(true);
    expect(names(listed(30), 'FIRM 12')).toEqual(['Firm 12']);
    expect(names(listed(30), 'n30')).toEqual(['Firm 30']);
    expect(names(listed(30), 'x')).toEqual([]);
  });

  test('of 5,000 sees the first fifty, and how many there are', () => {
    const { rows, found } = otherCompanies(PERSON, [listed(5000)]);
    expect([rows.length, found]).toEqual([50, 5000]);
  });
});

test.each([{}, { tenants: 7 }, { tenants: 'no list' }])('of userinfo that lists none are none: %j', (userinfo) => {
  expect(names(userinfo)).toEqual([]);
});
