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
    { label: 'Number', show: ({ number }) => ({ text: number, href: companyPath(tenantId, slug, number) }) },
    { label: 'Name', show: ({ name }) => name, kind: 'wide', card: 'title' },
    { label: 'Status', show: ({ status }) => statusTag(status), kind: 'short' },
    { label: 'Organisation number', show: ({ corporateId }) => corporateId, kind: 'short' },
    { label: 'Place', show: ({ mainAddress }) => placeOf(mainAddress) },
    { label: 'E-mail', show: ({ mainContact }) => mainContact?.email },
    { label: 'Phone', show: ({ mainContact }) => mainContact?.phone1, kind: 'short' },
  ];
}
