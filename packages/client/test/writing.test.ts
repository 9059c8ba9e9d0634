import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { RecordedCall } from '../src/transport/callContext.ts';
import { customerBody, type CustomerChange } from '../src/resources/customers/customerChange.ts';
import { itemBody, type ItemChange } from '../src/resources/inventory/itemChange.ts';
import type { InvoiceQuery } from '../src/resources/invoices/query.ts';
import { bodyDifferences, fieldsNotWritten } from './bodyDifferences.ts';
import { interactive, startErpSandbox, type ErpSandbox } from './erpSandbox.ts';
import { answer, startHostileServer } from './hostileServer.ts';
import { createErpClient } from '../src/erpClient.ts';
import { refusalOf } from './refusalOf.ts';

let stack: ErpSandbox;
beforeAll(async () => void (stack = await startErpSandbox({ items: 20 })));
afterAll(() => stack.stop());

/** A number for each new item, so that tests do not meet. */
let serial = 0;
let NEW_ITEM: ItemChange & { inventoryNumber: string };
beforeEach(() => {
  serial += 1;
  NEW_ITEM = { inventoryNumber: `NY/${serial} Å`, itemClass: 'FESTE', description: 'Ny skrue', defaultPrice: 12.5 };
});

const item = async (number: string) => (await stack.erp.inventory.get(stack.kari, number)).value;
const customer = async (number: string) => (await stack.erp.customers.get(stack.kari, number)).value;

const WHOLE_ITEM: ItemChange = {
  inventoryNumber: 'A',
  status: 'Active',
  type: 'FinishedGoodItem',
  description: 'x',
  body: null,
  note: 'x',
  itemClass: 'x',
  postingClass: 'x',
  vatCode: 'x',
  lotSerialClass: 'x',
  unspsc: '31161500',
  defaultPrice: 1,
  baseUnit: 'x',
  salesUnit: 'x',
  purchaseUnit: 'x',
  kitItem: false,
  defaultWarehouse: 'x',
  defaultIssueFrom: 'x',
  defaultReceiptTo: 'x',
  inventoryAccount: 'x',
  expenseAccount: 'x',
  expenseAccrualAccount: 'x',
  expenseNonTaxableAccount: 'x',
  expenseEuAccount: 'x',
  expenseImportAccount: 'x',
  cogsAccount: 'x',
  salesAccount: 'x',
  salesNonTaxableAccount: 'x',
  salesEuAccount: 'x',
  salesExportAccount: 'x',
  expenseSubaccount: [{ segmentId: 1, segmentValue: 'x' }],
  cogsSubaccount: [],
  salesSubaccount: [],
  packaging: { baseItemWeight: 1, weightUOM: 'KG', baseItemVolume: null, volumeUOM: 'L' },
  costPriceStatistics: { lastCost: 1.5 },
  warehouseDetails: [{ operation: 'Insert', warehouse: 'x', isDefault: true }],
  intrastat: { cN8: 'x', countryOfOrigin: 'NO', supplementaryMeasureUnit: null },
  attributeLines: [{ attributeId: 'x', attributeValue: null }],
  crossReferences: [
    { operation: 'Insert', alternateType: 'CPN', alternateID: 'x', bAccount: 'x', description: 'x', uom: null },
  ],
  supplierDetails: [
    {
      operation: 'Update',
      supplierID: 'x',
      active: true,
      default: true,
      location: 'x',
      purchaseUnit: 'x',
      supplierItemID: 'x',
      override: false,
      shipmentLeadTime: 1,
      minOrderFreq: 1,
      minOrderQty: 1.5,
      maxOrderQty: 1.5,
      lotSize: 1.5,
      eoq: null,
      currencyID: 'NOK',
    },
  ],
};

const ADDRESS = {
  addressLine1: 'x',
  addressLine2: null,
  addressLine3: 'x',
  postalCode: 'x',
  city: 'x',
  countryId: 'NO',
  county: 'x',
};
const CONTACT = { name: 'x', attention: 'x', email: 'x', web: 'x', phone1: 'x', phone2: null, fax: 'x' };

