import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { differences } from './erpModel.ts';
import { aToken, HANDEL, SERVICE, startErpStack, SYDHAV, type ErpStack } from './erpStack.ts';

let erp: ErpStack;
beforeAll(async () => void (erp = await startErpStack()));
afterAll(() => erp.stop());
afterEach(() => void erp.notes.splice(0));

const COMPANIES = [
  { tenant_id: HANDEL, count: 150, vat: 25 },
  { tenant_id: SERVICE, count: 20, vat: 25 },
  { tenant_id: SYDHAV, count: 60, vat: 25.5 },
];

const metadata = z.object({ totalCount: z.number(), maxPageSize: z.number() });
const partner = z.looseObject({
  internalId: z.number(),
  number: z.string(),
  name: z.string(),
  status: z.string(),
  lastModifiedDateTime: z.string(),
  corporateId: z.string().nullable(),
  mainContact: z.looseObject({ email: z.string(), phone1: z.string() }),
  timeStamp: z.string(),
  metadata,
});
const line = z.looseObject({
  inventoryNumber: z.string(),
  quantity: z.number(),
  unitPrice: z.number(),
  discountAmount: z.number(),
  amount: z.number(),
});
const invoice = z.looseObject({
  referenceNumber: z.string(),
  customer: z.object({ number: z.string(), name: z.string() }),
  documentType: z.string(),
  status: z.string(),
  documentDate: z.string(),
  documentDueDate: z.string(),
  financialPeriod: z.string(),
  detailTotal: z.number(),
  vatTotal: z.number(),
  amount: z.number(),
  balance: z.number(),
  invoiceLines: z.array(line),
  taxDetails: z
    .array(z.looseObject({ vatRate: z.number(), taxableAmount: z.number(), vatAmount: z.number() }))
    .nullable(),
  metadata,
});

async function list<T extends z.ZodType>(path: string, row: T, tenant_id = HANDEL): Promise<z.infer<T>[]> {
  const answer = await erp.call(path, { token: aToken({ tenant_id }) });
  expect(answer.status).toBe(200);
  return z.array(row).parse(answer.json());
}

describe.each([
  { path: '/v1/customer', dto: 'CustomerDto' },
  { path: '/v1/supplier', dto: 'SupplierDto' },
])('$path', ({ path, dto }) => {
  test('every row has the published fields and types, in every company', async () => {
    for (const { tenant_id, count } of COMPANIES) {
      const rows = await list(`${path}?pageSize=1000`, partner, tenant_id);
      expect(rows).toHaveLength(count);
      expect(rows[0]?.metadata).toEqual({ totalCount: count, maxPageSize: 1000 });
      expect(differences(rows, `${dto}[]`)).toEqual([]);
    }
  });

  test('one by number has its version in the ETag and zeros in its metadata', async () => {
    const [row] = await list(`${path}?pageSize=1`, partner);
    const answer = await erp.call(`${path}/${row?.number ?? ''}`);
    expect(differences(answer.json(), dto)).toEqual([]);
    expect(answer.headers.get('etag')).toBe(`"${row?.timeStamp ?? ''}"`);
    expect(partner.parse(answer.json()).metadata).toEqual({ totalCount: 0, maxPageSize: 0 });
    expect((await erp.call(path)).headers.get('etag')).toBeNull();
    expect((await erp.call(`${path}/nobody`)).status).toBe(404);
  });

  test('name, status, register number and time narrow the list', async () => {
    const all = await list(`${path}?pageSize=1000`, partner);
    const [first] = all;
    const word = first?.name.split(' ')[0]?.toLowerCase() ?? '';
    const numbers = async (query: string) =>
      (await list(`${path}?pageSize=1000&${query}`, partner)).map((row) => row.number);
    const expected = (passes: (row: z.infer<typeof partner>) => boolean) => all.filter(passes).map((row) => row.number);
    expect(await numbers(`name=${encodeURIComponent(word)}`)).toEqual(
      expected((row) => row.name.toLowerCase().includes(word)),
    );
    expect(await numbers('status=active')).toEqual(expected((row) => row.status === 'Active'));
    expect(await numbers(`corporateId=${first?.corporateId ?? ''}`)).toEqual([first?.number]);
    const since = 'lastModifiedDateTime=2026-06-01&lastModifiedDateTimeCondition=%3E';
    expect(await numbers(since)).toEqual(expected((row) => row.lastModifiedDateTime > '2026-06-01'));
    expect((await list(`${path}?pageNumber=2&pageSize=10`, partner)).map((row) => row.number)).toEqual(
      all.slice(10, 20).map((row) => row.number),
    );
  });
});

test('customers are also found by email, telephone and internal id', async () => {
  const [row] = await list('/v1/customer?pageSize=1', partner);
  const { email, phone1 } = row?.mainContact ?? { email: '', phone1: '' };
  expect((await list(`/v1/customer?email=${encodeURIComponent(email)}`, partner))[0]?.number).toBe(row?.number);
  expect((await list(`/v1/customer?phone=${encodeURIComponent(phone1)}`, partner))[0]?.number).toBe(row?.number);
  const answer = await erp.call(`/v1/customer/internal/${row?.internalId ?? 0}`);
  expect(partner.parse(answer.json()).number).toBe(row?.number);
});

test('suppliers can be ordered', async () => {
  const names = (await list('/v1/supplier?orderBy=name%20desc', partner)).map((row) => row.name);
  expect(names).toEqual(names.toSorted((a, b) => b.localeCompare(a)));
});

