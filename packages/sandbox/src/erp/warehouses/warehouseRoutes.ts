import { notFound } from '../../api/erpAnswer.ts';
import type { ErpRoute } from '../../api/erpCall.ts';
import { NO_METADATA, readPaging } from '../../api/paging.ts';
import { COUNTRIES } from '../partners/partner.ts';
import { rowVersion } from '../../api/rowVersion.ts';
import type { CompanyDataset, Warehouse } from '../../dataset/companies/companyDataset.ts';

/** Reading warehouses: list, one. Rows carry no metadata (published description). */
export function warehouseRoutes(): ErpRoute[] {
  return [
    {
      method: 'get',
      path: '/warehouse',
      parameters: ['active', 'branch', 'pageNumber', 'pageSize'],
      handle: (call) => {
        const paging = readPaging(call, call.settings.erpMaxPageSize);
        const active = call.query.flag('active');
        const branch = call.query.text('branch');
        const found = call.dataset.warehouses.filter(
          (warehouse) =>
            (active ?? warehouse.active) === warehouse.active && (branch ?? warehouse.branch) === warehouse.branch,
        );
        const page = found.slice(paging.offset, paging.offset + paging.pageSize);
        return { status: 200, body: page.map((warehouse) => warehouseDto(call.dataset, warehouse)) };
      },
    },
    {
      method: 'get',
      path: '/warehouse/:warehouseId',
      handle: (call) => {
        const found = call.dataset.warehouses.find(({ id }) => id === call.params.warehouseId);
        if (!found) throw notFound('Warehouse not found.');
        return { status: 200, body: warehouseDto(call.dataset, found) };
      },
    },
  ];
}

function warehouseDto(dataset: CompanyDataset, warehouse: Warehouse) {
  const id = dataset.index * 100 + dataset.warehouses.indexOf(warehouse);
  const branch = dataset.branches.find(({ number }) => number === warehouse.branch);
  return {
    warehouseID: warehouse.id,
    branch: { number: warehouse.branch, name: branch?.name ?? null },
    replenishmentClass: null,
    active: warehouse.active,
    lockSitePICountEntry: false,
    description: warehouse.name,
    locationEntry: 'Validate',
    avgDefaultCost: 'AverageCost',
    fifoDefaultCost: 'LastCost',
    receiptLocation: { id: 'INN1', description: null },
    shipLocation: { id: 'UT1', description: null },
    returnLocation: { id: 'INN1', description: null },
    dropShipLocation: { id: 'UT1', description: null },
    contact: {
      contactId: id,
      companyName: dataset.name,
      attention: null,
      email: null,
      web: null,
      phone1: null,
      phone2: null,
      fax: null,
    },
    address: {
      addressId: id,
      addressType: 'BS',
      validated: false,
      addressLine1: warehouse.street,
      addressLine2: null,
      city: warehouse.city,
      country: {
        id: dataset.country.id,
        name: COUNTRIES[dataset.country.id] ?? null,
        errorInfo: null,
        metadata: NO_METADATA,
      },
      county: null,
      postalCode: warehouse.postalCode,
    },
    locations: ['INN1', 'UT1'].map(warehouseLocation),
    timestamp: rowVersion(id, 1),
  };
}

function warehouseLocation(locationId: string) {
  return {
    locationId,
    description: null,
    active: true,
    inclQtyAvail: true,
    isCosted: false,
    salesValid: true,
    receiptsValid: true,
    transfersValid: true,
    assemblyValid: true,
    primaryItemValid: 'PrimaryNothing',
    primaryItem: null,
    primaryItemClass: null,
    project: null,
    projectTask: null,
  };
}
