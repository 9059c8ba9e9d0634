import { describe, expect, test } from '@jest/globals';
import { toCustomer } from 'visma-net-client/resources/customers/customer';
import { toItem } from 'visma-net-client/resources/inventory/item';
import { toInvoice } from 'visma-net-client/resources/invoices/invoice';
import { toSupplier } from 'visma-net-client/resources/suppliers/supplier';
import { ENGLISH } from '../../src/languages/languages.ts';
import { plainNumber } from '../../src/languages/typedNumbers.ts';
import { toCustomerView } from '../../src/pages/erp/customers/customerView.ts';
import { toInvoiceView } from '../../src/pages/erp/invoices/invoiceView.ts';
import { toItemView } from '../../src/pages/erp/inventory/itemView.ts';
import { toSupplierView } from '../../src/pages/erp/suppliers/supplierView.ts';
import { NO_CHANGES } from '../../src/pages/erp/details/detailView.ts';
import { aFilledDto } from '../../packages/client/test/filledDto.ts';

const SIZE = 200_000;

/** Text that regular expressions stumble over. */
const HOSTILE = ['<', '<p class=a ', '</p', '\u00A0', ' ', '\n', '\t\n', '&', 'A', 'aA', '1', '.', '/', '?', 'a@.'].map(
  (piece) => [piece, piece.repeat(SIZE / piece.length)] as const,
);

const VIEWS = {
  item: (dto: Record<string, unknown>) => toItemView('t', toItem(dto), 'curl'),
  customer: (dto: Record<string, unknown>) => toCustomerView('t', toCustomer(dto), { changes: NO_CHANGES, curls: [] }),
  supplier: (dto: Record<string, unknown>) => toSupplierView('t', toSupplier(dto), []),
  invoice: (dto: Record<string, unknown>) => toInvoiceView('t', toInvoice(dto), { curls: [], today: '2026-11-24' }),
};
const TYPES = { item: 'InventoryDto', customer: 'CustomerDto', supplier: 'SupplierDto', invoice: 'CustomerInvoiceDto' };

describe.each(HOSTILE)('Texts of 200,000 characters of %j', (_piece, text) => {
  test.each(['item', 'customer', 'supplier', 'invoice'] as const)('in every field of %s are shaped at once', (name) => {
    const { dto } = aFilledDto(TYPES[name]);
    const [shape, filled] = [VIEWS[name], withTexts(dto, text)];
    expect(cpuMsOf(() => shape(filled))).toBeLessThan(1000);
  });

  test('are no code, and left as they are', () => {
    expect(cpuMsOf(() => ENGLISH.speak({ code: text }))).toBeLessThan(200);
    expect(ENGLISH.speak({ code: text })).toBe(text);
  });

  test.each(['', '1,', '-1 ', '1.234,'])('behind "%s" in a field for a number are read at once', (typed) => {
    expect(cpuMsOf(() => plainNumber(typed + text, 'nb-NO'))).toBeLessThan(200);
    expect(cpuMsOf(() => plainNumber(typed + text, 'en-GB'))).toBeLessThan(200);
  });
});

test('a body longer than anybody reads is cut, and its end shows it', () => {
  const { body } = VIEWS.item({ inventoryNumber: 'A', body: `<p>${'word '.repeat(50_000)}</p>` });
  expect(body).toMatch(/^word word .* wor?d?\n…$/);
  expect(body?.length).toBeLessThan(101_000);
});

/** The same object with `text` in the place of every text; times and names of enumerations stay. */
function withTexts(dto: Record<string, unknown>, text: string): Record<string, unknown> {
  const replaced = (value: unknown): unknown => {
    if (typeof value === 'string') return value.startsWith('text-') ? text : value;
    if (Array.isArray(value)) return value.map(replaced);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, replaced(inner)]));
  };
  return Object.fromEntries(Object.entries(dto).map(([key, value]) => [key, replaced(value)]));
}

/** What the processor spent, not the clock: other tests may run meanwhile. */
function cpuMsOf(act: () => unknown): number {
  const before = process.cpuUsage();
  act();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