test.each(['price', '__proto__', 'constructor'])('suppliers come as they are with orderBy=%s', async (field) => {
  expect(await list(`/v1/supplier?orderBy=${field}`, partner)).toEqual(await list('/v1/supplier', partner));
});

test('addresses and telephone numbers of seeded people reach nobody', async () => {
  const rows = await list('/v1/customer?pageSize=1000', partner);
  expect(
    rows.filter((row) => !row.mainContact.email.endsWith('.example') || !row.mainContact.phone1.startsWith('+47 00')),
  ).toEqual([]);
});

describe('customer invoices', () => {
  test('have the published fields and types, refer to what exists, and add up', async () => {
    for (const { tenant_id, count, vat } of COMPANIES) {
      const token = aToken({ tenant_id });
      const rows = await list('/v1/customerinvoice?pageSize=1000', invoice, tenant_id);
      expect(rows).toHaveLength(count);
      expect(differences(rows, 'CustomerInvoiceDto[]')).toEqual([]);
      const items = z
        .array(z.looseObject({ inventoryNumber: z.string() }))
        .parse((await erp.call('/v1/inventory?pageSize=5000', { token })).json());
      const itemNumbers = new Set(items.map((item) => item.inventoryNumber));
      const names = new Map(
        (await list('/v1/customer?pageSize=1000', partner, tenant_id)).map((row) => [row.number, row.name]),
      );
      for (const row of rows) {
        expect(names.get(row.customer.number)).toBe(row.customer.name);
        expect(row.invoiceLines.filter((entry) => !itemNumbers.has(entry.inventoryNumber))).toEqual([]);
        expectSumsToAddUp(row, vat);
      }
      expect(new Set(rows.map((row) => row.status)).size).toBeGreaterThan(2);
    }
  });

  function expectSumsToAddUp(row: z.infer<typeof invoice>, vat: number): void {
    for (const entry of row.invoiceLines) {
      expect(entry.amount).toBeCloseTo(entry.quantity * entry.unitPrice - entry.discountAmount, 1);
    }
    const sum = row.invoiceLines.reduce((total, entry) => total + entry.amount, 0);
    expect(row.detailTotal).toBeCloseTo(sum, 5);
    expect(Math.abs(row.vatTotal - (row.detailTotal * vat) / 100)).toBeLessThan(0.006);
    expect(row.amount).toBeCloseTo(row.detailTotal + row.vatTotal, 5);
    expect(row.taxDetails).toEqual([
      expect.objectContaining({ vatRate: vat, taxableAmount: row.detailTotal, vatAmount: row.vatTotal }),
    ]);
    if (row.status === 'Closed') expect(row.balance).toBe(0);
    expect(row.balance).toBeLessThanOrEqual(row.amount);
  }

  test('customer, status, type, period, due date and release narrow the list', async () => {
    const all = await list('/v1/customerinvoice?pageSize=1000', invoice);
    const numbers = async (query: string, path = '/v1/customerinvoice') =>
      (await list(`${path}?pageSize=1000&${query}`, invoice)).map((row) => row.referenceNumber);
    const expected = (passes: (row: z.infer<typeof invoice>) => boolean) =>
      all.filter(passes).map((row) => row.referenceNumber);
    const customer = all[0]?.customer.number ?? '';
    const ofCustomer = expected((row) => row.customer.number === customer);
    expect(await numbers(`customer=${customer}`)).toEqual(ofCustomer);
    expect(await numbers('', `/v1/customer/${customer}/invoice`)).toEqual(ofCustomer);
    expect(await numbers('status=Open')).toEqual(expected((row) => row.status === 'Open'));
    expect(await numbers('documentType=CreditNote')).toEqual(expected((row) => row.documentType === 'CreditNote'));
    expect(await numbers('financialPeriod=202601')).toEqual(expected((row) => row.financialPeriod === '202601'));
    expect(await numbers('released=1')).toEqual(expected((row) => ['Open', 'Closed'].includes(row.status)));
    const due = 'documentDueDate=2026-05-01&documentDueDateCondition=%3C%3D';
    expect(await numbers(due)).toEqual(expected((row) => row.documentDueDate <= '2026-05-01T00:00:00'));
  });

  test('one by number, with ETag; sections that are not expanded are empty', async () => {
    const [row] = await list(
      '/v1/customerinvoice?pageSize=1&expandTaxDetails=false&expandInvoiceAddress=false',
      invoice,
    );
    expect(row).toMatchObject({ taxDetails: null, invoiceAddress: null });
    const answer = await erp.call(`/v1/customerinvoice/${row?.referenceNumber ?? ''}`);
    expect(differences(answer.json(), 'CustomerInvoiceDto')).toEqual([]);
    expect(answer.headers.get('etag')).toMatch(/^"0x[0-9A-F]+"$/);
    expect((await erp.call('/v1/customerinvoice/0')).status).toBe(404);
  });
});

test('warehouses have the published fields, and can be narrowed to those in use', async () => {
  const row = z.looseObject({ warehouseID: z.string(), active: z.boolean() });
  const all = await list('/v1/warehouse', row);
  expect(differences(all, 'WarehouseDto[]')).toEqual([]);
  expect(await list('/v1/warehouse?active=true', row)).toHaveLength(all.filter(({ active }) => active).length);
  expect((await erp.call('/v1/warehouse/HOVED')).status).toBe(200);
  expect((await erp.call('/v1/warehouse/NONE')).status).toBe(404);
});
