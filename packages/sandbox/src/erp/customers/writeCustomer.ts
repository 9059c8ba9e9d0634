import { ippException } from '../../api/erpAnswer.ts';
import type { Address, Contact } from '../../dataset/address.ts';
import { COUNTRIES, NO_ADDRESS, NO_CONTACT } from '../partners/partner.ts';
import type { CompanyDataset } from '../../dataset/companies/companyDataset.ts';
import { moveOn, requireKnown } from '../writing/wrapped.ts';
import type { AddressBody, ContactBody, CustomerBody } from './customerBody.ts';
import type { CustomerRecord } from './customerRecord.ts';

/**
 * A new customer with what its class implies.
 * @throws ErpRefusal 400 without a name
 */
export function newCustomer(
  dataset: CompanyDataset,
  id: number,
  number: string,
  nowMs: number,
  body: CustomerBody,
): CustomerRecord {
  if (!body.name) throw ippException("'name' cannot be empty.", '12005');
  return {
    id,
    number,
    name: body.name,
    status: 'Active',
    accountReference: null,
    parentNumber: null,
    customerClass: dataset.customerClasses[0]?.id ?? '',
    creditTerms: dataset.creditTerms[0]?.id ?? '',
    currencyId: dataset.currency,
    creditVerification: 'Disabled',
    creditLimit: 0,
    creditDaysPastDue: 0,
    mainAddress: { ...NO_ADDRESS, countryId: dataset.country.id },
    mainContact: { ...NO_CONTACT, name: body.name },
    invoiceAddress: NO_ADDRESS,
    invoiceContact: NO_CONTACT,
    deliveryAddress: NO_ADDRESS,
    deliveryContact: NO_CONTACT,
    flags: {
      printInvoices: true,
      acceptAutoInvoices: false,
      sendInvoicesByEmail: false,
      sendDunningLettersViaEMail: false,
      printDunningLetters: true,
      printStatements: false,
      sendStatementsByEmail: false,
      printMultiCurrencyStatements: false,
      invoiceToDefaultLocation: false,
      excludeDebtCollection: false,
    },
    statementType: 'OpenItem',
    vatRegistrationId: null,
    corporateId: null,
    gln: null,
    vatZone: dataset.vatZones[0]?.id ?? '',
    attributes: {},
    priceClass: null,
    paymentMethod: dataset.paymentMethods[0]?.id ?? '',
    numberOfEmployees: null,
    note: null,
    createdAt: new Date(nowMs).toISOString(),
    // changedCustomer moves it on by at least a millisecond.
    modifiedAt: new Date(nowMs - 1).toISOString(),
    version: 0,
  };
}

/**
 * The customer after a write; what the body leaves out stays.
 * @throws ErpRefusal 400 when it names something the company has not got
 */
export function changedCustomer(
  dataset: CompanyDataset,
  before: CustomerRecord,
  body: CustomerBody,
  nowMs: number,
  exists: (number: string) => boolean,
): CustomerRecord {
  if (body.name === null || body.name === '') throw ippException("'name' cannot be empty.", '12005');
  return {
    ...before,
    name: body.name ?? before.name,
    status: body.status ?? before.status,
    accountReference: or(body.accountReference, before.accountReference),
    parentNumber: parentAfter(before, body.parentRecordNumber, exists),
    customerClass: requireKnown(
      dataset.customerClasses,
      body.customerClassId ?? before.customerClass,
      'customerClassId',
    ),
    creditTerms: requireKnown(dataset.creditTerms, body.creditTermsId ?? before.creditTerms, 'creditTermsId'),
    currencyId: requireKnown([{ id: dataset.currency }], body.currencyId ?? before.currencyId, 'currencyId'),
    creditVerification: body.creditVerification ?? before.creditVerification,
    creditLimit: body.creditLimit === null ? 0 : (body.creditLimit ?? before.creditLimit),
    creditDaysPastDue: body.creditDaysPastDue ?? before.creditDaysPastDue,
    mainAddress: addressAfter(before.mainAddress, body.mainAddress, 'mainAddress'),
    mainContact: contactAfter(before.mainContact, body.mainContact),
    invoiceAddress: addressAfter(before.invoiceAddress, body.invoiceAddress, 'invoiceAddress'),
    invoiceContact: contactAfter(before.invoiceContact, body.invoiceContact),
    deliveryAddress: addressAfter(before.deliveryAddress, body.deliveryAddress, 'deliveryAddress'),
    deliveryContact: contactAfter(before.deliveryContact, body.deliveryContact),
    flags: flagsAfter(before.flags, body),
    statementType: body.statementType ?? before.statementType,
    vatRegistrationId: or(body.vatRegistrationId, before.vatRegistrationId),
    corporateId: or(body.corporateId, before.corporateId),
    gln: or(body.gln, before.gln),
    vatZone: requireKnown(dataset.vatZones, body.vatZoneId ?? before.vatZone, 'vatZoneId'),
    priceClass: body.priceClassId
      ? requireKnown(dataset.priceClasses, body.priceClassId, 'priceClassId')
      : or(body.priceClassId, before.priceClass),
    numberOfEmployees: or(body.numberOfEmployees, before.numberOfEmployees),
    note: or(body.note, before.note),
    modifiedAt: moveOn(before.modifiedAt, nowMs),
    version: before.version + 1,
  };
}

