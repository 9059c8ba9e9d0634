import { describe, expect, test } from '@jest/globals';
import { navigationOf, type MenuEntry } from '../../../src/web/rendering/navigation.ts';
import { aSignedInPerson } from '../../support/pageApp.ts';

const person = aSignedInPerson();
const menu: readonly MenuEntry[] = [
  { slug: 'inventory', label: 'Inventory', title: 'Inventory' },
  { slug: 'suppliers', label: 'Suppliers', title: 'Suppliers' },
  { slug: 'invoices', label: 'Invoices', title: 'Customer invoices' },
];
const at = (path: string, protocolView = false) => navigationOf(path, person, { menu, protocolView });
const currentOf = (path: string) => at(path).links.filter(({ current }) => current);

describe('the current company', () => {
  test('is the one in the address, whatever was looked at last', () => {
    expect(at('/companies/t2/inventory').company).toMatchObject({ tenantId: 't2', name: 'Nordfjord Service AS' });
  });

  test('is the one looked at last where the address names none', () => {
    expect(at('/account').company).toMatchObject({ tenantId: 't1' });
  });

  test('is none when the address names one that is not connected', () => {
    const { company, links } = at('/companies/strange/inventory');
    expect(company).toBeUndefined();
    expect(links.map(({ label }) => label)).toEqual(['Companies', 'Account']);
  });
});

test('the switcher leads to the same kind of page of each company, by name', () => {
  expect(at('/companies/t2/suppliers/S1').companies).toEqual([
    { tenantId: 't1', name: 'Nordfjord Handel AS', href: '/companies/t1/suppliers', isCurrent: false },
    { tenantId: 't2', name: 'Nordfjord Service AS', href: '/companies/t2/suppliers', isCurrent: true },
  ]);
  expect(at('/account').companies.map(({ href }) => href)).toEqual([
    '/companies/t1/inventory',
    '/companies/t2/inventory',
  ]);
});

test('the menu is the lists of the current company, then what is not of a company', () => {
  expect(at('/companies/t2/inventory', true).links.map(({ href }) => href)).toEqual([
    '/companies/t2/inventory',
    '/companies/t2/suppliers',
    '/companies/t2/invoices',
    '/companies',
    '/account',
    '/protocol',
  ]);
});

test.each([
  ['/companies/t1/inventory', 'Inventory', 'page'],
  ['/companies/t1/inventory/A%2FB', 'Inventory', 'true'],
  ['/companies', 'Companies', 'page'],
  ['/account', 'Account', 'page'],
])('%s is marked as current', (path, label, current) => {
  expect(currentOf(path)).toEqual([expect.objectContaining({ label, current })]);
});

test('a page of a resource leads back to its list, in the company of the address; others lead back to none', () => {
  expect(at('/companies/t2/invoices/900001').list).toEqual({
    title: 'Customer invoices',
    href: '/companies/t2/invoices',
  });
  expect(at('/companies/t2/disconnect').list).toBeUndefined();
  expect(at('/account').list).toBeUndefined();
});

test.each(['/', '/nowhere', '/companies/t1/inventory-x'])('%s marks nothing', (path) => {
  expect(currentOf(path)).toEqual([]);
});
