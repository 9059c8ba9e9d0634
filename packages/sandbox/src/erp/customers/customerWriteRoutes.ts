import { ErpRefusal, ippException, notFound, type ErpAnswer } from '../../api/erpAnswer.ts';
import type { ErpCall, ErpRoute } from '../../api/erpCall.ts';
import type { RecordTable } from '../../dataset/recordTable.ts';
import { readBody } from '../writing/wrapped.ts';
import { customerBody } from './customerBody.ts';
import { customerVersion } from './customerDto.ts';
import type { CustomerRecord } from './customerRecord.ts';
import { changedCustomer, newCustomer } from './writeCustomer.ts';

type Customers = RecordTable<CustomerRecord>;

/**
 * Writing customers: POST 201 with Location, PUT 204, If-Match honoured where it is sent.
 * @see https://docs.vismasoftware.no/vismanetapi/api-reference/features/etag
 */
export function customerWriteRoutes(customers: Customers): ErpRoute[] {
  return [
    { method: 'post', path: '/customer', handle: (call) => createCustomer(call, customers) },
    {
      method: 'put',
      path: '/customer/internal/:internalId',
      handle: (call) => updateCustomer(call, customers, customers.byId(call.dataset, Number(call.params.internalId))),
    },
    {
      method: 'put',
      path: '/customer/:customerCd',
      handle: (call) => updateCustomer(call, customers, customers.byNumber(call.dataset, call.params.customerCd ?? '')),
    },
  ];
}

function createCustomer(call: ErpCall, customers: Customers): ErpAnswer {
  const body = readBody(call, customerBody);
  const number = numberFor(call, customers, body.number, body.overrideNumberSeries === true);
  const blank = newCustomer(call.dataset, customers.nextId(call.dataset), number, call.nowMs, body);
  customers.put(call.dataset, changedCustomer(call.dataset, blank, body, call.nowMs, existsIn(call, customers)));
  return { status: 201, headers: { Location: `${call.baseUrl}/customer/${encodeURIComponent(number)}` } };
}

function updateCustomer(call: ErpCall, customers: Customers, before: CustomerRecord | undefined): ErpAnswer {
  if (!before) throw notFound('Customer not found.');
  requireMatch(call, customerVersion(before));
  const body = readBody(call, customerBody);
  customers.put(call.dataset, changedCustomer(call.dataset, before, body, call.nowMs, existsIn(call, customers)));
  return { status: 204 };
}

// Guess: not documented that the series gives the number unless overrideNumberSeries says otherwise.
function numberFor(call: ErpCall, customers: Customers, asked: string | null | undefined, override: boolean): string {
  if (!override) {
    if (asked) call.note('number is ignored without overrideNumberSeries');
    const used = customers
      .all(call.dataset)
      .map(({ number }) => Number(number))
      .filter(Number.isInteger);
    return String(Math.max(10_000, ...used) + 1);
  }
  if (!asked) throw ippException("'number' cannot be empty.", '12005');
  if (customers.byNumber(call.dataset, asked)) throw ippException(`'number' '${asked}' already exists.`, '12003');
  return asked;
}

function requireMatch(call: ErpCall, version: string): void {
  const wanted = call.header('if-match');
  if (wanted === undefined || wanted === '*') return;
  const tags = wanted.split(',').map((tag) => tag.trim().replace(/^"(.*)"$/, '$1'));
  // Guess: the body of 412 is not documented.
  if (!tags.includes(version))
    throw new ErpRefusal({ status: 412, body: { message: 'The record has been changed by another user.' } });
}

function existsIn({ dataset }: ErpCall, customers: Customers): (number: string) => boolean {
  return (number) => customers.byNumber(dataset, number) !== undefined;
}
