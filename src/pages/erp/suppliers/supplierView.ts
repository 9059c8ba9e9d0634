import type { Supplier } from 'visma-net-client/resources/suppliers/supplier';
import { codeLabel } from '../../../web/rendering/codeLabel.ts';
import { companyPath } from '../../../web/addresses/companyPath.ts';
import { dataTable, facts, type DataTable, type Fact } from '../../../web/rendering/dataTable.ts';
import { linked, moment, named, numbered, quantity, yesNo } from '../erpCells.ts';
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
    heading: `Supplier ${number}`,
    name,
    status: statusTag(status),
    related: [],
    columns: visibleSections(
      { heading: 'General', facts: generalFacts(tenantId, supplier) },
      { heading: 'Terms and payment', facts: paymentFacts(supplier) },
      { heading: 'Main address', facts: addressFacts(supplier.mainAddress, supplier.mainContact) },
      { heading: 'Paid to', facts: addressFacts(supplier.remitAddress, supplier.remitContact) },
      { heading: 'Supplies from', facts: addressFacts(supplier.supplierAddress, supplier.supplierContact) },
    ),
    sections: visibleSections(
      { heading: 'Bank', tables: [bankTable(supplier)] },
      { heading: 'Attributes', tables: [attributesTable(supplier.attributes)] },
      { heading: 'Accounts', tables: [accountsTable(supplier.accounts)] },
      { heading: 'Note', texts: [supplier.note] },
    ),
  };
}

function generalFacts(tenantId: string, supplier: Supplier): Fact[] {
  const { parentRecord, location, internalId, numberOfEmployees } = supplier;
  const parentHref = parentRecord?.number && companyPath(tenantId, 'suppliers', parentRecord.number);
  return facts(
    ['Class', named(supplier.supplierClass)],
    ['Organisation number', supplier.corporateId],
    ['VAT registration', supplier.vatRegistrationId],
    ['Belongs to', linked(numbered(parentRecord), parentHref)],
    ['Our reference at the supplier', supplier.accountReference],
    ['Location', named({ id: location?.id, description: location?.name })],
    ['Country of the location', location?.countryId],
    ['Language of documents', supplier.documentLanguage],
    ['Supplies landed costs', yesNo(supplier.landedCostSupplier)],
    ['NACE code', supplier.naceCode],
    ['Employees', quantity(numberOfEmployees)],
    ['Internal id', internalId === undefined ? undefined : String(internalId)],
    ['Last changed', moment(supplier.lastModified)],
    ['Version', supplier.version],
  );
}

function paymentFacts({ retainage, ...supplier }: Supplier): Fact[] {
  const { paymentBy, chargeBearer } = supplier;
  return facts(
    ['Currency', supplier.currencyId],
    ['Other currencies allowed', yesNo(supplier.currencyOverride)],
    ['Other rates allowed', yesNo(supplier.currencyRateOverride)],
    ['Credit terms', named(supplier.creditTerms)],
    ['VAT zone', named(supplier.vatZone)],
    ['Payment method', named(supplier.paymentMethod)],
    ['Paid from', supplier.cashAccount],
    ['Paid to', supplier.accountUsedForPayment],
    ['Paid by', paymentBy && codeLabel(paymentBy)],
    ['Charges are borne by', chargeBearer && codeLabel(chargeBearer)],
    ['Days before the due date', quantity(supplier.paymentLeadTime)],
    ['Form of payment references', supplier.paymentRefDisplayMask],
    ['Paid separately', yesNo(supplier.paySeparately)],
    ['Retainage', yesNo(retainage.applies)],
    ['Retainage account', retainage.cashAccount],
    ['Retainage percent', quantity(retainage.percent)],
  );
}

function bankTable({ paymentDetails }: Supplier): DataTable | undefined {
  return dataTable('payment-details', 'How it is paid', paymentDetails, [
    ['Detail', ({ description, id }) => named({ id, description })],
    ['Value', ({ value }) => value],
    ['Kind', ({ type }) => type && codeLabel(type)],
  ]);
}
