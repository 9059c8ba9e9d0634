import type { CallContext } from '../callContext.ts';
import { erpResource, plainList, type ErpResource } from '../erpResource.ts';
import type { Page } from '../page.ts';
import { partnerClassSchema, type PartnerClass } from '../partners/partnerClass.ts';
import type { Transport } from '../transport.ts';
import { customerSchema, type Customer } from './customer.ts';
import { customerParameters, type CustomerQuery } from './customerQuery.ts';

/** Customers of the ERP API, which has no way to delete one. Every call may throw ErpError. */
export interface CustomersApi extends ErpResource<CustomerQuery, Customer> {
  /** The classes a customer can belong to. */
  classes: (context: CallContext) => Promise<Page<PartnerClass>>;
}

export function createCustomersApi(transport: Transport, erpUrl: string): CustomersApi {
  return {
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
