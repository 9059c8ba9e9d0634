import type { QueryValue } from '../../transport/addressOf.ts';
import type { Paging } from '../page.ts';
import { changeParameters, timeParameters, type ChangeFilter, type TimeFilter } from '../timeFilter.ts';
import type { CustomerStatus } from './customer.ts';

/** Parts of a customer that a list brings only when asked for. */
export const CUSTOMER_SECTIONS = ['accounts', 'paymentMethods', 'directDebit'] as const;

export type CustomerSection = (typeof CUSTOMER_SECTIONS)[number];

/** The filters of the customer list; all that are given must hold. The API has no sorting here. */
export interface CustomerQuery extends Paging, ChangeFilter {
  readonly name?: string | undefined;
  readonly status?: CustomerStatus | undefined;
  readonly corporateId?: string | undefined;
  readonly vatRegistrationId?: string | undefined;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  /** Attribute id to value. */
  readonly attributes?: Readonly<Record<string, string>> | undefined;
  readonly created?: TimeFilter | undefined;
  /** Sections to bring; none unless told. */
  readonly with?: readonly CustomerSection[] | undefined;
}

/** The parameters of GET /v1/customer (published description), without paging. */
export function customerParameters(query: CustomerQuery = {}): Record<string, QueryValue> {
  const has = (section: CustomerSection): boolean => query.with?.includes(section) ?? false;
  return {
    name: query.name,
    status: query.status,
    corporateId: query.corporateId,
    vatRegistrationId: query.vatRegistrationId,
    email: query.email,
    phone: query.phone,
    attributes: query.attributes && JSON.stringify(query.attributes),
    ...changeParameters(query),
    ...timeParameters('createdDateTime', query.created),
    // Said one by one: they are on when absent.
    expandAccountInformation: has('accounts'),
    expandPaymentMethods: has('paymentMethods'),
    expandDirectDebit: has('directDebit'),
  };
}
