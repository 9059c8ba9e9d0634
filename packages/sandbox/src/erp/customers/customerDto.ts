import { rowVersion } from '../../api/rowVersion.ts';
import { addressDto, contactDto, locationDto, vatZoneDto } from '../partners/partner.ts';
import { NO_METADATA, type Metadata } from '../../api/paging.ts';
import type { CompanyDataset } from '../../dataset/companies/companyDataset.ts';
import { accountReference, findNamed, idAndDescription } from '../../dataset/lookUp.ts';
import type { ErpSettings } from '../../api/settings.ts';
import { formatTime } from '../../api/times.ts';
import type { CustomerRecord } from './customerRecord.ts';

export interface CustomerContext {
  readonly dataset: CompanyDataset;
  readonly settings: ErpSettings;
  /** The name of another customer, for the parent record. */
  readonly nameOf: (number: string) => string | null;
}

export interface CustomerExpand {
  readonly accountInformation: boolean;
  readonly paymentMethods: boolean;
  readonly directDebit: boolean;
}

const WHOLE_CUSTOMER: CustomerExpand = { accountInformation: true, paymentMethods: true, directDebit: true };

/** The row version, in the body as timeStamp and in the ETag. */
export function customerVersion(customer: CustomerRecord): string {
  return rowVersion(customer.id, customer.version);
}

/** A customer as CustomerDto of the ERP API. */
export function toCustomerDto(
  customer: CustomerRecord,
  { dataset, settings, nameOf }: CustomerContext,
  expand = WHOLE_CUSTOMER,
  metadata: Metadata = NO_METADATA,
) {
  const ids = customer.id * 10;
  const { parentNumber } = customer;
  return {
    internalId: customer.id,
    number: customer.number,
    name: customer.name,
    status: customer.status,
    mainAddress: addressDto(ids, customer.mainAddress),
    mainContact: contactDto(ids, customer.mainContact),
    accountReference: customer.accountReference,
    parentRecord: parentNumber === null ? null : { number: parentNumber, name: nameOf(parentNumber) },
    customerClass: idAndDescription(dataset.customerClasses, customer.customerClass),
    creditTerms: idAndDescription(dataset.creditTerms, customer.creditTerms),
    currencyId: customer.currencyId,
    creditVerification: customer.creditVerification,
    creditLimit: customer.creditLimit,
    creditDaysPastDue: customer.creditDaysPastDue,
    invoiceAddress: addressDto(ids + 1, customer.invoiceAddress),
    invoiceContact: contactDto(ids + 1, customer.invoiceContact),
    ...customer.flags,
    statementType: customer.statementType,
    deliveryAddress: addressDto(ids + 2, customer.deliveryAddress),
    deliveryContact: contactDto(ids + 2, customer.deliveryContact),
    vatRegistrationId: customer.vatRegistrationId,
    corporateId: customer.corporateId,
    gln: customer.gln,
    vatZone: vatZoneDto(dataset, customer.vatZone),
    location: locationDto(customer.mainAddress),
    attributes: Object.entries(customer.attributes).map(([id, value]) => ({
      id,
      value,
      description: findNamed(dataset.attributes, id)?.name ?? null,
    })),
    lastModifiedDateTime: formatTime(customer.modifiedAt, settings),
    createdDateTime: formatTime(customer.createdAt, settings),
    directDebitLines: expand.directDebit ? [] : null,
    priceClass: idAndDescription(dataset.priceClasses, customer.priceClass),
    glAccounts: expand.accountInformation ? glAccounts(dataset) : null,
    eInvoiceContract: null,
    paymentMethods: expand.paymentMethods ? [{ paymentMethodId: customer.paymentMethod, isDefault: true }] : null,
    defaultPaymentMethodId: customer.paymentMethod,
    numberOfEmployees: customer.numberOfEmployees,
    timeStamp: customerVersion(customer),
    errorInfo: null,
    metadata,
  };
}

function glAccounts(dataset: CompanyDataset) {
  const sales = accountReference(dataset, dataset.postingClasses[0]?.salesAccount ?? '');
  const taxFree = accountReference(dataset, dataset.ledgers.taxFreeSales);
  return {
    customerLedgerAccount: accountReference(dataset, dataset.ledgers.receivables),
    customerLedgerSubaccount: null,
    salesAccount: sales,
    salesNonTaxableAccount: taxFree,
    salesEuAccount: taxFree,
    salesExportAccount: taxFree,
    salesSubaccount: null,
    discountAccount: sales,
    discountSubaccount: null,
    freightAccount: sales,
    freightSubaccount: null,
    cashDiscountAccount: sales,
    cashDiscountSubaccount: null,
    prepaymentAccount: accountReference(dataset, dataset.ledgers.receivables),
    prepaymentSubaccount: null,
  };
}
