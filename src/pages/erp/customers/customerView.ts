import type { Customer } from 'visma-net-client/resources/customers/customer';
import { say } from '../../../languages/spoken.ts';
import { companyPath } from '../../../web/addresses/companyPath.ts';
import { dataTable, facts, type DataTable, type Fact } from '../../../web/rendering/dataTable.ts';
import { amount, code, day, linked, moment, named, numbered, quantity, yesNo } from '../erpCells.ts';
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
    heading: say('customers.heading', { number }),
    name,
    status: statusTag(status),
    related: [
      { label: 'customers.invoices', href: companyPath(tenantId, 'invoices') + ofCustomer },
      { label: 'customers.salesOrders', href: companyPath(tenantId, 'sales-orders') + ofCustomer },
    ],
    columns: visibleSections(
      { heading: 'customers.sections.general', facts: generalFacts(tenantId, customer) },
      { heading: 'customers.sections.terms', facts: termsFacts(customer) },
      { heading: 'customers.sections.mainAddress', facts: addressFacts(customer.mainAddress, customer.mainContact) },
      {
        heading: 'customers.sections.invoiceAddress',
        facts: addressFacts(customer.invoiceAddress, customer.invoiceContact),
      },
      {
        heading: 'customers.sections.deliveryAddress',
        facts: addressFacts(customer.deliveryAddress, customer.deliveryContact),
      },
      { heading: 'customers.sections.sent', facts: sendingFacts(customer) },
    ),
    sections: visibleSections(
      { heading: 'customers.sections.payment', tables: [paymentTable(customer), directDebitTable(customer)] },
      { heading: 'records.attributes.title', tables: [attributesTable(customer.attributes)] },
      { heading: 'records.accounts.title', tables: [accountsTable(customer.accounts)] },
    ),
  };
}

function generalFacts(tenantId: string, customer: Customer): Fact[] {
  const { parentRecord, location, internalId, numberOfEmployees } = customer;
  const parentHref = parentRecord?.number && companyPath(tenantId, 'customers', parentRecord.number);
  return facts(
    ['customers.fields.class', named(customer.customerClass)],
    ['customers.fields.corporateId', customer.corporateId],
    ['customers.fields.vatId', customer.vatRegistrationId],
    ['customers.fields.gln', customer.gln],
    ['customers.fields.belongsTo', linked(numbered(parentRecord), parentHref)],
    ['customers.fields.reference', customer.accountReference],
    ['customers.fields.location', named({ id: location?.id, description: location?.name })],
    ['customers.fields.locationCountry', location?.countryId],
    ['customers.fields.employees', quantity(numberOfEmployees)],
    ['customers.fields.internalId', internalId === undefined ? undefined : String(internalId)],
    ['customers.fields.created', moment(customer.created)],
    ['customers.fields.lastChanged', moment(customer.lastModified)],
    ['customers.fields.version', customer.version],
  );
}

function termsFacts(customer: Customer): Fact[] {
  const { creditVerification, statementType } = customer;
  return facts(
    ['customers.fields.currency', customer.currencyId],
    ['customers.fields.terms', named(customer.creditTerms)],
    ['customers.fields.creditCheck', code(creditVerification)],
    ['customers.fields.creditLimit', amount(customer.creditLimit)],
    ['customers.fields.daysPastDue', quantity(customer.creditDaysPastDue)],
    ['customers.fields.vatZone', named(customer.vatZone)],
    ['customers.fields.priceClass', named(customer.priceClass)],
    ['customers.fields.paymentMethod', customer.defaultPaymentMethodId],
    ['customers.fields.statements', code(statementType)],
    ['customers.fields.noDebtCollection', yesNo(customer.excludeDebtCollection)],
  );
}

function sendingFacts(customer: Customer): Fact[] {
  return facts(
    ['customers.fields.printInvoices', yesNo(customer.printInvoices)],
    ['customers.fields.emailInvoices', yesNo(customer.sendInvoicesByEmail)],
    ['customers.fields.autoInvoice', yesNo(customer.acceptAutoInvoices)],
    ['customers.fields.invoicesToMain', yesNo(customer.invoiceToDefaultLocation)],
    ['customers.fields.printReminders', yesNo(customer.printDunningLetters)],
    ['customers.fields.emailReminders', yesNo(customer.sendDunningLettersViaEmail)],
    ['customers.fields.printStatements', yesNo(customer.printStatements)],
    ['customers.fields.emailStatements', yesNo(customer.sendStatementsByEmail)],
    ['customers.fields.allCurrencies', yesNo(customer.printMultiCurrencyStatements)],
  );
}

function paymentTable({ paymentMethods }: Customer): DataTable | undefined {
  return dataTable('payment-methods', 'customers.paymentMethods', paymentMethods, [
    ['customers.fields.method', ({ paymentMethodId }) => paymentMethodId],
    ['customers.fields.usual', ({ isDefault }) => yesNo(isDefault)],
  ]);
}

function directDebitTable({ directDebitLines: lines }: Customer): DataTable | undefined {
  return dataTable('direct-debit', say('customers.mandates', { count: lines?.length ?? 0 }), lines, [
    ['customers.fields.mandate', ({ mandateId, id }) => mandateId ?? id],
    ['customers.fields.id', ({ id }) => id],
    ['customers.fields.description', ({ mandateDescription }) => mandateDescription, 'prose'],
    ['customers.fields.signedOn', ({ dateOfSignature }) => day(dateOfSignature)],
    ['customers.fields.usual', ({ isDefault }) => yesNo(isDefault)],
    ['customers.fields.once', ({ oneTime }) => yesNo(oneTime)],
    ['customers.fields.iban', ({ iban }) => iban],
    ['customers.fields.bic', ({ bic }) => bic],
    ['customers.fields.most', ({ maxAmount }) => amount(maxAmount), 'number'],
    ['customers.fields.collectedLast', ({ lastCollectionDate }) => day(lastCollectionDate)],
    ['customers.fields.until', ({ expirationDate }) => day(expirationDate)],
    ['customers.fields.branch', ({ branch }) => branch],
  ]);
}
