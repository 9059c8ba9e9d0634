import { notFound, type ErpAnswer } from '../../api/erpAnswer.ts';
import type { ErpCall, ErpRoute } from '../../api/erpCall.ts';
import { readAttributes, readChoices } from '../../api/filterValues.ts';
import { readPaging } from '../../api/paging.ts';
import { matchesText } from '../../dataset/textMatch.ts';
import type { RecordTable } from '../../dataset/recordTable.ts';
import { passesTime, readTimeFilter } from '../../api/timeFilter.ts';
import { supplierVersion, toSupplierDto } from './supplierDto.ts';
import { SUPPLIER_STATUSES, type SupplierRecord } from './supplierRecord.ts';

/** Reading suppliers: list, one by number (published description). */
export function supplierRoutes(suppliers: RecordTable<SupplierRecord>): ErpRoute[] {
  return [
    { method: 'get', path: '/supplier', parameters: PARAMETERS, handle: (call) => listSuppliers(call, suppliers) },
    {
      method: 'get',
      path: '/supplier/:supplierCd',
      handle: (call) => {
        const supplier = suppliers.byNumber(call.dataset, call.params.supplierCd ?? '');
        if (!supplier) throw notFound('Supplier not found.');
        return {
          status: 200,
          headers: { ETag: `"${supplierVersion(supplier)}"` },
          body: toSupplierDto(supplier, call),
        };
      },
    },
  ];
}

const PARAMETERS = [
  ...['orderBy', 'name', 'status', 'vatRegistrationId', 'corporateId', 'attributes', 'expandAccountInformation'],
  ...['expandNote', 'lastModifiedDateTime', 'lastModifiedDateTimeCondition', 'pageNumber', 'pageSize'],
];

function listSuppliers(call: ErpCall, suppliers: RecordTable<SupplierRecord>): ErpAnswer {
  const { query, dataset, settings } = call;
  const paging = readPaging(call, settings.erpMaxPageSize);
  const expand = {
    accountInformation: query.flag('expandAccountInformation') ?? true,
    note: query.flag('expandNote') ?? true,
  };
  const found = inOrder(suppliers.all(dataset).filter(readSupplierFilter(call)), query.text('orderBy'));
  const metadata = { totalCount: found.length, maxPageSize: paging.maxPageSize };
  const page = found.slice(paging.offset, paging.offset + paging.pageSize);
  return { status: 200, body: page.map((supplier) => toSupplierDto(supplier, call, expand, metadata)) };
}

function readSupplierFilter(call: ErpCall): (supplier: SupplierRecord) => boolean {
  const { query, settings } = call;
  const statuses = readChoices(call, 'status', SUPPLIER_STATUSES, query.list('status').slice(0, 1));
  const attributes = Object.entries(readAttributes(query.text('attributes')) ?? {});
  const modified = readTimeFilter(call, 'lastModifiedDateTime');
  return (supplier) =>
    statuses !== undefined &&
    (statuses.length === 0 || statuses.includes(supplier.status)) &&
    matchesText(supplier.name, query.text('name'), settings.partnerNameMatch) &&
    matchesText(supplier.corporateId, query.text('corporateId'), 'exact') &&
    matchesText(supplier.vatRegistrationId, query.text('vatRegistrationId'), 'exact') &&
    attributes.every(([id, values]) => values.includes(supplier.attributes[id] ?? '')) &&
    passesTime(supplier.modifiedAt, modified);
}

// Guess: the values of orderBy are not documented. Here a field, and `desc` after a blank for the other way round.
function inOrder(suppliers: SupplierRecord[], orderBy: string | undefined): SupplierRecord[] {
  const [field = '', direction = 'asc'] = (orderBy ?? '').toLowerCase().split(' ');
  const key = ORDERS.get(field);
  if (!key) return suppliers;
  const sorted = suppliers.toSorted((a, b) => key(a).localeCompare(key(b)));
  return direction === 'desc' ? sorted.toReversed() : sorted;
}

const ORDERS: ReadonlyMap<string, (supplier: SupplierRecord) => string> = new Map([
  ['number', (supplier: SupplierRecord) => supplier.number],
  ['name', (supplier) => supplier.name],
  ['lastmodifieddatetime', (supplier) => supplier.modifiedAt],
]);
