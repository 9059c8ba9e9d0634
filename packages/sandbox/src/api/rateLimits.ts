import type { Access } from './access.ts';
import type { CallQuota, QuotaState } from './callQuota.ts';
import { ErpRefusal } from './erpAnswer.ts';
import type { ErpSettings } from './settings.ts';

/** How an API counts calls. */
export interface RateLimit {
  /** APIs with the same window share their calls. */
  readonly window: string;
  readonly policy: string;
  readonly perHour: (settings: ErpSettings) => number;
  /** False: all companies of an application share one window. */
  readonly perCompany: boolean;
}

/** Counts a call in its window. */
export function countCall(quota: CallQuota, rateLimit: RateLimit, settings: ErpSettings, access: Access): QuotaState {
  return quota.count(quotaKey(rateLimit, access), rateLimit.policy, rateLimit.perHour(settings));
}

function quotaKey({ window, perCompany }: RateLimit, { claims, tenantId }: Access): string {
  return `${window} ${claims.client_id} ${perCompany ? tenantId : ''}`;
}

/** @throws ErpRefusal 429 after too many quick calls, where that is switched on */
export function refuseBurst(
  quota: CallQuota,
  rateLimit: RateLimit,
  { erpBurstCalls, erpBurstSeconds }: ErpSettings,
  access: Access,
  note: (message: string) => void,
): void {
  if (erpBurstCalls === null) return;
  const waitSeconds = quota.burst(quotaKey(rateLimit, access), erpBurstCalls, erpBurstSeconds);
  if (waitSeconds === undefined) return;
  note(`Too many calls at once: erpBurstCalls is ${erpBurstCalls}`);
  const message = `Rate limit is exceeded. Try again in ${waitSeconds} seconds.`;
  const headers = { 'Retry-After': String(waitSeconds) };
  throw new ErpRefusal({ status: 429, headers, body: { statusCode: 429, message } });
}

/** Guess: not documented what the headers say to a caller without a good token; here a window nobody has used. */
export function anonymousQuota(quota: CallQuota, rateLimit: RateLimit, settings: ErpSettings): QuotaState {
  return quota.peek(`${rateLimit.window} nobody`, rateLimit.policy, rateLimit.perHour(settings));
}

/** @throws ErpRefusal 429 when the window is used up */
export function refuseExcess(quota: QuotaState): void {
  if (!quota.exceeded) return;
  const message = `Rate limit is exceeded. Try again in ${quota.resetSeconds} seconds.`;
  throw new ErpRefusal({ status: 429, body: { statusCode: 429, message } });
}