const WHOLE_CUSTOMER: CustomerChange = {
  number: 'x',
  overrideNumberSeries: true,
  name: 'x',
  status: 'Active',
  accountReference: 'x',
  parentRecordNumber: null,
  currencyId: 'NOK',
  customerClassId: 'x',
  creditTermsId: 'x',
  priceClassId: 'x',
  vatZoneId: 'x',
  overrideWithClassValues: true,
  creditVerification: 'CreditLimit',
  creditLimit: 1.5,
  creditDaysPastDue: 1,
  vatRegistrationId: 'x',
  corporateId: 'x',
  gln: 'x',
  numberOfEmployees: 1,
  statementType: 'OpenItem',
  printInvoices: true,
  acceptAutoInvoices: true,
  sendInvoicesByEmail: true,
  printDunningLetters: true,
  sendDunningLettersViaEMail: true,
  printStatements: true,
  sendStatementsByEmail: true,
  printMultiCurrencyStatements: true,
  invoiceToDefaultLocation: true,
  excludeDebtCollection: true,
  note: 'x',
  mainAddress: ADDRESS,
  mainContact: CONTACT,
  invoiceAddress: ADDRESS,
  invoiceContact: CONTACT,
  deliveryAddress: null,
  deliveryContact: CONTACT,
  attributeLines: [{ attributeId: 'x', attributeValue: 'x' }],
};

describe('write bodies', () => {
  test('have the fields and wrappers of the published description', () => {
    expect(bodyDifferences(itemBody(WHOLE_ITEM), 'InventoryUpdateDto')).toEqual([]);
    expect(bodyDifferences(customerBody(WHOLE_CUSTOMER), 'CustomerUpdateDto')).toEqual([]);
  });

  test.each([
    ['weightUom', { packaging: { weightUom: { value: 'KG' } } }],
    ['a bare alternateID', { crossReferences: [{ operation: 'Insert', alternateID: 'x' }] }],
    ['supplierId', { supplierDetails: [{ operation: 'Insert', supplierId: { value: 'x' } }] }],
  ])('of another form would be noticed: %s', (_case, body) => {
    expect(bodyDifferences(body, 'InventoryUpdateDto')).toHaveLength(1);
  });

  test('can say everything that the API takes, but for payment methods, accounts and e-invoices of customers', () => {
    expect(fieldsNotWritten(itemBody(WHOLE_ITEM), 'InventoryUpdateDto')).toEqual([]);
    expect(fieldsNotWritten(customerBody(WHOLE_CUSTOMER), 'CustomerUpdateDto')).toEqual([
      'eInvoiceContract',
      'defaultPaymentMethod',
      'glAccounts',
      'directDebitLines',
    ]);
  });

  test('leave out what is left out, and say null to empty a field', () => {
    const text = (body: object): unknown => JSON.parse(JSON.stringify(body));
    expect(text(itemBody({ description: null, note: undefined, defaultPrice: 0 }))).toEqual({
      description: { value: null },
      defaultPrice: { value: 0 },
    });
    expect(text(customerBody({ mainAddress: { city: 'Oslo', postalCode: null }, deliveryAddress: null }))).toEqual({
      mainAddress: { value: { city: { value: 'Oslo' }, postalCode: { value: null } } },
      deliveryAddress: { value: null },
    });
    expect(text(itemBody({}))).toEqual({});
  });
});

