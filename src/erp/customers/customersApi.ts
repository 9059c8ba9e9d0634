import type { CallContext } from '../callContext.ts';
import { erpResource, plainList, type ErpResource } from '../erpResource.ts';
import type { Page } from '../page.ts';
import { partnerClassSchema, type PartnerClass } from '../partners/partnerClass.ts';
import type { Transport } from '../transport.ts';
import { creator, updater, type Create, type Written } from '../writes.ts';
import { customerSchema, type Customer } from './customer.ts';
import { customerBody, type CustomerChange } from './customerChange.ts';
import { customerParameters, type CustomerQuery } from './customerQuery.ts';

/**
 * Customers of the ERP API, which has no way to delete one. Every call may throw ErpError; a refused write is
 * erp_rejected with the fields.
 */
export interface CustomersApi extends ErpResource<CustomerQuery, Customer> {
  create: Create<CustomerChange>;
  /**
   * With the ETag of `get`, a customer whom somebody else has changed meanwhile is left alone.
   * @throws ErpError erp_conflict with status 412
   */
  update: (context: CallContext, number: string, change: CustomerChange, etag?: string) => Promise<Written>;
  /** The classes a customer can belong to. */
  classes: (context: CallContext) => Promise<Page<PartnerClass>>;
}

export function createCustomersApi(transport: Transport, erpUrl: string): CustomersApi {
  const writing = { name: 'customers', erpUrl, path: '/v1/customer', toBody: customerBody };
  return {
    create: creator(transport, writing),
    update: updater(transport, writing),
    ...erpResource(transport, {
      name: 'customers',
      erpUrl,
      path: '/v1/customer',
      schema: customerSchema,
      parameters: customerParameters,
    }),
    classes: plainList(transport, {
      name: 'customers.classes',
      erpUrl,
      path: '/v1/customer/customerClass',
      schema: partnerClassSchema,
    }),
  };
}
