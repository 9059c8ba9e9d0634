import type { OrderCustomer } from '../orderParty.ts';
import type { AnyOrderBody } from './orderBodies.ts';
import type { OrderWriting } from './orderWriting.ts';

/** Customers who may not order. Guess: that a credit hold stops orders is not documented. */
const STOPPED = ['OnHold', 'CreditHold', 'Inactive'];

type CustomerBody = NonNullable<AnyOrderBody['customer']> & { readonly gln?: string | null | undefined };

/** The customer that a body names by number or GLN; one who cannot be found or may not order is a finding. */
export function findCustomer(
  { findings, tables, company }: OrderWriting,
  body: CustomerBody,
): OrderCustomer | undefined {
  if (!body.id && !body.gln) {
    findings.add('nullNotAllowed', 'customer.id', 'The customer is required, by id or gln.');
    return undefined;
  }
  const customer = body.id
    ? tables.customers.byNumber(company, body.id)
    : tables.customers.all(company).find(({ gln }) => gln === body.gln);
  const property = body.id ? 'customer.id' : 'customer.gln';
  if (!customer) findings.add('customerLookupException', property, 'The customer does not exist.');
  else if (STOPPED.includes(customer.status)) {
    findings.add('invalidCustomerStatus', property, `The customer’s status is ${customer.status}.`);
  }
  if (body.locationId && body.locationId !== 'Main') {
    findings.add('invalidValue', 'customer.locationId', 'The customer has no such location.');
  }
  return customer;
}
