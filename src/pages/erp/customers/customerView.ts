import type { Customer } from 'visma-net-client/resources/customers/customer';
import { codeLabel } from '../../../web/rendering/codeLabel.ts';
import { companyPath } from '../../../web/addresses/companyPath.ts';
import { dataTable, facts, type DataTable, type Fact } from '../../../web/rendering/dataTable.ts';
import { formatCount } from '../../../web/rendering/formatNumber.ts';
import { amount, day, linked, moment, named, numbered, quantity, yesNo } from '../erpCells.ts';
import { statusTag } from '../statusTag.ts';
import { accountsTable, attributesTable } from '../details/commonTables.ts';
import { addressFacts } from '../details/partnerParts.ts';
import { visibleSections, type DetailView } from '../details/detailView.ts';

/** Shapes a customer of the ERP for the view: everything that the ERP says about it. Pure. */
export function toCustomerView(
  tenantId: string,
  customer: Customer,
  { changes, curls }: Pick<DetailView, 'changes' | 'curls'>,
): DetailView {
  const { number, name, status } = customer;
  const ofCustomer = `?${new URLSearchParams({ customer: number }).toString()}`;
  return {
    changes,
    curls,
    heading: `Customer ${number}`,
    name,
    status: statusTag(status),
    related: [
      { label: 'Invoices', href: companyPath(tenantId, 'invoices') + ofCustomer },
      { label: 'Sales orders', href: companyPath(tenantId, 'sales-orders') + ofCustomer },
    ],
    columns: visibleSections(
      { heading: 'General', facts: generalFacts(tenantId, customer) },
      { heading: 'Terms and credit', facts: termsFacts(customer) },
      { heading: 'Main address', facts: addressFacts(customer.mainAddress, customer.mainContact) },
      { heading: 'Invoice address', facts: addressFacts(customer.invoiceAddress, customer.invoiceContact) },
      { heading: 'Delivery address', facts: addressFacts(customer.deliveryAddress, customer.deliveryContact) },
      { heading: 'What is sent', facts: sendingFacts(customer) },
    ),
    sections: visibleSections(
      { heading: 'Payment', tables: [paymentTable(customer), directDebitTable(customer)] },
      { heading: 'Attributes', tables: [attributesTable(customer.attributes)] },
      { heading: 'records.accounts.title', tables: [accountsTable(customer.accounts)] },
    ),
  };
}

function generalFacts(tenantId: string, customer: Customer): Fact[] {
  const { parentRecord, location, internalId, numberOfEmployees } = customer;
  const parentHref = parentRecord?.number && companyPath(tenantId, 'customers', parentRecord.number);
  return facts(
    ['Class', named(customer.customerClass)],
    ['Organisation number', customer.corporateId],
    ['VAT registration', customer.vatRegistrationId],
    ['GLN', customer.gln],
    ['Belongs to', linked(numbered(parentRecord), parentHref)],
    ['Our reference at the customer', customer.accountReference],
    ['Location', named({ id: location?.id, description: location?.name })],
    ['Country of the location', location?.countryId],
    ['Employees', quantity(numberOfEmployees)],
    ['Internal id', internalId === undefined ? undefined : String(internalId)],
    ['Created', moment(customer.created)],
    ['Last changed', moment(customer.lastModified)],
    ['Version', customer.version],
  );
}

function termsFacts(customer: Customer): Fact[] {
  const { creditVerification, statementType } = customer;
  return facts(
    ['Currency', customer.currencyId],
    ['Credit terms', named(customer.creditTerms)],
    ['Credit is checked by', creditVerification && codeLabel(creditVerification)],
    ['Credit limit', amount(customer.creditLimit)],
    ['Days past due allowed', quantity(customer.creditDaysPastDue)],
    ['VAT zone', named(customer.vatZone)],
    ['Price class', named(customer.priceClass)],
    ['Usual payment method', customer.defaultPaymentMethodId],
    ['Statements', statementType && codeLabel(statementType)],
    ['Excluded from debt collection', yesNo(customer.excludeDebtCollection)],
  );
}

function sendingFacts(customer: Customer): Fact[] {
  return facts(
    ['Invoices on paper', yesNo(customer.printInvoices)],
    ['Invoices by e-mail', yesNo(customer.sendInvoicesByEmail)],
    ['AutoInvoice', yesNo(customer.acceptAutoInvoices)],
    ['Invoices to the main location', yesNo(customer.invoiceToDefaultLocation)],
    ['Reminders on paper', yesNo(customer.printDunningLetters)],
    ['Reminders by e-mail', yesNo(customer.sendDunningLettersViaEmail)],
    ['Statements on paper', yesNo(customer.printStatements)],
    ['Statements by e-mail', yesNo(customer.sendStatementsByEmail)],
    ['Statements in all currencies', yesNo(customer.printMultiCurrencyStatements)],
  );
}

function paymentTable({ paymentMethods }: Customer): DataTable | undefined {
  return dataTable('payment-methods', 'Payment methods', paymentMethods, [
    ['Method', ({ paymentMethodId }) => paymentMethodId],
    ['Usual', ({ isDefault }) => yesNo(isDefault)],
  ]);
}

function directDebitTable({ directDebitLines: lines }: Customer): DataTable | undefined {
  return dataTable('direct-debit', formatCount(lines?.length ?? 0, 'direct debit mandate'), lines, [
    ['Mandate', ({ mandateId, id }) => mandateId ?? id],
    ['Id', ({ id }) => id],
    ['Description', ({ mandateDescription }) => mandateDescription, 'prose'],
    ['Signed on', ({ dateOfSignature }) => day(dateOfSignature)],
    ['Usual', ({ isDefault }) => yesNo(isDefault)],
    ['Once only', ({ oneTime }) => yesNo(oneTime)],
    ['IBAN', ({ iban }) => iban],
    ['BIC', ({ bic }) => bic],
    ['Most', ({ maxAmount }) => amount(maxAmount), 'number'],
    ['Collected last', ({ lastCollectionDate }) => day(lastCollectionDate)],
    ['Until', ({ expirationDate }) => day(expirationDate)],
    ['Branch', ({ branch }) => branch],
  ]);
}
