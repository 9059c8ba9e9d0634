import type { Router } from 'express';
import { z } from 'zod';
import { SUPPLIER_COLUMNS } from 'visma-net-client/resources/suppliers/columns';
import { SUPPLIER_STATUSES, type Supplier } from 'visma-net-client/resources/suppliers/supplier';
import { SUPPLIER_ORDERS, type SupplierQuery } from 'visma-net-client/resources/suppliers/query';
import type { SuppliersApi } from 'visma-net-client/resources/suppliers/resource';
import type { WithCompanyToken } from '../../../web/companyCalls.ts';
import { oneOf, optionalText } from '../../../web/input.ts';
import { namesOf } from '../resourceNames.ts';
import { companyList } from '../lists/companyList.ts';
import { codeChoices, dayFilter, orderOf, sortChoices, sortFilter } from '../lists/filterFields.ts';
import type { ListPlan } from '../lists/listPlan.ts';
import { partnerColumns } from '../lists/partnerColumns.ts';

export interface SuppliersPageDeps {
  readonly suppliers: Pick<SuppliersApi, 'list' | 'listAddress'>;
  readonly withCompanyToken: WithCompanyToken;
}

const filters = z.object({
  name: optionalText(100),
  status: oneOf(...SUPPLIER_STATUSES),
  corporate_id: optionalText(100),
  vat_id: optionalText(100),
  changed_since: dayFilter(),
  sort: sortFilter(...SUPPLIER_ORDERS),
});

export const SUPPLIER_LIST: ListPlan<Supplier, z.output<typeof filters>, SupplierQuery> = {
  slug: 'suppliers',
  names: namesOf('suppliers'),
  filters,
  fields: [
    { name: 'name', label: 'lists.field.name', kind: 'text' },
    { name: 'status', label: 'lists.field.status', kind: 'choice', choices: codeChoices(SUPPLIER_STATUSES) },
    { name: 'corporate_id', label: 'lists.field.organisationNumber', kind: 'code' },
    { name: 'vat_id', label: 'lists.field.vatRegistration', kind: 'code' },
    { name: 'changed_since', label: 'lists.field.changedSince', kind: 'date' },
    {
      name: 'sort',
      label: 'lists.field.sortBy',
      kind: 'choice',
      none: 'lists.filters.usual',
      choices: sortChoices({
        number: ['lists.order.number', 'lists.order.numberDown'],
        name: ['lists.order.name', 'lists.order.nameDown'],
        lastModifiedDateTime: ['lists.order.changed', 'lists.order.changedDown'],
      }),
    },
  ],
  matching: 'lists.matching.suppliers',
  toQuery: ({ name, status, sort, ...more }, paging) => ({
    name,
    status,
    orderBy: orderOf(sort, SUPPLIER_ORDERS),
    ...paging,
    corporateId: more.corporate_id,
    vatRegistrationId: more.vat_id,
    changedSince: more.changed_since,
  }),
  columns: partnerColumns('suppliers'),
  exported: SUPPLIER_COLUMNS,
};

/** A company's suppliers. */
export function suppliersPage({ suppliers, withCompanyToken }: SuppliersPageDeps): Router {
  return companyList(SUPPLIER_LIST, { api: suppliers, withCompanyToken });
}
