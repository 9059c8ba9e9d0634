import type { Router } from 'express';
import { z } from 'zod';
import { CUSTOMER_COLUMNS } from 'visma-net-client/resources/customers/columns';
import { CUSTOMER_STATUSES, type Customer } from 'visma-net-client/resources/customers/customer';
import type { CustomersApi } from 'visma-net-client/resources/customers/resource';
import type { CustomerQuery } from 'visma-net-client/resources/customers/query';
import type { WithCompanyToken } from '../../../web/companyCalls.ts';
import { oneOf, optionalText } from '../../../web/input.ts';
import { namesOf } from '../resourceNames.ts';
import { companyList } from '../lists/companyList.ts';
import { codeChoices, dayFilter } from '../lists/filterFields.ts';
import type { ListPlan } from '../lists/listPlan.ts';
import { partnerColumns } from '../lists/partnerColumns.ts';

export interface CustomersPageDeps {
  readonly customers: Pick<CustomersApi, 'list' | 'listAddress'>;
  readonly withCompanyToken: WithCompanyToken;
}

const filters = z.object({
  name: optionalText(100),
  status: oneOf(...CUSTOMER_STATUSES),
  corporate_id: optionalText(100),
  vat_id: optionalText(100),
  email: optionalText(100),
  phone: optionalText(100),
  changed_since: dayFilter(),
});

export const CUSTOMER_LIST: ListPlan<Customer, z.output<typeof filters>, CustomerQuery> = {
  slug: 'customers',
  names: namesOf('customers'),
  create: 'lists.create.customer',
  filters,
  fields: [
    { name: 'name', label: 'lists.field.name', kind: 'text' },
    { name: 'status', label: 'lists.field.status', kind: 'choice', choices: codeChoices(CUSTOMER_STATUSES) },
    { name: 'corporate_id', label: 'lists.field.organisationNumber', kind: 'code' },
    { name: 'changed_since', label: 'lists.field.changedSince', kind: 'date' },
    { name: 'vat_id', label: 'lists.field.vatRegistration', kind: 'code', isRare: true },
    { name: 'email', label: 'lists.field.email', kind: 'code', isRare: true },
    { name: 'phone', label: 'lists.field.phone', kind: 'code', isRare: true },
  ],
  matching: 'lists.matching.customers',
  toQuery: ({ name, status, email, phone, ...more }, paging) => ({
    name,
    status,
    email,
    phone,
    ...paging,
    corporateId: more.corporate_id,
    vatRegistrationId: more.vat_id,
    changedSince: more.changed_since,
  }),
  columns: partnerColumns('customers'),
  exported: CUSTOMER_COLUMNS,
};

/** A company's customers. */
export function customersPage({ customers, withCompanyToken }: CustomersPageDeps): Router {
  return companyList(CUSTOMER_LIST, { api: customers, withCompanyToken });
}