/** Undefined keeps the old value, null empties it. */
function or<T>(written: T | null | undefined, old: T | null): T | null {
  return written === undefined ? old : written;
}

function parentAfter(
  before: CustomerRecord,
  written: string | null | undefined,
  exists: (number: string) => boolean,
): string | null {
  if (written === undefined) return before.parentNumber;
  if (written === null || written === '') return null;
  if (written === before.number || !exists(written)) {
    throw ippException(`'parentRecordNumber' '${written}' cannot be found in the system.`, '12004');
  }
  return written;
}

function addressAfter(before: Address, body: AddressBody, field: string): Address {
  if (body === null) return NO_ADDRESS;
  const countryId = or(body?.countryId, before.countryId);
  if (countryId !== null && !(countryId in COUNTRIES)) {
    throw ippException(`'${field}.countryId' '${countryId}' cannot be found in the system.`, '12004');
  }
  return {
    line1: or(body?.addressLine1, before.line1),
    line2: or(body?.addressLine2, before.line2),
    line3: or(body?.addressLine3, before.line3),
    postalCode: or(body?.postalCode, before.postalCode),
    city: or(body?.city, before.city),
    county: or(body?.county, before.county),
    countryId,
  };
}

function contactAfter(before: Contact, body: ContactBody): Contact {
  if (body === null) return NO_CONTACT;
  return {
    name: or(body?.name, before.name),
    attention: or(body?.attention, before.attention),
    email: or(body?.email, before.email),
    web: or(body?.web, before.web),
    phone1: or(body?.phone1, before.phone1),
    phone2: or(body?.phone2, before.phone2),
    fax: or(body?.fax, before.fax),
  };
}

function flagsAfter(before: CustomerRecord['flags'], body: CustomerBody): CustomerRecord['flags'] {
  return {
    printInvoices: body.printInvoices ?? before.printInvoices,
    acceptAutoInvoices: body.acceptAutoInvoices ?? before.acceptAutoInvoices,
    sendInvoicesByEmail: body.sendInvoicesByEmail ?? before.sendInvoicesByEmail,
    sendDunningLettersViaEMail: body.sendDunningLettersViaEMail ?? before.sendDunningLettersViaEMail,
    printDunningLetters: body.printDunningLetters ?? before.printDunningLetters,
    printStatements: body.printStatements ?? before.printStatements,
    sendStatementsByEmail: body.sendStatementsByEmail ?? before.sendStatementsByEmail,
    printMultiCurrencyStatements: body.printMultiCurrencyStatements ?? before.printMultiCurrencyStatements,
    invoiceToDefaultLocation: body.invoiceToDefaultLocation ?? before.invoiceToDefaultLocation,
    excludeDebtCollection: body.excludeDebtCollection ?? before.excludeDebtCollection,
  };
}
