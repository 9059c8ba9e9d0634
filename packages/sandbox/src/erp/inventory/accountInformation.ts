import type { CompanyDataset } from '../../dataset/companies/companyDataset.ts';
import { accountReference, findNamed, type AccountReference } from '../../dataset/lookUp.ts';
import { ITEM_ACCOUNTS, type ItemAccount, type ItemRecord } from './itemRecord.ts';

/** AccountInformationInInventoryDto: the item's own accounts, else those of its posting class. */
export function accountInformation(book: CompanyDataset, item: ItemRecord) {
  const usual = usualAccounts(book, item);
  const accounts = ITEM_ACCOUNTS.map((field): [string, AccountReference] => [
    field,
    accountReference(book, item.accounts[field] ?? usual[field]),
  ]);
  const subaccount = { active: true, id: '000', description: null };
  return {
    ...Object.fromEntries(accounts),
    expenseSubaccount: subaccount,
    cogsSubaccount: subaccount,
    salesSubaccount: subaccount,
  };
}

function usualAccounts(book: CompanyDataset, item: ItemRecord): Record<ItemAccount, string> {
  const posting = findNamed(book.postingClasses, item.postingClass);
  const expense = posting?.expenseAccount ?? '';
  const taxFree = book.ledgers.taxFreeSales;
  return {
    expenseAccrualAccount: book.ledgers.accrued,
    inventoryAccount: posting?.inventoryAccount ?? '',
    expenseAccount: expense,
    cogsAccount: posting?.cogsAccount ?? '',
    expenseNonTaxableAccount: expense,
    expenseEuAccount: expense,
    expenseImportAccount: expense,
    salesAccount: posting?.salesAccount ?? '',
    salesNonTaxableAccount: taxFree,
    salesEuAccount: taxFree,
    salesExportAccount: taxFree,
  };
}
