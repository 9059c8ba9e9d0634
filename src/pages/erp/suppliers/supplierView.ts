import type { Supplier } from 'visma-net-client/resources/suppliers/supplier';
import { say } from '../../../languages/spoken.ts';
import { companyPath } from '../../../web/addresses/companyPath.ts';
import { dataTable, facts, type DataTable, type Fact } from '../../../web/rendering/dataTable.ts';
import { code, linked, moment, named, numbered, quantity, yesNo } from '../erpCells.ts';
import { statusTag } from '../statusTag.ts';
import { accountsTable, attributesTable } from '../details/commonTables.ts';
import { addressFacts } from '../details/partnerParts.ts';
import { NO_CHANGES, visibleSections, type DetailView } from '../details/detailView.ts';

/** Shapes a supplier of the ERP for the view: everything that the ERP says about it. Pure. */
export function toSupplierView(tenantId: string, supplier: Supplier, curls: readonly string[]): DetailView {
  const { number, name, status } = supplier;
  return {
    changes: NO_CHANGES,
    curls,
    heading: say('records.heading', { one: say('resources.suppliers.one'), number }),
    name,
    status: statusTag(status),
    related: [],
    columns: visibleSections(
      { heading: 'records.general', facts: generalFacts(tenantId, supplier) },
      { heading: 'suppliers.termsAndPayment', facts: paymentFacts(supplier) },
      { heading: 'suppliers.mainAddress', facts: addressFacts(supplier.mainAddress, supplier.mainContact) },
      { heading: 'suppliers.paidTo', facts: addressFacts(supplier.remitAddress, supplier.remitContact) },
      { heading: 'suppliers.suppliesFrom', facts: addressFacts(supplier.supplierAddress, supplier.supplierContact) },
    ),
    sections: visibleSections(
      { heading: 'suppliers.bank', tables: [bankTable(supplier)] },
      { heading: 'records.attributes.title', tables: [attributesTable(supplier.attributes)] },
      { heading: 'records.accounts.title', tables: [accountsTable(supplier.accounts)] },
      { heading: 'suppliers.note', texts: [supplier.note] },
    ),
  };
}

function generalFacts(tenantId: string, supplier: Supplier): Fact[] {
  const { parentRecord, location, internalId, numberOfEmployees } = supplier;
  const parentHref = parentRecord?.number && companyPath(tenantId, 'suppliers', parentRecord.number);
  return facts(
    ['suppliers.class', named(supplier.supplierClass)],
    ['suppliers.organisationNumber', supplier.corporateId],
    ['suppliers.vatRegistration', supplier.vatRegistrationId],
    ['suppliers.belongsTo', linked(numbered(parentRecord), parentHref)],
    ['suppliers.ourReferenceAtTheSupplier', supplier.accountReference],
    ['suppliers.location', named({ id: location?.id, description: location?.name })],
    ['suppliers.countryOfTheLocation', location?.countryId],
    ['suppliers.languageOfDocuments', supplier.documentLanguage],
    ['suppliers.suppliesLandedCosts', yesNo(supplier.landedCostSupplier)],
    ['suppliers.naceCode', supplier.naceCode],
    ['suppliers.employees', quantity(numberOfEmployees)],
    ['suppliers.internalId', internalId === undefined ? undefined : String(internalId)],
    ['suppliers.lastChanged', moment(supplier.lastModified)],
    ['suppliers.version', supplier.version],
  );
}

function paymentFacts({ retainage, ...supplier }: Supplier): Fact[] {
  const { paymentBy, chargeBearer } = supplier;
  return facts(
    ['suppliers.currency', supplier.currencyId],
    ['suppliers.otherCurrenciesAllowed', yesNo(supplier.currencyOverride)],
    ['suppliers.otherRatesAllowed', yesNo(supplier.currencyRateOverride)],
    ['suppliers.creditTerms', named(supplier.creditTerms)],
    ['suppliers.vatZone', named(supplier.vatZone)],
    ['suppliers.paymentMethod', named(supplier.paymentMethod)],
    ['suppliers.paidFrom', supplier.cashAccount],
    ['suppliers.paidTo', supplier.accountUsedForPayment],
    ['suppliers.paidBy', code(paymentBy)],
    ['suppliers.chargesAreBorneBy', code(chargeBearer)],
    ['suppliers.daysBeforeTheDueDate', quantity(supplier.paymentLeadTime)],
    ['suppliers.formOfPaymentReferences', supplier.paymentRefDisplayMask],
    ['suppliers.paidSeparately', yesNo(supplier.paySeparately)],
    ['suppliers.retainage', yesNo(retainage.applies)],
    ['suppliers.retainageAccount', retainage.cashAccount],
    ['suppliers.retainagePercent', quantity(retainage.percent)],
  );
}

function bankTable({ paymentDetails }: Supplier): DataTable | undefined {
  return dataTable('payment-details', 'suppliers.howItIsPaid', paymentDetails, [
    ['suppliers.detail', ({ description, id }) => named({ id, description })],
    ['suppliers.value', ({ value }) => value],
    ['suppliers.kind', ({ type }) => code(type)],
  ]);
}
