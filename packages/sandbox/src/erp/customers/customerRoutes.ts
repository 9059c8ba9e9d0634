import { notFound, type ErpAnswer } from '../../api/erpAnswer.ts';
import type { ErpCall, ErpRoute } from '../../api/erpCall.ts';
import { readAttributes, readChoices } from '../../api/filterValues.ts';
import { readPaging } from '../../api/paging.ts';
import { matchesText } from '../../dataset/textMatch.ts';
import type { RecordTable } from '../../dataset/recordTable.ts';
import { passesTime, readTimeFilter } from '../../api/timeFilter.ts';
import { customerVersion, toCustomerDto, type CustomerContext } from './customerDto.ts';
import { CUSTOMER_STATUSES, type CustomerRecord } from './customerRecord.ts';

/** Reading customers: list, one by number, one by internal id (published description). */
export function customerRoutes(customers: RecordTable<CustomerRecord>): ErpRoute[] {
  return [
    { method: 'get', path: '/customer', parameters: PARAMETERS, handle: (call) => listCustomers(call, customers) },
    {
      method: 'get',
      path: '/customer/internal/:internalId',
      handle: (call) => showCustomer(call, customers, customers.byId(call.dataset, Number(call.params.internalId))),
    },
    {
      method: 'get',
      path: '/customer/:customerCd',
      handle: (call) => showCustomer(call, customers, customers.byNumber(call.dataset, call.params.customerCd ?? '')),
    },
  ];
}

const PARAMETERS = [
  ...['name', 'status', 'corporateId', 'vatRegistrationId', 'email', 'phone', 'attributes'],
  ...['lastModifiedDateTime', 'lastModifiedDateTimeCondition', 'createdDateTime', 'createdDateTimeCondition'],
  ...['expandAccountInformation', 'expandPaymentMethods', 'expandDirectDebit', 'pageNumber', 'pageSize'],
];

function listCustomers(call: ErpCall, customers: RecordTable<CustomerRecord>): ErpAnswer {
  const { query, dataset, settings } = call;
  const paging = readPaging(call, settings.erpMaxPageSize);
  const expand = {
    accountInformation: query.flag('expandAccountInformation') ?? true,
    paymentMethods: query.flag('expandPaymentMethods') ?? true,
    directDebit: query.flag('expandDirectDebit') ?? true,
  };
  const passes = readCustomerFilter(call);
  const found = customers.all(dataset).filter(passes);
  const metadata = { totalCount: found.length, maxPageSize: paging.maxPageSize };
  const page = found.slice(paging.offset, paging.offset + paging.pageSize);
  const context = contextOf(call, customers);
  return { status: 200, body: page.map((customer) => toCustomerDto(customer, context, expand, metadata)) };
}

function readCustomerFilter(call: ErpCall): (customer: CustomerRecord) => boolean {
  const { query, settings } = call;
  const statuses = readChoices(call, 'status', CUSTOMER_STATUSES, query.list('status').slice(0, 1));
  const attributes = Object.entries(readAttributes(query.text('attributes')) ?? {});
  const modified = readTimeFilter(call, 'lastModifiedDateTime');
  const created = readTimeFilter(call, 'createdDateTime');
  // Guess: not documented that the other texts match whole.
  const exact: [string | null, (customer: CustomerRecord) => string | null][] = [
    [query.text('corporateId') ?? null, (customer) => customer.corporateId],
    [query.text('vatRegistrationId') ?? null, (customer) => customer.vatRegistrationId],
    [query.text('email') ?? null, (customer) => customer.mainContact.email],
    [query.text('phone') ?? null, (customer) => customer.mainContact.phone1],
  ];
  return (customer) =>
    statuses !== undefined &&
    (statuses.length === 0 || statuses.includes(customer.status)) &&
    matchesText(customer.name, query.text('name'), settings.partnerNameMatch) &&
    exact.every(([wanted, of]) => wanted === null || matchesText(of(customer), wanted, 'exact')) &&
    attributes.every(([id, values]) => values.includes(customer.attributes[id] ?? '')) &&
    passesTime(customer.modifiedAt, modified) &&
    passesTime(customer.createdAt, created);
}

function showCustomer(
  call: ErpCall,
  customers: RecordTable<CustomerRecord>,
  customer: CustomerRecord | undefined,
): ErpAnswer {
  if (!customer) throw notFound('Customer not found.');
  const headers = { ETag: `"${customerVersion(customer)}"` };
  return { status: 200, headers, body: toCustomerDto(customer, contextOf(call, customers)) };
}

function contextOf({ dataset, settings }: ErpCall, customers: RecordTable<CustomerRecord>): CustomerContext {
  return { dataset, settings, nameOf: (number) => customers.byNumber(dataset, number)?.name ?? null };
}
