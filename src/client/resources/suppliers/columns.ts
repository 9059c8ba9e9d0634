import type { Supplier } from './supplier.ts';
import { columns } from '../column.ts';

/** An exported supplier. */
export const SUPPLIER_COLUMNS = columns<Supplier>({
  number: ({ number }) => number,
  name: ({ name }) => name,
  status: ({ status }) => status,
  supplierClass: ({ supplierClass }) => supplierClass?.id,
  corporateId: ({ corporateId }) => corporateId,
  vatRegistrationId: ({ vatRegistrationId }) => vatRegistrationId,
  accountReference: ({ accountReference }) => accountReference,
  parentNumber: ({ parentRecord }) => parentRecord?.number,
  addressLine1: ({ mainAddress }) => mainAddress?.addressLine1,
  addressLine2: ({ mainAddress }) => mainAddress?.addressLine2,
  addressLine3: ({ mainAddress }) => mainAddress?.addressLine3,
  postalCode: ({ mainAddress }) => mainAddress?.postalCode,
  city: ({ mainAddress }) => mainAddress?.city,
  countryId: ({ mainAddress }) => mainAddress?.countryId,
  contact: ({ mainContact }) => mainContact?.name,
  attention: ({ mainContact }) => mainContact?.attention,
  email: ({ mainContact }) => mainContact?.email,
  phone: ({ mainContact }) => mainContact?.phone1,
  web: ({ mainContact }) => mainContact?.web,
  currencyId: ({ currencyId }) => currencyId,
  creditTerms: ({ creditTerms }) => creditTerms?.id,
  paymentMethod: ({ paymentMethod }) => paymentMethod?.id,
  vatZone: ({ vatZone }) => vatZone?.id,
  internalId: ({ internalId }) => internalId,
  lastModified: ({ lastModified }) => lastModified,
});
