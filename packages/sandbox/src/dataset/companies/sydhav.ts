import type { CompanyDataset } from './companyDataset.ts';
import { FINNISH_BASICS } from './finnishBasics.ts';
import { SYDHAV_GOODS } from './sydhavGoods.ts';

/** Sydhav Oy: a Finnish shop for yards and fishermen. */
export function sydhav(): CompanyDataset {
  return {
    ...FINNISH_BASICS,
    tenantId: '22222222-2222-4222-8222-222222222201',
    name: 'Sydhav Oy',
    index: 3,
    itemCount: 300,
    partnerCount: 60,
    firstItemNumber: 20_001,
    itemNumberPrefix: 'SY',
    branches: [{ number: '1', name: 'Sydhav Turku', street: 'Telakkatie 5', postalCode: '20100', city: 'Turku' }],
    warehouses: [
      {
        id: 'PÄÄ',
        name: 'Päävarasto Turku',
        branch: '1',
        street: 'Telakkatie 5',
        postalCode: '20100',
        city: 'Turku',
        active: true,
      },
      {
        id: 'KOTKA',
        name: 'Myymälä Kotka',
        branch: '1',
        street: 'Satamakatu 2',
        postalCode: '48100',
        city: 'Kotka',
        active: true,
      },
    ],
    itemClasses: [
      { id: 'KIINNITYS', name: 'Kiinnikkeet', type: 'FinishedGoodItem', attributes: ['MATERIAALI'] },
      { id: 'TYÖKALU', name: 'Työkalut', type: 'FinishedGoodItem', attributes: ['VÄRI'] },
      { id: 'SÄHKÖ', name: 'Sähkötarvikkeet', type: 'FinishedGoodItem', attributes: ['VÄRI'] },
      { id: 'VENE', name: 'Venetarvikkeet', type: 'FinishedGoodItem', attributes: ['MATERIAALI', 'VÄRI'] },
      { id: 'SUOJAIN', name: 'Suojaimet', type: 'FinishedGoodItem', attributes: ['VÄRI'] },
      { id: 'PALVELU', name: 'Palvelut', type: 'ServiceItem', attributes: [] },
      { id: 'RAHTI', name: 'Rahti', type: 'NonStockItem', attributes: [] },
    ],
    postingClasses: [
      {
        id: 'TAVARAT',
        name: 'Kauppatavarat',
        inventoryAccount: '1530',
        cogsAccount: '4400',
        expenseAccount: '4000',
        salesAccount: '3000',
      },
      {
        id: 'PALVELUT',
        name: 'Palvelut',
        inventoryAccount: '1530',
        cogsAccount: '4400',
        expenseAccount: '6500',
        salesAccount: '3020',
      },
    ],
    salesCategories: [
      { id: 10, name: 'Kiinnikkeet' },
      { id: 20, name: 'Työkalut' },
      { id: 30, name: 'Sähkö' },
      { id: 40, name: 'Veneily' },
      { id: 50, name: 'Suojaimet' },
      { id: 60, name: 'Muut' },
    ],
    families: SYDHAV_GOODS,
  };
}
