import type { Supplier } from './supplier.ts';
import { columns } from '../column.ts';

/** An exported supplier. */
export const SUPPLIER_COLUMNS = columns<Supplier>({
  number: ['code', ({ number }) => number],
  name: ['text', ({ name }) => name],
  status: ['code', ({ status }) => status],
  supplierClass: ['code', ({ supplierClass }) => supplierClass?.id],
  corporateId: ['code', ({ corporateId }) => corporateId],
  vatRegistrationId: ['code', ({ vatRegistrationId }) => vatRegistrationId],
  accountReference: ['code', ({ accountReference }) => accountReference],
  parentNumber: ['code', ({ parentRecord }) => parentRecord?.number],
  addressLine1: ['text', ({ mainAddress }) => mainAddress?.addressLine1],
  addressLine2: ['text', ({ mainAddress }) => mainAddress?.addressLine2],
  addressLine3: ['text', ({ mainAddress }) => mainAddress?.addressLine3],
  postalCode: ['code', ({ mainAddress }) => mainAddress?.postalCode],
  city: ['text', ({ mainAddress }) => mainAddress?.city],
  countryId: ['code', ({ mainAddress }) => mainAddress?.countryId],
  contact: ['text', ({ mainContact }) => mainContact?.name],
  attention: ['text', ({ mainContact }) => mainContact?.attention],
  email: ['code', ({ mainContact }) => mainContact?.email],
  phone: ['code', ({ mainContact }) => mainContact?.phone1],
  web: ['code', ({ mainContact }) => mainContact?.web],
  currencyId: ['code', ({ currencyId }) => currencyId],
  creditTerms: ['code', ({ creditTerms }) => creditTerms?.id],
  paymentMethod: ['code', ({ paymentMethod }) => paymentMethod?.id],
  vatZone: ['code', ({ vatZone }) => vatZone?.id],
  internalId: ['code', ({ internalId }) => internalId],
  lastModified: ['moment', ({ lastModified }) => lastModified],
});
