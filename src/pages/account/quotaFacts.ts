import type { Quota } from 'visma-net-client/errors';
import { say, type Spoken } from '../../languages/spoken.ts';
import type { TextKey } from '../../languages/textKeys.ts';
import type { Quotas } from '../../web/limits/quotas.ts';
import { facts, type Fact } from '../../web/rendering/dataTable.ts';

export const APIS = ['erp', 'sales_orders'] as const;

export const API_LABELS: Readonly<Record<Quota['api'], TextKey>> = {
  erp: 'account.quota.erp',
  sales_orders: 'account.quota.salesOrders',
};

/** What is known of the calls that each API still allows for a company. */
export function quotaFacts(tenantId: string, quotas: Pick<Quotas, 'of'>): Fact[] {
  return facts(
    ...APIS.map((api): [TextKey, Spoken | undefined] => {
      const quota = quotas.of(tenantId, api);
      return [API_LABELS[api], quota && quotaLabel(quota)];
    }),
  );
}

/** Calls left, of how many, and when there are more; undefined when the API does not say. Pure. */
export function quotaLabel({ remaining, limit, resetSeconds }: Quota): Spoken | undefined {
  if (remaining === undefined) return undefined;
  const left: Spoken = { quantity: remaining };
  if (limit === undefined)
    return resetSeconds === undefined ? left : say('account.quota.until', { left, wait: { seconds: resetSeconds } });
  const of = { left, limit: { quantity: limit } };
  return resetSeconds === undefined
    ? say('account.quota.of', of)
    : say('account.quota.ofUntil', { ...of, wait: { seconds: resetSeconds } });
}
