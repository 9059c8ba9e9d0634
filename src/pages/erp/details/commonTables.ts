import { dataTable, type DataTable } from '../../../web/rendering/dataTable.ts';
import { formatCount } from '../../../web/rendering/formatNumber.ts';
import { quantity } from '../erpCells.ts';

interface Account {
  readonly type?: string | undefined;
  readonly number?: string | undefined;
  readonly id?: string | undefined;
  readonly description?: string | undefined;
}

/** Ledger accounts and subaccounts by what they are used for. Pure. */
export function accountsTable(accounts: Readonly<Record<string, Account | undefined>> = {}): DataTable | undefined {
  const rows = Object.entries(accounts).flatMap(([name, account]) => (account ? [{ name, ...account }] : []));
  return dataTable('accounts', 'Accounts and subaccounts', rows, [
    ['Used for', ({ name }) => ACCOUNT_LABELS[name] ?? name],
    ['Number', ({ number, id }) => number ?? id],
    ['Name', ({ description }) => description],
    ['Type', ({ type }) => type],
  ]);
}

const ACCOUNT_LABELS: Partial<Record<string, string>> = {
  inventoryAccount: 'Inventory',
  expenseAccount: 'Expense',
  expenseAccrualAccount: 'Expense accrual',
  expenseNonTaxableAccount: 'Expense, non-taxable',
  expenseAccountNonTax: 'Expense, non-taxable',
  expenseEuAccount: 'Expense, EU',
  expenseImportAccount: 'Expense, import',
  expenseAccountImport: 'Expense, import',
  expenseSubaccount: 'Expense subaccount',
  cogsAccount: 'Cost of goods sold',
  cogsSubaccount: 'Cost of goods sold subaccount',
  salesAccount: 'Sales',
  salesNonTaxableAccount: 'Sales, non-taxable',
  salesEuAccount: 'Sales, EU',
  salesExportAccount: 'Sales, export',
  salesSubaccount: 'Sales subaccount',
  customerLedgerAccount: 'Customer ledger',
  customerLedgerSubaccount: 'Customer ledger subaccount',
  supplierAccount: 'Supplier ledger',
  supplierSubaccount: 'Supplier ledger subaccount',
  discountAccount: 'Discount',
  discountSubaccount: 'Discount subaccount',
  freightAccount: 'Freight',
  freightSubaccount: 'Freight subaccount',
  cashDiscountAccount: 'Cash discount',
  cashDiscountSubaccount: 'Cash discount subaccount',
  prepaymentAccount: 'Prepayment',
  prepaymentSubaccount: 'Prepayment subaccount',
};

interface Attribute {
  readonly id?: string | undefined;
  readonly value?: string | undefined;
  readonly description?: string | undefined;
}

/** Attributes with their values. Pure. */
export function attributesTable(attributes: readonly Attribute[] | undefined): DataTable | undefined {
  return dataTable('attributes', 'Attributes', attributes, [
    ['Attribute', ({ id }) => id],
    ['Value', ({ value }) => value],
    ['In words', ({ description }) => description],
  ]);
}

interface Attachment {
  readonly id?: string | undefined;
  readonly name?: string | undefined;
  readonly revision?: number | undefined;
}

/** The files of a record. Pure. */
export function attachmentsTable(attachments: readonly Attachment[] | undefined): DataTable | undefined {
  return dataTable('attachments', formatCount(attachments?.length ?? 0, 'file'), attachments, [
    ['Name', ({ name }) => name],
    ['Revision', ({ revision }) => quantity(revision), 'number'],
    ['Id', ({ id }) => id],
  ]);
}
