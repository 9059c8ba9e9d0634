import type { CompanyDataset } from './companyDataset.ts';
import { NORDFJORD_HANDEL_GOODS } from './nordfjordHandelGoods.ts';
import { NORDFJORD_HANDEL_SERVICES } from './nordfjordHandelServices.ts';
import { NORWEGIAN_BASICS } from './norwegianBasics.ts';

/** Nordfjord Handel AS: a wholesaler of tools, fasteners, electrical and marine goods. */
export function nordfjordHandel(itemCount: number): CompanyDataset {
  return {
    ...NORWEGIAN_BASICS,
    tenantId: '11111111-1111-4111-8111-111111111101',
    name: 'Nordfjord Handel AS',
    index: 1,
    itemCount,
    partnerCount: 150,
    firstItemNumber: 100_001,
    itemNumberPrefix: '',
    branches: [
      {
        number: '1',
        name: 'Nordfjord Handel Sandane',
        street: 'Industrivegen 14',
        postalCode: '6823',
        city: 'Sandane',
      },
      { number: '2', name: 'Nordfjord Handel Florø', street: 'Kaivegen 3', postalCode: '6900', city: 'Florø' },
    ],
    warehouses: [
      {
        id: 'HOVED',
        name: 'Hovedlager Sandane',
        branch: '1',
        street: 'Industrivegen 14',
        postalCode: '6823',
        city: 'Sandane',
        active: true,
      },
      {
        id: 'BUTIKK',
        name: 'Butikklager Florø',
        branch: '2',
        street: 'Kaivegen 3',
        postalCode: '6900',
        city: 'Florø',
        active: true,
      },
      {
        id: 'NORD',
        name: 'Fjernlager Bodø',
        branch: '1',
        street: 'Hamnegata 8',
        postalCode: '8006',
        city: 'Bodø',
        active: true,
      },
      {
        id: 'RETUR',
        name: 'Returlager',
        branch: '1',
        street: 'Industrivegen 14',
        postalCode: '6823',
        city: 'Sandane',
        active: false,
      },
    ],
    itemClasses: [
      { id: 'FESTE', name: 'Festemidler', type: 'FinishedGoodItem', attributes: ['MATERIALE', 'MILJØ'] },
      { id: 'VERKTØY', name: 'Verktøy og maskiner', type: 'FinishedGoodItem', attributes: ['FARGE'] },
      { id: 'ELEKTRO', name: 'Elektromateriell', type: 'FinishedGoodItem', attributes: ['FARGE', 'MATERIALE'] },
      { id: 'MARIN', name: 'Marine og fiskeri', type: 'FinishedGoodItem', attributes: ['MATERIALE', 'FARGE'] },
      { id: 'VERN', name: 'Verneutstyr', type: 'FinishedGoodItem', attributes: ['FARGE', 'MILJØ'] },
      { id: 'DELER', name: 'Reservedeler', type: 'ComponentPartItem', attributes: ['MATERIALE'] },
      { id: 'SETT', name: 'Sett og pakker', type: 'SubassemblyItem', attributes: ['FARGE'] },
      { id: 'FRAKT', name: 'Frakt og gebyr', type: 'NonStockItem', attributes: [] },
      { id: 'TJENESTE', name: 'Tjenester', type: 'ServiceItem', attributes: [] },
      { id: 'AVGIFT', name: 'Avgifter', type: 'ChargeItem', attributes: [] },
      { id: 'FORBRUK', name: 'Eget forbruk', type: 'ExpenseItem', attributes: [] },
      { id: 'TIMER', name: 'Timer', type: 'LaborItem', attributes: [] },
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
      {
        id: 'FRAKT',
        name: 'Frakt',
        inventoryAccount: '1460',
        cogsAccount: '4300',
        expenseAccount: '6500',
        salesAccount: '3900',
      },
    ],
    salesCategories: [
      { id: 10, name: 'Festemidler' },
      { id: 20, name: 'Verktøy' },
      { id: 30, name: 'Elektro' },
      { id: 40, name: 'Marine' },
      { id: 50, name: 'Verneutstyr' },
      { id: 60, name: 'Øvrig' },
    ],
    families: [...NORDFJORD_HANDEL_GOODS, ...NORDFJORD_HANDEL_SERVICES],
  };
}
