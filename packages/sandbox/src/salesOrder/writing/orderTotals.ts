import type { CompanyDataset } from '../../dataset/companies/companyDataset.ts';
import { toCents } from '../../dataset/decimals.ts';
import { totalQuantity } from '../../dataset/saleLine.ts';
import type { OrderRecord } from '../orderRecord.ts';
import { partsOf } from '../usualParts.ts';

/** The order with totals that add up: VAT is rounded once, on the sum of lines and freight. */
export function withTotals(company: CompanyDataset, order: OrderRecord): OrderRecord {
  const net = toCents(order.lines.reduce((sum, { amount }) => sum + amount, 0));
  const freight = toCents(partsOf(order, company).freight.premium);
  const vat = toCents(((net + freight) * order.vatPercent) / 100);
  return {
    ...order,
    netTotal: net,
    vatTotal: vat,
    orderTotal: toCents(net + freight + vat),
    orderQty: totalQuantity(order.lines),
  };
}
