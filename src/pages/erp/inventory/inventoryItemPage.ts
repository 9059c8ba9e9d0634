import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { asCurl } from 'visma-net-client/asCurl';
import type { InventoryApi } from 'visma-net-client/resources/inventory/resource';
import { say } from '../../../languages/spoken.ts';
import type { WithCompanyToken } from '../../../web/companyCalls.ts';
import { parseParams } from '../../../web/input.ts';
import type { Label } from '../../../web/rendering/dataTable.ts';
import { renderPage } from '../../../web/rendering/renderPage.ts';
import { toItemView, type ItemView } from './itemView.ts';
import { changesOf } from '../details/detailPage.ts';
import type { DetailChanges } from '../details/detailView.ts';

export interface InventoryItemPageDeps {
  readonly inventory: Pick<InventoryApi, 'get' | 'itemAddress'>;
  readonly withCompanyToken: WithCompanyToken;
}

/** What views/pages/inventoryItem.ejs shows. */
export interface InventoryItemView extends ItemView {
  readonly changes: DetailChanges;
}

const params = z.object({ tenant: z.string(), inventoryNumber: z.string().max(100) });

/** One inventory item, with everything that the ERP says about it. */
export function inventoryItemPage(deps: InventoryItemPageDeps): Router {
  const router = Router();
  router.get('/companies/:tenant/inventory/:inventoryNumber', (req, res) => showItem(deps, req, res));
  return router;
}

async function showItem(deps: InventoryItemPageDeps, req: Request, res: Response): Promise<void> {
  const { inventory, withCompanyToken } = deps;
  const { tenant, inventoryNumber } = parseParams(req, params);
  const { value: item } = await withCompanyToken(req, tenant, (context) => inventory.get(context, inventoryNumber));
  const data: InventoryItemView = {
    ...toItemView(tenant, item, asCurl(inventory.itemAddress(inventoryNumber))),
    changes: changesOf(req, tenant, 'inventory', item.inventoryNumber),
  };
  renderPage(req, res, { view: 'pages/inventoryItem', title: titleOf(data), data });
}

/** What people call it comes first. */
function titleOf({ number, description }: Pick<ItemView, 'number' | 'description'>): Label {
  return description === '' ? say('inventory.item', { number }) : say('inventory.itemTitle', { description, number });
}
