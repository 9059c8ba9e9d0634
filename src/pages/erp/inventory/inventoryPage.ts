import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { ITEM_COLUMN_SECTIONS, ITEM_COLUMNS } from 'visma-net-client/resources/inventory/columns';
import { sumOf } from 'visma-net-client/resources/column';
import type { InventoryApi } from 'visma-net-client/resources/inventory/resource';
import { ITEM_STATUSES, ITEM_TYPES, type InventoryItem } from 'visma-net-client/resources/inventory/item';
import type { InventoryQuery } from 'visma-net-client/resources/inventory/query';
import type { WithCompanyToken } from '../../../web/companyCalls.ts';
import { companyPath } from '../../../web/addresses/companyPath.ts';
import { signedInSession } from '../../../web/guard.ts';
import { oneOf, optionalText } from '../../../web/input.ts';
import { amount, code, quantity } from '../erpCells.ts';
import { statusTag } from '../statusTag.ts';
import { codeChoices, dayFilter } from '../lists/filterFields.ts';
import { namesOf } from '../resourceNames.ts';
import { companyList } from '../lists/companyList.ts';
import type { ListPlan } from '../lists/listPlan.ts';

export interface InventoryPageDeps {
  readonly inventory: Pick<InventoryApi, 'list' | 'listAddress'>;
  readonly withCompanyToken: WithCompanyToken;
}

const filters = z.object({
  number: optionalText(100),
  description: optionalText(200),
  status: oneOf(...ITEM_STATUSES),
  type: oneOf(...ITEM_TYPES),
  changed_since: dayFilter(),
});

export const INVENTORY_LIST: ListPlan<InventoryItem, z.output<typeof filters>, InventoryQuery> = {
  slug: 'inventory',
  names: namesOf('inventory'),
  create: 'lists.create.item',
  filters,
  fields: [
    { name: 'number', label: 'lists.field.number', kind: 'code' },
    { name: 'description', label: 'lists.field.description', kind: 'text' },
    { name: 'status', label: 'lists.field.status', kind: 'choice', choices: codeChoices(ITEM_STATUSES) },
    { name: 'type', label: 'lists.field.type', kind: 'choice', choices: codeChoices(ITEM_TYPES) },
    { name: 'changed_since', label: 'lists.field.changedSince', kind: 'date' },
  ],
  matching: 'lists.matching.inventory',
  toQuery: ({ number, description, status, type, changed_since: changedSince }, paging) => ({
    inventoryNumber: number,
    description,
    status,
    types: type && [type],
    changedSince,
    ...paging,
    with: ITEM_COLUMN_SECTIONS,
  }),
  columns: (tenantId) => [
    {
      label: 'lists.field.number',
      show: ({ inventoryNumber }) => ({
        text: inventoryNumber,
        href: companyPath(tenantId, 'inventory', inventoryNumber),
      }),
    },
    { label: 'lists.field.description', show: ({ description }) => description, kind: 'wide', card: 'title' },
    { label: 'lists.field.type', show: ({ type }) => code(type), kind: 'short' },
    { label: 'lists.field.status', show: ({ status }) => statusTag(status), kind: 'short' },
    { label: 'lists.field.unit', show: ({ baseUnit }) => baseUnit },
    { label: 'lists.field.price', show: ({ defaultPrice }) => amount(defaultPrice), kind: 'number', card: 'figure' },
    { label: 'lists.field.available', show: ({ stock }) => quantity(availableOf(stock)), kind: 'number' },
  ],
  exported: ITEM_COLUMNS,
};

/** A company's inventory: the list, and the way to it. */
export function inventoryPage({ inventory, withCompanyToken }: InventoryPageDeps): Router {
  const router = Router();
  router.get('/inventory', toCurrentCompany);
  router.use(companyList(INVENTORY_LIST, { api: inventory, withCompanyToken }));
  return router;
}

function toCurrentCompany(req: Request, res: Response): void {
  const { currentTenantId, companies } = signedInSession(req);
  const isConnected = Object.hasOwn(companies, currentTenantId);
  res.redirect(302, isConnected ? companyPath(currentTenantId, 'inventory') : '/companies');
}

function availableOf(stock: InventoryItem['stock']): number | undefined {
  return sumOf(stock?.map(({ available }) => available));
}
