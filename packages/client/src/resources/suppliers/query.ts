import type { QueryValue } from '../../transport/addressOf.ts';
import type { Paging } from '../page.ts';
import { changeParameters, type ChangeFilter } from '../timeFilter.ts';
import type { SupplierStatus } from './supplier.ts';

/** Parts of a supplier that a list brings only when asked for. */
export const SUPPLIER_SECTIONS = ['accounts', 'note'] as const;

export type SupplierSection = (typeof SUPPLIER_SECTIONS)[number];

// Guess: the values of orderBy are not documented, nor how the direction is written.
/** What the supplier list can be sorted by. */
export const SUPPLIER_ORDERS = ['number', 'name', 'lastModifiedDateTime'] as const;

/** The filters of the supplier list; all that are given must hold. */
export interface SupplierQuery extends Paging, ChangeFilter {
  readonly name?: string | undefined;
  readonly status?: SupplierStatus | undefined;
  readonly corporateId?: string | undefined;
  readonly vatRegistrationId?: string | undefined;
  /** Attribute id to value. */
  readonly attributes?: Readonly<Record<string, string>> | undefined;
  readonly orderBy?: { field: (typeof SUPPLIER_ORDERS)[number]; descending?: boolean | undefined } | undefined;
  /** Sections to bring; none unless told. */
  readonly with?: readonly SupplierSection[] | undefined;
}

/** The parameters of GET /v1/supplier (published description), without paging. */
export function supplierParameters(query: SupplierQuery = {}): Record<string, QueryValue> {
  const { orderBy } = query;
  return {
    name: query.name,
    status: query.status,
    corporateId: query.corporateId,
    vatRegistrationId: query.vatRegistrationId,
    attributes: query.attributes && JSON.stringify(query.attributes),
    ...changeParameters(query),
    orderBy: orderBy && (orderBy.descending ? `${orderBy.field} desc` : orderBy.field),
    // Said one by one: they are on when absent.
    expandAccountInformation: query.with?.includes('accounts') ?? false,
    expandNote: query.with?.includes('note') ?? false,
  };
}
