import { rowVersion } from '../../api/rowVersion.ts';
import { addressDto, contactDto, locationDto, vatZoneDto } from '../partners/partner.ts';
import { NO_METADATA, type Metadata } from '../../api/paging.ts';
import type { CompanyDataset } from '../../dataset/companies/companyDataset.ts';
import { accountReference, findNamed, idAndDescription } from '../../dataset/lookUp.ts';
import type { ErpSettings } from '../../api/settings.ts';
import { formatTime } from '../../api/times.ts';
import type { SupplierRecord } from './supplierRecord.ts';

export interface SupplierExpand {
  readonly accountInformation: boolean;
  readonly note: boolean;
}

/** The row version, in the body as timeStamp and in the ETag. */
export function supplierVersion(supplier: SupplierRecord): string {
  return rowVersion(supplier.id, supplier.version);
}

/** A supplier as SupplierDto of the ERP API. */
export function toSupplierDto(
  supplier: SupplierRecord,
  { dataset, settings }: { dataset: CompanyDataset; settings: ErpSettings },
  expand: SupplierExpand = { accountInformation: true, note: true },
  metadata: Metadata = NO_METADATA,
) {
  const ids = supplier.id * 10;
  return {
    internalId: supplier.id,
    number: supplier.number,
    name: supplier.name,
    status: supplier.status,
    mainAddress: addressDto(ids, supplier.address),
    mainContact: contactDto(ids, supplier.contact),
    accountReference: supplier.accountReference,
    parentRecord: null,
    supplierClass: idAndDescription(dataset.supplierClasses, supplier.supplierClass),
    creditTerms: idAndDescription(dataset.creditTerms, supplier.creditTerms),
    documentLanguage: dataset.language,
    currencyId: supplier.currencyId,
    remitAddress: addressDto(ids + 1, supplier.address),
    remitContact: contactDto(ids + 1, supplier.contact),
    paymentMethod: idAndDescription(dataset.paymentMethods, supplier.paymentMethod),
    cashAccount: null,
    chargeBearer: 'Shared',
    accountUsedForPayment: dataset.country.id === 'FI' ? 'IBAN' : 'BBAN',
    paymentBy: 'DueDate',
    paymentLeadTime: supplier.paymentLeadTime,
    paymentRefDisplayMask: null,
    paySeparately: false,
    supplierAddress: addressDto(ids + 2, supplier.address),
    supplierContact: contactDto(ids + 2, supplier.contact),
    location: locationDto(supplier.address),
    vatRegistrationId: supplier.vatRegistrationId,
    corporateId: supplier.corporateId,
    vatZone: vatZoneDto(dataset, supplier.vatZone),
    glAccounts: expand.accountInformation ? glAccounts(dataset) : null,
    attributes: Object.entries(supplier.attributes).map(([id, value]) => ({
      id,
      value,
      description: findNamed(dataset.attributes, id)?.name ?? null,
    })),
    lastModifiedDateTime: formatTime(supplier.modifiedAt, settings),
    supplierPaymentMethodDetails: [
      {
        paymentMethodDetailDescription: 'Bank account',
        paymentMethodDetailValue: supplier.bankAccount,
        paymentMethodDetailBankingDetailType: 'AccountNumber',
        paymentMethodDetailID: '1',
      },
    ],
    retainageApply: false,
    retainageCashAccountID: null,
    retainagePct: 0,
    note: expand.note ? supplier.note : null,
    numberOfEmployees: supplier.numberOfEmployees,
    naceCode: null,
    landedCostSupplier: false,
    currencyOverride: false,
    currencyRateOverride: false,
    timeStamp: supplierVersion(supplier),
    errorInfo: null,
    metadata,
  };
}

function glAccounts(dataset: CompanyDataset) {
  const expense = accountReference(dataset, dataset.postingClasses[0]?.expenseAccount ?? '');
  return {
    supplierAccount: accountReference(dataset, dataset.ledgers.payables),
    supplierSubaccount: { active: true, id: '000', description: null },
    expenseAccount: expense,
    expenseAccountNonTax: expense,
    expenseEUAccount: expense,
    expenseAccountImport: expense,
    expenseSubaccount: { active: true, id: '000', description: null },
  };
}
