import { NO_METADATA } from '../../api/paging.ts';
import type { Address, Contact } from '../../dataset/address.ts';
import type { CompanyDataset } from '../../dataset/companies/companyDataset.ts';
import { findNamed } from '../../dataset/lookUp.ts';

export const NO_ADDRESS: Address = {
  line1: null,
  line2: null,
  line3: null,
  postalCode: null,
  city: null,
  county: null,
  countryId: null,
};

export const NO_CONTACT: Contact = {
  name: null,
  attention: null,
  email: null,
  web: null,
  phone1: null,
  phone2: null,
  fax: null,
};

/** Countries that the sandbox knows the names of. */
export const COUNTRIES: Readonly<Record<string, string>> = {
  NO: 'Norge',
  SE: 'Sverige',
  DK: 'Danmark',
  FI: 'Suomi',
  DE: 'Deutschland',
  NL: 'Nederland',
  GB: 'United Kingdom',
};

/** An address as the API shows it; ids of addresses follow from their owner's. */
export function addressDto(addressId: number, address: Address) {
  return {
    addressId,
    addressLine1: address.line1,
    addressLine2: address.line2,
    addressLine3: address.line3,
    postalCode: address.postalCode,
    city: address.city,
    country: address.countryId === null ? null : countryDto(address.countryId),
    county: address.county === null ? null : { id: address.county, name: address.county },
  };
}

/** A contact as the API shows it. */
export function contactDto(contactId: number, contact: Contact) {
  return { contactId, ...contact };
}

function countryDto(id: string) {
  return { id, name: COUNTRIES[id] ?? null, errorInfo: null, metadata: NO_METADATA };
}

/** The VAT zone of a partner. */
export function vatZoneDto(dataset: CompanyDataset, id: string) {
  return {
    id,
    description: findNamed(dataset.vatZones, id)?.name ?? null,
    defaultVatCategory: dataset.vatCodes[0]?.id ?? null,
    defaultTaxCategory: null,
    errorInfo: null,
    metadata: NO_METADATA,
  };
}

/** Its one location. */
export function locationDto(address: Address) {
  return { countryId: address.countryId, id: 'Main', name: 'Primary location' };
}
