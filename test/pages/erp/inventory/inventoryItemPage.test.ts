import { describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { toItem } from 'visma-net-client/resources/inventory/item';
import { ErpError } from 'visma-net-client/errors';
import {
  inventoryItemPage,
  type InventoryItemPageDeps,
} from '../../../../src/pages/erp/inventory/inventoryItemPage.ts';
import { ENGLISH } from '../../../../src/languages/languages.ts';
import { toItemView } from '../../../../src/pages/erp/inventory/itemView.ts';
import { NORWEGIAN, notNorwegian } from '../../../support/norwegian.ts';
import { aSignedInPerson, pageApp } from '../../../support/pageApp.ts';
import { factsOf, said, saidTable } from '../../../support/said.ts';
import { textOf } from '../../../support/webBrowser.ts';

const view = (item: Record<string, unknown>) => toItemView('t1', toItem({ inventoryNumber: 'A-1', ...item }), 'curl');

/** How its status is shown. */
function statusOf(status: string) {
  const tag = view({ status }).status;
  return tag && said(tag);
}

describe('an item is shown', () => {
  test('with names and codes of what it refers to', () => {
    const { general } = view({
      type: 'FinishedGoodItem',
      itemClass: { id: 'BOLTS', description: 'Bolts and nuts' },
      vatCode: { id: '3' },
      stockItem: true,
      kitItem: false,
      lastModifiedDateTime: '2026-01-31T13:45:00',
    });
    expect(factsOf(general)).toEqual({
      Type: 'Finished good item',
      'Item class': 'Bolts and nuts (BOLTS)',
      'VAT code': '3',
      'Kept in stock': 'Yes',
      Kit: 'No',
      'Last changed': '31 Jan 2026, 13:45 UTC',
    });
  });

  test('with prices, and the days from which they count', () => {
    const { prices } = view({
      defaultPrice: 1249.5,
      currentCost: 0,
      effectiveDate: '2026-01-31T00:00:00',
      costPriceStatistics: { averageCost: 3.123456 },
    });
    expect(factsOf(prices)).toEqual({
      'Default price': '1,249.50',
      'Current cost': '0.00 from 31 Jan 2026',
      'Average cost': '3.123456',
    });
  });

  test('with its units: multiplied or divided', () => {
    const unit = { fromUnit: 'BOX', toUnit: 'PCS', unitRate: 12 };
    const inventoryUnits = [
      { ...unit, unitMultDiv: 'Multiply' },
      { ...unit, fromUnit: 'G', unitMultDiv: 'Divide', unitRate: 1000 },
    ];
    expect(saidTable(view({ inventoryUnits }).tables.conversions).rows).toEqual([
      ['BOX', '12 PCS'],
      ['G', '1/1,000 PCS'],
    ]);
  });

  test('with its status as the list shows it', () => {
    expect(statusOf('Inactive')).toEqual({ tag: 'Inactive', tone: 'done' });
    expect(statusOf('NoSales')).toEqual({ tag: 'No sales', tone: 'warn' });
    expect(view({ status: undefined }).status).toBeUndefined();
  });

  test('with the stock of each warehouse, as a table and a picture', () => {
    const { tables, stockChart } = view({
      baseUnit: 'PCS',
      warehouseDetails: [{ warehouse: 'OSLO', quantityOnHand: 1200, available: 3.5, isDefault: true }],
    });
    expect(saidTable(tables.stock)).toMatchObject({
      caption: 'Stock per warehouse, in PCS',
      rows: [['OSLO', 'Yes', '1,200', '3.5']],
    });
    expect(stockChart?.bars.map(({ words }) => ENGLISH.speak(words))).toEqual(['OSLO: 1,200 on hand, 3.5 available']);
  });

  test('with its other numbers, suppliers, attributes, accounts, categories and files', () => {
    const { tables } = view({
      crossReferences: [{ alternateType: 'VPN', alternateID: 'X-9', bAccount: { number: '500', name: 'Supplier AS' } }],
      supplierDetails: [{ supplierId: '500', supplierName: 'Supplier AS', lastSupplierPrice: 10, leadTime: 14 }],
      attributes: [{ id: 'COLOUR', value: 'RED', description: 'Red' }],
      accountInformation: { salesAccount: { number: '3000', description: 'Sales' }, salesSubaccount: { id: '000' } },
      salesCategories: [{ categoryId: 10, description: 'Fasteners' }],
      attachments: [{ name: 'drawing.pdf', id: 'f1', revision: 2 }],
    });
    const supplier = { text: 'Supplier AS (500)', href: '/companies/t1/suppliers/500' };
    expect(saidTable(tables.crossReferences).rows).toEqual([['X-9', 'Supplier’s number', supplier]]);
    expect(saidTable(tables.suppliers).rows).toEqual([[supplier, '10.00', '14']]);
    expect(saidTable(tables.attributes).rows).toEqual([['COLOUR', 'RED', 'Red']]);
    expect(saidTable(tables.accounts).rows).toEqual([
      ['Sales', '3000', 'Sales'],
      ['Sales subaccount', '000', '–'],
    ]);
    expect(saidTable(tables.salesCategories).rows).toEqual([['Fasteners', '10']]);
    expect(saidTable(tables.attachments).rows).toEqual([['drawing.pdf', '2', 'f1']]);
  });

  test('with weight, volume and foreign trade', () => {
    const { packaging } = view({
      packaging: { baseItemWeight: 0.8, weightUOM: 'KG', baseItemVolume: 0 },
      intrastat: { cN8: '73181290', countryOfOrigin: 'SE' },
    });
    expect(factsOf(packaging)).toEqual({
      Weight: '0.8 KG',
      Volume: '0',
      'Commodity code (CN8)': '73181290',
      'Country of origin': 'SE',
    });
  });

  test('with its long description as text, whatever HTML it is', () => {
    const body = '<p>Strong &amp; <b>light</b></p><p>5 &lt; 6<br>done</p><script>alert(1)</script>';
    expect(view({ body }).body).toBe('Strong & light\n5 < 6\ndone\nalert(1)');
  });

  test('even when the ERP knows nothing but its number', () => {
    const { tables, general, prices, stockChart, note, body } = view({});
    expect(Object.values(tables).every((table) => table === undefined)).toBe(true);
    expect([general, prices, stockChart, note, body]).toEqual([[], [], undefined, undefined, undefined]);
  });
});

describe('the page', () => {
  function appWith(get: InventoryItemPageDeps['inventory']['get']) {
    const deps: InventoryItemPageDeps = {
      inventory: {
        get,
        itemAddress: (number) => new URL(`https://erp.test/v1/inventory/${encodeURIComponent(number)}`),
      },
      withCompanyToken: (_req, tenantId, call) => call({ accessToken: `token-of-${tenantId}`, correlationId: 'c' }),
    };
    return pageApp((app) => app.use(inventoryItemPage(deps)), { signedIn: aSignedInPerson() });
  }

  test('asks for the number as it stands in the address, slash and all, for the company in the address', async () => {
    const asked: string[] = [];
    const app = appWith((context, inventoryNumber) => {
      asked.push(context.accessToken, inventoryNumber);
      return Promise.resolve({ value: toItem({ inventoryNumber }), etag: undefined, quota: undefined });
    });
    const { text } = await request(app).get('/companies/t2/inventory/A%2F1%20').expect(200);
    expect(asked).toEqual(['token-of-t2', 'A/1 ']);
    expect(text).toContain('<h1>A/1 </h1>');
    expect(text).toContain('<a href="/companies/t2/inventory">Inventory</a>');
    expect(text).toContain('https://erp.test/v1/inventory/A%2F1%20');
    expect(text).not.toMatch(/undefined|token-of/);
  });

  test('of an item that is not there leads back to the list', async () => {
    const app = appWith(() => Promise.reject(new ErpError('erp_not_found')));
    const { text } = await request(app).get('/companies/t2/inventory/none').expect(404);
    expect(text).toContain('href="/companies/t2/inventory">Back to the list');
  });

  test('is in Norwegian for whoever reads that, with what people call the item first in the title', async () => {
    const item = toItem({
      inventoryNumber: 'A-1',
      description: 'Mutter M8',
      type: 'FinishedGoodItem',
      status: 'NoSales',
      baseUnit: 'KG',
      defaultPrice: 1249.5,
      currentCost: 1000,
      effectiveDate: '2026-05-31T00:00:00',
      packaging: { baseItemWeight: 0.8, weightUOM: 'KG' },
      note: '<b>Mutter</b>',
      warehouseDetails: [{ warehouse: 'OSLO', quantityOnHand: 1200, available: 3.5, isDefault: true }],
      crossReferences: [{ alternateType: 'VPN', alternateID: 'X-9' }],
      supplierDetails: [{ supplierId: '500', supplierName: 'Leverandør AS', lastSupplierPrice: 10, leadTime: 14 }],
      inventoryUnits: [{ fromUnit: 'G', toUnit: 'KG', unitMultDiv: 'Divide', unitRate: 1000 }],
      stockItem: true,
    });
    const app = appWith(() => Promise.resolve({ value: item, etag: undefined, quota: undefined }));
    const { text } = await request(app)
      .get('/companies/t1/inventory/A-1')
      .set('Accept-Language', NORWEGIAN)
      .expect(200);
    expect(notNorwegian(text, 'inventory')).toEqual([]);
    expect(text).toContain('<title>Mutter M8 · A-1 · ');
    const words = textOf(text).replaceAll('\u00a0', ' ');
    expect(words).toContain('Gjeldende kostpris 1 000,00 fra 31. mai 2026');
    expect(words).toMatch(/Vekt 0,8 KG.*Notat: <b>Mutter<\/b>/);
    expect(text).toContain('OSLO: 1\u00a0200 på lager, 3,5 tilgjengelig.');
  });
});
