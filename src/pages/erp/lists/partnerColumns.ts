import type { Customer } from 'visma-net-client/resources/customers/customer';
import type { Supplier } from 'visma-net-client/resources/suppliers/supplier';
import { companyPath } from '../../../web/addresses/companyPath.ts';
import { placeOf } from '../erpCells.ts';
import { statusTag } from '../statusTag.ts';
import type { ListColumn } from './listPlan.ts';

type Partner = Pick<Customer & Supplier, 'number' | 'name' | 'status' | 'corporateId' | 'mainAddress' | 'mainContact'>;

/** What lists of customers and of suppliers show of each, with the way to its page. */
export function partnerColumns(slug: 'customers' | 'suppliers'): (tenantId: string) => readonly ListColumn<Partner>[] {
  return (tenantId) => [
    {
      label: 'lists.field.number',
      show: ({ number }) => ({ text: number, href: companyPath(tenantId, slug, number) }),
    },
    { label: 'lists.field.name', show: ({ name }) => name, kind: 'wide', card: 'title' },
    { label: 'lists.field.status', show: ({ status }) => statusTag(status), kind: 'short' },
    { label: 'lists.field.place', show: ({ mainAddress }) => placeOf(mainAddress) },
    { label: 'lists.field.phone', show: ({ mainContact }) => mainContact?.phone1, kind: 'short' },
    { label: 'lists.field.email', show: ({ mainContact }) => mainContact?.email },
    { label: 'lists.field.organisationNumber', show: ({ corporateId }) => corporateId, kind: 'short' },
  ];
}
