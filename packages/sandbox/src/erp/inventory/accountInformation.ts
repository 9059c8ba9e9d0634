import type { CompanyDataset } from '../../dataset/companies/companyDataset.ts';
import { accountReference, findNamed, type AccountReference } from '../../dataset/lookUp.ts';
import { ITEM_ACCOUNTS, type ItemAccount, type ItemRecord } from './itemRecord.ts';

/** AccountInformationInInventoryDto: the item's own accounts, else those of its posting class. */
export function accountInformation(dataset: CompanyDataset, item: ItemRecord) {
  const usual = usualAccounts(dataset, item);
  const accounts = ITEM_ACCOUNTS.map((field): [string, AccountReference] => [
    field,
    accountReference(dataset, item.accounts[field] ?? usual[field]),
  ]);
  const subaccount = { active: true, id: '000', description: null };
  return {
    ...Object.fromEntries(accounts),
    expenseSubaccount: subaccount,
    cogsSubaccount: subaccount,
    salesSubaccount: subaccount,
  };
}

function usualAccounts(dataset: CompanyDataset, item: ItemRecord): Record<ItemAccount, string> {
  const posting = findNamed(dataset.postingClasses, item.postingClass);
  const expense = posting?.expenseAccount ?? '';
  const taxFree = dataset.ledgers.taxFreeSales;
  return {
    expenseAccrualAccount: dataset.ledgers.accrued,
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
