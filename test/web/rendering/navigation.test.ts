import { describe, expect, test } from '@jest/globals';
import { ENGLISH } from '../../../src/languages/languages.ts';
import { navigationOf, type MenuEntry } from '../../../src/web/rendering/navigation.ts';
import { aSignedInPerson } from '../../support/pageApp.ts';

const person = aSignedInPerson();
const menu: readonly MenuEntry[] = [
  { area: 'Stock', slug: 'inventory', label: { verbatim: 'Inventory' }, title: { verbatim: 'Inventory' } },
  { area: 'Purchasing', slug: 'suppliers', label: { verbatim: 'Suppliers' }, title: { verbatim: 'Suppliers' } },
  { area: 'Sales', slug: 'invoices', label: { verbatim: 'Invoices' }, title: { verbatim: 'Customer invoices' } },
];
const at = (path: string, protocolView = false) => navigationOf(path, person, { menu, protocolView });
const linksAt = (path: string) => {
  const { areas, links } = at(path);
  return [...areas.flatMap((area) => area.links), ...links];
};
const currentOf = (path: string) => linksAt(path).filter(({ current }) => current);

describe('the current company', () => {
  test('is the one in the address, whatever was looked at last', () => {
    expect(at('/companies/t2/inventory').company).toMatchObject({ tenantId: 't2', name: 'Nordfjord Service AS' });
  });

  test('is the one looked at last where the address names none', () => {
    expect(at('/account').company).toMatchObject({ tenantId: 't1' });
  });

  test('is none when the address names one that is not connected', () => {
    const { company, areas, links } = at('/companies/strange/inventory');
    expect(company).toBeUndefined();
    expect(areas).toEqual([]);
    expect(links.map(({ label }) => ENGLISH.speak(label))).toEqual(['Companies', 'Account']);
  });
});

test('the switcher leads to the same list of each company, or to where it begins, by name', () => {
  expect(at('/companies/t2/suppliers/S1').companies).toEqual([
    { tenantId: 't1', name: 'Nordfjord Handel AS', href: '/companies/t1/suppliers', isCurrent: false },
    { tenantId: 't2', name: 'Nordfjord Service AS', href: '/companies/t2/suppliers', isCurrent: true },
  ]);
  expect(at('/account').companies.map(({ href }) => href)).toEqual(['/companies/t1', '/companies/t2']);
});

test('the menu has the lists of the current company by area, and what is not of a company', () => {
  const { areas, links } = at('/companies/t2/inventory', true);
  expect(areas.map(({ name, links: lists }) => [ENGLISH.speak(name), ...lists.map(({ href }) => href)])).toEqual([
    ['Sales', '/companies/t2/invoices'],
    ['Purchasing', '/companies/t2/suppliers'],
    ['Stock', '/companies/t2/inventory'],
  ]);
  expect(links.map(({ href }) => href)).toEqual(['/companies', '/account', '/protocol']);
});

test('the area of the page is marked, and no other', () => {
  const marked = (path: string) =>
    at(path).areas.flatMap(({ name, isCurrent }) => (isCurrent ? [ENGLISH.speak(name)] : []));
  expect(marked('/companies/t1/suppliers/S1')).toEqual(['Purchasing']);
  expect(marked('/account')).toEqual([]);
});

test.each([
  ['/companies/t1/inventory', 'Inventory', 'page'],
  ['/companies/t1/inventory/A%2FB', 'Inventory', 'true'],
  ['/companies', 'Companies', 'page'],
  ['/account', 'Account', 'page'],
])('%s is marked as current', (path, label, current) => {
  const marked = currentOf(path).map((link) => [ENGLISH.speak(link.label), link.current]);
  expect(marked).toEqual([[label, current]]);
});

test('a page of a resource leads back to its list, in the company of the address; others lead back to none', () => {
  expect(at('/companies/t2/invoices/900001').list).toEqual({
    title: { verbatim: 'Customer invoices' },
    href: '/companies/t2/invoices',
  });
  expect(at('/companies/t2/disconnect').list).toBeUndefined();
  expect(at('/account').list).toBeUndefined();
});

test.each(['/', '/nowhere', '/companies/t1/inventory-x'])('%s marks nothing', (path) => {
  expect(currentOf(path)).toEqual([]);
});

test('the switcher names the other companies while they are few, each with a sign-in for it', () => {
  const tenants = [
    { tenantId: 't1', name: 'Nordfjord Handel AS' },
    { tenantId: 't9', name: 'Ytre AS' },
    { tenantId: 't8', name: 'Indre AS' },
  ];
  const { others } = navigationOf('/account', aSignedInPerson({ person: { ...person.person, tenants } }), {
    menu,
    protocolView: false,
  });
  expect(others).toEqual([
    { tenantId: 't8', name: 'Indre AS', href: '/login?return_to=%2Fcompanies%2Ft8&tenant=t8&connect=1' },
    { tenantId: 't9', name: 'Ytre AS', href: '/login?return_to=%2Fcompanies%2Ft9&tenant=t9&connect=1' },
  ]);
  expect(at('/account').others).toEqual([]);
});
