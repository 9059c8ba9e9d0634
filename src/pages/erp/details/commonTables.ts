import { say, type Sentence } from '../../../languages/spoken.ts';
import type { TextKey } from '../../../languages/textKeys.ts';
import { dataTable, type DataTable } from '../../../web/rendering/dataTable.ts';
import { code, quantity } from '../erpCells.ts';

interface Account {
  readonly type?: string | undefined;
  readonly number?: string | undefined;
  readonly id?: string | undefined;
  readonly description?: string | undefined;
}

/** Ledger accounts and subaccounts by what they are used for. Pure. */
export function accountsTable(accounts: Readonly<Record<string, Account | undefined>> = {}): DataTable | undefined {
  const rows = Object.entries(accounts).flatMap(([name, account]) => (account ? [{ name, ...account }] : []));
  return dataTable('accounts', 'records.accounts.caption', rows, [
    ['records.accounts.usedFor', ({ name }) => usedFor(name)],
    ['records.accounts.number', ({ number, id }) => number ?? id],
    ['records.accounts.name', ({ description }) => description],
    ['records.accounts.type', ({ type }) => code(type)],
  ]);
}

/** Other uses are called by the names of the API. */
function usedFor(name: string): Sentence | string {
  const label = ACCOUNT_LABELS[name];
  return label === undefined ? name : say(label);
}

const ACCOUNT_LABELS: Partial<Record<string, TextKey>> = {
  inventoryAccount: 'records.accounts.of.inventoryAccount',
  expenseAccount: 'records.accounts.of.expenseAccount',
  expenseAccrualAccount: 'records.accounts.of.expenseAccrualAccount',
  expenseNonTaxableAccount: 'records.accounts.of.expenseNonTaxableAccount',
  expenseAccountNonTax: 'records.accounts.of.expenseAccountNonTax',
  expenseEuAccount: 'records.accounts.of.expenseEuAccount',
  expenseImportAccount: 'records.accounts.of.expenseImportAccount',
  expenseAccountImport: 'records.accounts.of.expenseAccountImport',
  expenseSubaccount: 'records.accounts.of.expenseSubaccount',
  cogsAccount: 'records.accounts.of.cogsAccount',
  cogsSubaccount: 'records.accounts.of.cogsSubaccount',
  salesAccount: 'records.accounts.of.salesAccount',
  salesNonTaxableAccount: 'records.accounts.of.salesNonTaxableAccount',
  salesEuAccount: 'records.accounts.of.salesEuAccount',
  salesExportAccount: 'records.accounts.of.salesExportAccount',
  salesSubaccount: 'records.accounts.of.salesSubaccount',
  customerLedgerAccount: 'records.accounts.of.customerLedgerAccount',
  customerLedgerSubaccount: 'records.accounts.of.customerLedgerSubaccount',
  supplierAccount: 'records.accounts.of.supplierAccount',
  supplierSubaccount: 'records.accounts.of.supplierSubaccount',
  discountAccount: 'records.accounts.of.discountAccount',
  discountSubaccount: 'records.accounts.of.discountSubaccount',
  freightAccount: 'records.accounts.of.freightAccount',
  freightSubaccount: 'records.accounts.of.freightSubaccount',
  cashDiscountAccount: 'records.accounts.of.cashDiscountAccount',
  cashDiscountSubaccount: 'records.accounts.of.cashDiscountSubaccount',
  prepaymentAccount: 'records.accounts.of.prepaymentAccount',
  prepaymentSubaccount: 'records.accounts.of.prepaymentSubaccount',
};

interface Attribute {
  readonly id?: string | undefined;
  readonly value?: string | undefined;
  readonly description?: string | undefined;
}

/** Attributes with their values. Pure. */
export function attributesTable(attributes: readonly Attribute[] | undefined): DataTable | undefined {
  return dataTable('attributes', 'records.attributes.title', attributes, [
    ['records.attributes.attribute', ({ id }) => id],
    ['records.attributes.value', ({ value }) => value],
    ['records.attributes.inWords', ({ description }) => description],
  ]);
}

interface Attachment {
  readonly id?: string | undefined;
  readonly name?: string | undefined;
  readonly revision?: number | undefined;
}

/** The files of a record. Pure. */
export function attachmentsTable(attachments: readonly Attachment[] | undefined): DataTable | undefined {
  return dataTable('attachments', say('records.fileCount', { count: attachments?.length ?? 0 }), attachments, [
    ['records.files.name', ({ name }) => name],
    ['records.files.revision', ({ revision }) => quantity(revision), 'number'],
    ['records.files.id', ({ id }) => id],
  ]);
}
