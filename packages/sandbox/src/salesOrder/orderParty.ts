import type { Address, Contact } from '../dataset/address.ts';
import type { CompanyDataset } from '../dataset/companies/companyDataset.ts';
import { named } from './orderParts.ts';
import type { OwnParty } from './orderRecord.ts';

/** What an order shows of its customer. */
export interface OrderCustomer {
  readonly id: number;
  readonly number: string;
  readonly name: string;
  readonly status: string;
  readonly currencyId: string;
  readonly customerClass: string;
  readonly creditTerms: string;
  readonly priceClass: string | null;
  readonly gln: string | null;
  readonly corporateId: string | null;
  readonly vatRegistrationId: string | null;
  readonly vatZone: string;
  readonly paymentMethod: string;
  readonly mainAddress: Address;
  readonly mainContact: Contact;
  readonly invoiceAddress: Address;
  readonly invoiceContact: Contact;
  readonly deliveryAddress: Address;
  readonly deliveryContact: Contact;
}

/** CustomerLocationDto; each customer has one location. */
export function customerLocation(customer: OrderCustomer) {
  return {
    id: 'Main',
    internalId: customer.id,
    name: customer.name,
    countryId: customer.mainAddress.countryId,
    corporateId: customer.corporateId,
    gln: customer.gln,
    taxRegistrationId: customer.vatRegistrationId,
    warehouseId: null,
  };
}

/** Where goods go, and whom to ask there, unless the order says otherwise. */
export function deliveryOf({ mainAddress, mainContact, deliveryAddress, deliveryContact }: OrderCustomer): Party {
  return deliveryAddress.line1 === null
    ? { address: mainAddress, contact: mainContact }
    : { address: deliveryAddress, contact: deliveryContact };
}

/** An address and a contact. */
export interface Party {
  readonly address: Address;
  readonly contact: Contact;
}

/** The order's own address and contact, or the usual ones. */
export function partyDto(company: CompanyDataset, id: number, own: OwnParty, usual: Party) {
  const address = own.address ?? usual.address;
  const contact = own.contact ?? usual.contact;
  return {
    address: { ...addressDto(company, id, address), overridesDefault: own.address !== null },
    contact: { ...contactDto(id, contact), overridesDefault: own.contact !== null },
  };
}

/** AddressDto, without overridesDefault */
export function addressDto(company: CompanyDataset, id: number, { countryId, county, ...address }: Address) {
  const countryName = countryId === company.country.id ? company.country.name : null;
  return {
    id,
    line1: address.line1,
    line2: address.line2,
    line3: address.line3,
    postalCode: address.postalCode,
    city: address.city,
    country: countryId === null ? null : named(countryId, countryName),
    county: county === null ? null : named(county, county),
  };
}

/** ContactDto, without overridesDefault */
export function contactDto(id: number, { name, attention, email, phone1, phone2, fax }: Contact) {
  return { id, name, attention, email, phone1, phone2, fax };
}
