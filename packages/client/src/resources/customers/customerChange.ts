import { wrapAll, wrapObject, type Emptiable } from '../wrapped.ts';
import type { CreditVerification, CustomerStatus, StatementType } from './customer.ts';

/**
 * What a write says of a customer. Left out = unchanged, null = emptied. Names are those of the API’s write body, so that
 * a refusal names them.
 */
export interface CustomerChange {
  /** Of a new customer; counts only with overrideNumberSeries, else the company's series gives the number. */
  number?: string | undefined;
  overrideNumberSeries?: boolean | undefined;
  name?: string | undefined;
  status?: CustomerStatus | undefined;
  accountReference?: Emptiable<string>;
  parentRecordNumber?: Emptiable<string>;
  currencyId?: string | undefined;
  /** Ids of classes, terms and zones. */
  customerClassId?: string | undefined;
  creditTermsId?: string | undefined;
  priceClassId?: Emptiable<string>;
  vatZoneId?: string | undefined;
  /** Takes what the class says for everything that the write leaves out. */
  overrideWithClassValues?: boolean | undefined;
  creditVerification?: CreditVerification | undefined;
  creditLimit?: Emptiable<number>;
  creditDaysPastDue?: Emptiable<number>;
  vatRegistrationId?: Emptiable<string>;
  corporateId?: Emptiable<string>;
  gln?: Emptiable<string>;
  numberOfEmployees?: Emptiable<number>;
  statementType?: StatementType | undefined;
  printInvoices?: boolean | undefined;
  acceptAutoInvoices?: boolean | undefined;
  sendInvoicesByEmail?: boolean | undefined;
  printDunningLetters?: boolean | undefined;
  sendDunningLettersViaEmail?: boolean | undefined;
  printStatements?: boolean | undefined;
  sendStatementsByEmail?: boolean | undefined;
  printMultiCurrencyStatements?: boolean | undefined;
  invoiceToDefaultLocation?: boolean | undefined;
  excludeDebtCollection?: boolean | undefined;
  note?: Emptiable<string>;
  mainAddress?: Emptiable<AddressChange>;
  mainContact?: Emptiable<ContactChange>;
  invoiceAddress?: Emptiable<AddressChange>;
  invoiceContact?: Emptiable<ContactChange>;
  deliveryAddress?: Emptiable<AddressChange>;
  deliveryContact?: Emptiable<ContactChange>;
  attributeLines?: readonly { attributeId: string; attributeValue: string | null }[] | undefined;
}

export interface AddressChange {
  addressLine1?: Emptiable<string>;
  addressLine2?: Emptiable<string>;
  addressLine3?: Emptiable<string>;
  postalCode?: Emptiable<string>;
  city?: Emptiable<string>;
  /** Two letters, `NO`. */
  countryId?: Emptiable<string>;
  county?: Emptiable<string>;
}

export interface ContactChange {
  name?: Emptiable<string>;
  attention?: Emptiable<string>;
  email?: Emptiable<string>;
  web?: Emptiable<string>;
  phone1?: Emptiable<string>;
  phone2?: Emptiable<string>;
  fax?: Emptiable<string>;
}

/** CustomerUpdateDto, the body of POST and PUT. Two of its flags are not wrapped (published description). */
export function customerBody(change: CustomerChange): object {
  const { mainAddress, mainContact, invoiceAddress, invoiceContact, deliveryAddress, deliveryContact, ...rest } =
    change;
  const { overrideWithClassValues, sendDunningLettersViaEmail, attributeLines, ...scalars } = rest;
  return {
    ...wrapAll(scalars),
    overrideWithClassValues,
    sendDunningLettersViaEmail,
    mainAddress: wrapObject(mainAddress),
    mainContact: wrapObject(mainContact),
    invoiceAddress: wrapObject(invoiceAddress),
    invoiceContact: wrapObject(invoiceContact),
    deliveryAddress: wrapObject(deliveryAddress),
    deliveryContact: wrapObject(deliveryContact),
    attributeLines: attributeLines?.map((line) => wrapAll({ ...line })),
  };
}
