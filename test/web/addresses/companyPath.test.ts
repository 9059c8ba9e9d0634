import { expect, test } from '@jest/globals';
import { companyPath, companyPlace } from '../../../src/web/addresses/companyPath.ts';

test('names with a slash, a space or a percent sign are one step of the address, and come back', () => {
  expect(companyPath('t 1', 'inventory', 'A/B 50%')).toBe('/companies/t%201/inventory/A%2FB%2050%25');
  expect(companyPlace('/companies/t%201/inventory/A%2FB')).toEqual({ tenantId: 't 1', slug: 'inventory' });
});

test.each(['/companies/t1', '/companies/t1/', '/companies/t1/disconnect'])('%s is about a company', (path) => {
  expect(companyPlace(path)).toEqual({ tenantId: 't1', slug: undefined });
});

test.each(['/', '/companies', '/companies/', '/account', '/x/companies/t1', '/companies/%E0%A4%A/inventory'])(
  '%s is about no company',
  (path) => {
    expect(companyPlace(path)).toBeUndefined();
  },
);

test('capitals in the address make no difference, as they make none for the router', () => {
  expect(companyPlace('/Companies/t1/Sales-Orders')).toEqual({ tenantId: 't1', slug: 'sales-orders' });
});
