import type { CallContext } from '../../transport/callContext.ts';
import { erpResource, plainList, type ErpResource } from '../erpResource.ts';
import type { Page, Paging } from '../page.ts';
import { toPartnerClass, type PartnerClass } from '../parts/partnerClass.ts';
import type { Transport } from '../../transport/transport.ts';
import { creator, updater, type Create, type Written } from '../writes.ts';
import { toCustomer, type Customer } from './customer.ts';
import { customerBody, type CustomerChange } from './customerChange.ts';
import { customerParameters, type CustomerQuery } from './query.ts';

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
  classes: (context: CallContext, paging?: Paging) => Promise<Page<PartnerClass>>;
}

export function createCustomersApi(transport: Transport, erpUrl: string): CustomersApi {
  const place = { name: 'customers', erpUrl, path: '/v1/customer' };
  const classes = { name: 'customers.classes', erpUrl, path: '/v1/customer/customerClass' };
  return {
    ...erpResource(transport, { ...place, read: toCustomer, parameters: customerParameters }),
    create: creator(transport, { ...place, toBody: customerBody }),
    update: updater(transport, { ...place, toBody: customerBody }),
    classes: plainList(transport, classes, toPartnerClass),
  };
}
