import type { Router } from 'express';
import { z } from 'zod';
import { CUSTOMER_COLUMNS } from 'visma-net-client/resources/customers/columns';
import { CUSTOMER_STATUSES, type Customer } from 'visma-net-client/resources/customers/customer';
import type { CustomersApi } from 'visma-net-client/resources/customers/resource';
import type { CustomerQuery } from 'visma-net-client/resources/customers/query';
import type { WithCompanyToken } from '../../../web/companyCalls.ts';
import { oneOf, optionalText } from '../../../web/input.ts';
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
  title: 'Customers',
  one: 'customer',
  many: 'customers',
  create: 'New customer',
  filters,
  fields: [
    { name: 'name', label: 'Name', kind: 'text' },
    { name: 'status', label: 'Status', kind: 'choice', choices: codeChoices(CUSTOMER_STATUSES) },
    { name: 'corporate_id', label: 'Organisation number', kind: 'code' },
    { name: 'changed_since', label: 'Changed since', kind: 'date' },
    { name: 'vat_id', label: 'VAT registration', kind: 'code', isRare: true },
    { name: 'email', label: 'E-mail', kind: 'code', isRare: true },
    { name: 'phone', label: 'Phone', kind: 'code', isRare: true },
  ],
  matching: 'A part of the name is enough; numbers, e-mail and phone are compared whole.',
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