describe('an item', () => {
  test('is created, and is there', async () => {
    const created = await stack.erp.inventory.create(stack.kari, {
      ...NEW_ITEM,
      attributeLines: [{ attributeId: 'MATERIALE', attributeValue: 'A4' }],
      crossReferences: [{ operation: 'Insert', alternateType: 'Barcode', alternateID: `70999999${serial}` }],
      supplierDetails: [{ operation: 'Insert', supplierID: '50001', default: true }],
      packaging: { baseItemWeight: 0.5, weightUOM: 'KG' },
      unspsc: '31161500',
      costPriceStatistics: { lastCost: 8.25 },
      intrastat: { cN8: '73181500', countryOfOrigin: 'NO' },
    });
    expect(created).toMatchObject({ number: NEW_ITEM.inventoryNumber, quota: { policy: '4-fixed-window' } });
    expect(await item(NEW_ITEM.inventoryNumber)).toMatchObject({
      description: 'Ny skrue',
      defaultPrice: 12.5,
      attributes: [{ id: 'MATERIALE', value: 'A4' }],
      crossReferences: [{ alternateType: 'Barcode', alternateId: `70999999${serial}` }],
      suppliers: [{ supplierId: '50001', default: true }],
      packaging: { baseItemWeight: 0.5, weightUom: 'KG' },
      unspsc: '31161500',
      costStatistics: { last: 8.25 },
      intrastat: { cN8: '73181500', countryOfOrigin: 'NO' },
    });
  });

  test('is changed where the change says so, and nowhere else', async () => {
    await stack.erp.inventory.create(stack.kari, { ...NEW_ITEM, note: 'to be emptied' });
    const before = await item(NEW_ITEM.inventoryNumber);
    await stack.erp.inventory.update(stack.kari, NEW_ITEM.inventoryNumber, { status: 'MarkedForDeletion', note: null });
    const after = await item(NEW_ITEM.inventoryNumber);
    expect(after).toMatchObject({ status: 'MarkedForDeletion', note: undefined });
    const { status: _s, note: _n, lastModified: _l, version: _v, ...rest } = after;
    expect(before).toMatchObject(rest);
    expect(after.version).not.toBe(before.version);
  });

  test.each([
    ['an unknown class', { itemClass: 'NONE' }, 'itemClass'],
    ['a long description', { description: 'x'.repeat(256) }, 'description'],
    ['a negative price', { defaultPrice: -1 }, 'defaultPrice'],
    [
      'a foreign attribute',
      { attributeLines: [{ attributeId: 'X', attributeValue: 'x' }] },
      'attributeLines.attributeId',
    ],
  ])('%s is refused at its field, in the ERP’s words', async (_case, part, name) => {
    const error = await refusalOf(stack.erp.inventory.create(stack.kari, { ...NEW_ITEM, ...part }));
    expect(error).toMatchObject({ code: 'erp_rejected', details: { status: 400, fields: [{ name }] } });
    expect(error.details.fields?.[0]?.message).toBe(error.details.providerDescription);
    expect(error.details.providerError).toMatch(/^120\d\d$/);
  });

  test('a field that was left out is named too', async () => {
    const { inventoryNumber } = NEW_ITEM;
    expect((await refusalOf(stack.erp.inventory.create(stack.kari, { inventoryNumber }))).details.fields).toEqual([
      { name: 'itemClass', message: "'itemClass' cannot be empty." },
    ]);
  });

  test('the same number again is refused at the number', async () => {
    await stack.erp.inventory.create(stack.kari, NEW_ITEM);
    const error = await refusalOf(stack.erp.inventory.create(stack.kari, NEW_ITEM));
    expect(error.details.fields).toMatchObject([{ name: 'inventoryNumber' }]);
  });

  test('without the scope is forbidden', async () => {
    const reader = await stack.asKari(interactive(['read']));
    expect((await refusalOf(stack.erp.inventory.create(reader, NEW_ITEM))).code).toBe('erp_forbidden');
    expect((await refusalOf(stack.erp.inventory.update(reader, 'A', {}))).code).toBe('erp_forbidden');
  });

  test('that does not exist cannot be changed', async () => {
    const { update } = stack.erp.inventory;
    expect((await refusalOf(update(stack.kari, 'none', { note: 'x' }))).code).toBe('erp_not_found');
    expect((await refusalOf(update(stack.kari, '..', { note: 'x' }))).code).toBe('erp_not_found');
  });

  test('is made once only when the answer is lost, and the caller is told that nobody knows', async () => {
    const calls: RecordedCall[] = [];
    stack.sandbox.setFault({ name: 'erp_reset', times: 1 });
    const context = { ...stack.kari, onCall: (call: RecordedCall) => void calls.push(call) };
    expect((await refusalOf(stack.erp.inventory.create(context, NEW_ITEM))).code).toBe('erp_unavailable');
    expect(calls).toHaveLength(1);
  });
});

