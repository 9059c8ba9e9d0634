import { wrapAll, wrapObject, type Emptiable } from '../wrapped.ts';
import type { CreditVerification, CustomerStatus, StatementType } from './customer.ts';

/**
 * What a write says of a customer. Left out = unchanged, null = emptied. Names are those of the API’s write body, so that
 * a refusal names them.
 */
export interface CustomerChange {
  /** Of a new customer; counts only with overrideNumberSeries, else the company's series gives the number. */
  readonly number?: string | undefined;
  readonly overrideNumberSeries?: boolean | undefined;
  readonly name?: string | undefined;
  readonly status?: CustomerStatus | undefined;
  readonly accountReference?: Emptiable<string>;
  readonly parentRecordNumber?: Emptiable<string>;
  readonly currencyId?: string | undefined;
  /** Ids of classes, terms and zones. */
  readonly customerClassId?: string | undefined;
  readonly creditTermsId?: string | undefined;
  readonly priceClassId?: Emptiable<string>;
  readonly vatZoneId?: string | undefined;
  /** Takes what the class says for everything that the write leaves out. */
  readonly overrideWithClassValues?: boolean | undefined;
  readonly creditVerification?: CreditVerification | undefined;
  readonly creditLimit?: Emptiable<number>;
  readonly creditDaysPastDue?: Emptiable<number>;
  readonly vatRegistrationId?: Emptiable<string>;
  readonly corporateId?: Emptiable<string>;
  readonly gln?: Emptiable<string>;
  readonly numberOfEmployees?: Emptiable<number>;
  readonly statementType?: StatementType | undefined;
  readonly printInvoices?: boolean | undefined;
  readonly acceptAutoInvoices?: boolean | undefined;
  readonly sendInvoicesByEmail?: boolean | undefined;
  readonly printDunningLetters?: boolean | undefined;
  readonly sendDunningLettersViaEMail?: boolean | undefined;
  readonly printStatements?: boolean | undefined;
  readonly sendStatementsByEmail?: boolean | undefined;
  readonly printMultiCurrencyStatements?: boolean | undefined;
  readonly invoiceToDefaultLocation?: boolean | undefined;
  readonly excludeDebtCollection?: boolean | undefined;
  readonly note?: Emptiable<string>;
  readonly mainAddress?: Emptiable<AddressChange>;
  readonly mainContact?: Emptiable<ContactChange>;
  readonly invoiceAddress?: Emptiable<AddressChange>;
  readonly invoiceContact?: Emptiable<ContactChange>;
  readonly deliveryAddress?: Emptiable<AddressChange>;
  readonly deliveryContact?: Emptiable<ContactChange>;
  readonly attributeLines?: readonly { attributeId: string; attributeValue: string | null }[] | undefined;
}

export interface AddressChange {
  readonly addressLine1?: Emptiable<string>;
  readonly addressLine2?: Emptiable<string>;
  readonly addressLine3?: Emptiable<string>;
  readonly postalCode?: Emptiable<string>;
  readonly city?: Emptiable<string>;
  /** Two letters, `NO`. */
  readonly countryId?: Emptiable<string>;
  readonly county?: Emptiable<string>;
}

export interface ContactChange {
  readonly name?: Emptiable<string>;
  readonly attention?: Emptiable<string>;
  readonly email?: Emptiable<string>;
  readonly web?: Emptiable<string>;
  readonly phone1?: Emptiable<string>;
  readonly phone2?: Emptiable<string>;
  readonly fax?: Emptiable<string>;
}

/** CustomerUpdateDto, the body of POST and PUT. One of its flags is not wrapped (published description). */
export function customerBody(change: CustomerChange): object {
  const { mainAddress, mainContact, invoiceAddress, invoiceContact, deliveryAddress, deliveryContact, ...rest } =
    change;
  const { overrideWithClassValues, attributeLines, ...scalars } = rest;
  return {
    ...wrapAll(scalars),
    overrideWithClassValues,
    mainAddress: wrapObject(mainAddress),
    mainContact: wrapObject(mainContact),
    invoiceAddress: wrapObject(invoiceAddress),
    invoiceContact: wrapObject(invoiceContact),
    deliveryAddress: wrapObject(deliveryAddress),
    deliveryContact: wrapObject(deliveryContact),
    attributeLines: attributeLines?.map((line) => wrapAll({ ...line })),
  };
}
