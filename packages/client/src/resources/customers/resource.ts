import { z } from 'zod';
import { marking } from '../../sync/mark.ts';
import type { Page, Paging } from '../page.ts';
import { toPartnerClass, type PartnerClass } from '../parts/partnerClass.ts';
import { among, choiceList, erpResource, withCalls } from '../resource.ts';
import { creator, updater, type Create, type Created, type Written } from '../writes.ts';
import type { CallContext } from '../../transport/callContext.ts';
import { CUSTOMER_COLUMNS } from './columns.ts';
import { toCustomer } from './customer.ts';
import { customerBody, type CustomerChange } from './customerChange.ts';
import { CUSTOMER_SECTIONS, customerParameters, type CustomerQuery } from './query.ts';

const path = '/v1/customer';

const READING = erpResource({
  slug: 'customers',
  path,
  read: toCustomer,
  parameters: customerParameters,
  toQuery: ({ sections, ...query }): CustomerQuery => ({ ...query, with: among(CUSTOMER_SECTIONS, sections) }),
  columns: CUSTOMER_COLUMNS,
  tableColumns: ['number', 'name', 'status', 'city', 'countryId', 'email'],
  sections: CUSTOMER_SECTIONS,
  identifier: ['customer number'],
  identify: marking(z.object({ internalId: z.number().optional(), number: z.string() }), ({ internalId, number }) =>
    String(internalId ?? number),
  ),
});

export interface CustomerCalls {
  readonly create: Create<CustomerChange>;
  /**
   * With the ETag of `get`, a customer whom somebody else has changed meanwhile is left alone.
   * @throws ErpError erp_conflict with status 412
   */
  readonly update: (context: CallContext, number: string, change: CustomerChange, etag?: string) => Promise<Written>;
  /** The classes a customer can belong to. */
  readonly classes: (context: CallContext, paging?: Paging) => Promise<Page<PartnerClass>>;
}

export interface CustomerTenantCalls {
  readonly create: (fields: CustomerChange) => Promise<Created>;
  /** With the ETag of `get`, a customer whom somebody else has changed meanwhile is left alone (`conflict`). */
  readonly update: (number: string, change: CustomerChange, etag?: string) => Promise<Written>;
}

/** Customers of the ERP API, which has no way to delete one. A refused write is erp_rejected with the fields. */
export const CUSTOMERS = withCalls(READING, {
  connect: (port): CustomerCalls => ({
    create: creator(port, { name: 'customers', path, toBody: customerBody }),
    update: updater(port, { name: 'customers', path, toBody: customerBody }),
    classes: choiceList(port, { name: 'customers.classes', path: '/v1/customer/customerClass' }, toPartnerClass),
  }),
  writes: ['create', 'update'],
  forTenant: ({ create, update }, { write }): CustomerTenantCalls => ({
    create: (fields) => write('create', (context) => create(context, fields)),
    update: (number, change, etag) => write('update', (context) => update(context, number, change, etag)),
  }),
});

/** Every call may throw ErpError. */
export type CustomersApi = ReturnType<typeof CUSTOMERS.connect>;
