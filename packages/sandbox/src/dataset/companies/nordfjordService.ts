import type { CompanyDataset } from './companyDataset.ts';
import { NORDFJORD_SERVICE_GOODS } from './nordfjordServiceGoods.ts';
import { NORWEGIAN_BASICS } from './norwegianBasics.ts';

/** Nordfjord Service AS: sells hours and jobs, and has the few parts its vans carry. */
export function nordfjordService(): CompanyDataset {
  return {
    ...NORWEGIAN_BASICS,
    tenantId: '11111111-1111-4111-8111-111111111102',
    name: 'Nordfjord Service AS',
    index: 2,
    itemCount: 40,
    partnerCount: 20,
    firstItemNumber: 1001,
    itemNumberPrefix: 'S-',
    branches: [{ number: '1', name: 'Nordfjord Service', street: 'Kaivegen 7', postalCode: '6900', city: 'Florø' }],
    warehouses: [
      {
        id: 'VERKSTED',
        name: 'Verksted Florø',
        branch: '1',
        street: 'Kaivegen 7',
        postalCode: '6900',
        city: 'Florø',
        active: true,
      },
      {
        id: 'BIL1',
        name: 'Servicebil 1',
        branch: '1',
        street: 'Kaivegen 7',
        postalCode: '6900',
        city: 'Florø',
        active: true,
      },
    ],
    itemClasses: [
      { id: 'ARBEID', name: 'Arbeid', type: 'LaborItem', attributes: [] },
      { id: 'OPPDRAG', name: 'Oppdrag til fast pris', type: 'ServiceItem', attributes: ['MILJØ'] },
      { id: 'MATERIELL', name: 'Materiell', type: 'FinishedGoodItem', attributes: ['MATERIALE'] },
      { id: 'KJØRING', name: 'Kjøring og oppmøte', type: 'NonStockItem', attributes: [] },
    ],
    postingClasses: [
      {
        id: 'VARER',
        name: 'Handelsvarer',
        inventoryAccount: '1460',
        cogsAccount: '4300',
        expenseAccount: '4000',
        salesAccount: '3000',
      },
      {
        id: 'TJENESTER',
        name: 'Tjenester',
        inventoryAccount: '1460',
        cogsAccount: '4300',
        expenseAccount: '6500',
        salesAccount: '3020',
      },
    ],
    salesCategories: [
      { id: 10, name: 'Timer' },
      { id: 20, name: 'Oppdrag' },
      { id: 30, name: 'Deler' },
      { id: 40, name: 'Kjøring' },
    ],
    families: NORDFJORD_SERVICE_GOODS,
  };
}