describe('a customer', () => {
  const NEW_CUSTOMER: CustomerChange = {
    name: 'Fjellhytta AS',
    mainAddress: { addressLine1: 'Storgata 1', postalCode: '0155', city: 'Oslo', countryId: 'NO' },
    mainContact: { email: 'post@fjellhytta.example' },
    sendDunningLettersViaEMail: true,
  };

  test('is created with a number from the company’s series', async () => {
    const { number = '' } = await stack.erp.customers.create(stack.kari, NEW_CUSTOMER);
    expect(number).toMatch(/^\d+$/);
    expect(await customer(number)).toMatchObject({
      name: 'Fjellhytta AS',
      mainAddress: { addressLine1: 'Storgata 1', city: 'Oslo', countryId: 'NO', country: 'Norge' },
      mainContact: { email: 'post@fjellhytta.example' },
      sendDunningLettersViaEmail: true,
    });
  });

  test('is changed with the ETag it was read with, once', async () => {
    const { number = '' } = await stack.erp.customers.create(stack.kari, NEW_CUSTOMER);
    const { etag } = await stack.erp.customers.get(stack.kari, number);
    await stack.erp.customers.update(stack.kari, number, { creditLimit: 5000, mainAddress: { city: null } }, etag);
    expect(await customer(number)).toMatchObject({
      creditLimit: 5000,
      mainAddress: { addressLine1: 'Storgata 1', city: undefined },
    });
    const conflict = await refusalOf(stack.erp.customers.update(stack.kari, number, { creditLimit: 1 }, etag));
    expect(conflict).toMatchObject({ code: 'erp_conflict', details: { status: 412 } });
    expect((await customer(number)).creditLimit).toBe(5000);
  });

  test('is changed whatever it was, without an ETag', async () => {
    const { number = '' } = await stack.erp.customers.create(stack.kari, NEW_CUSTOMER);
    await stack.erp.customers.update(stack.kari, number, { deliveryAddress: null, name: 'Ny' });
    expect((await customer(number)).name).toBe('Ny');
  });

  test('a wrong country is refused at its field', async () => {
    const change = { ...NEW_CUSTOMER, mainAddress: { countryId: 'XX' } };
    expect((await refusalOf(stack.erp.customers.create(stack.kari, change))).details.fields).toMatchObject([
      { name: 'mainAddress.countryId' },
    ]);
  });
});

describe('an invoice', () => {
  const numberOf = async (query: InvoiceQuery) =>
    (await stack.erp.invoices.list(stack.kari, query)).rows[0]?.referenceNumber ?? '';

  test('that is not released can be deleted', async () => {
    const number = await numberOf({ status: 'Balanced' });
    await stack.erp.invoices.delete(stack.kari, number);
    expect((await refusalOf(stack.erp.invoices.get(stack.kari, number))).code).toBe('erp_not_found');
  });

  test('that is released is kept, and the ERP says why', async () => {
    const error = await refusalOf(stack.erp.invoices.delete(stack.kari, await numberOf({ status: 'Open' })));
    expect([error.code, error.details.providerDescription]).toEqual([
      'erp_rejected',
      'A document with the status Open cannot be deleted.',
    ]);
  });

  test('is deleted with the scope for it only', async () => {
    const writer = await stack.asKari(interactive(['read', 'update']));
    expect((await refusalOf(stack.erp.invoices.delete(writer, '1'))).code).toBe('erp_forbidden');
  });
});

describe('the number of a new object', () => {
  test.each([
    ['https://integration.visma.net/API/controller/api/v1/inventory/NY%2F1%20%C3%85', 'NY/1 Å'],
    ['/v1/inventory/A', 'A'],
    ['https://api.finance.visma.net/v1/Inventory/A/', 'A'],
    ['https://api.finance.visma.net/v1/inventory/internal/17', undefined],
    ['https://api.finance.visma.net/v1/inventory/%', undefined],
    ['http://[', undefined],
    ['', undefined],
  ])('with Location “%s” is %s, and nothing is asked of that address', async (location, number) => {
    const server = await startHostileServer();
    const erp = createErpClient({ erpUrl: server.url, salesOrderUrl: server.url });
    server.answers.push(answer(201, '', { location }));
    expect((await erp.inventory.create(stack.kari, { description: 'x' })).number).toBe(number);
    expect(server.requests).toHaveLength(1);
    await erp.close();
    await server.stop();
  });
});
