import type { DiagnosisId } from '../diagnoses.ts';
import { diagnose, fine, type Finding } from '../finding.ts';
import type { HostAnswer } from './host.ts';

interface Api {
  readonly check: 'erp' | 'sales_orders';
  readonly variable: string;
  readonly real: string;
  readonly elsewhere: DiagnosisId;
  readonly failing: DiagnosisId;
}

const ERP: Api = {
  check: 'erp',
  variable: 'VISMA_ERP_URL',
  real: 'https://api.finance.visma.net',
  elsewhere: 'erp_elsewhere',
  failing: 'erp_failing',
};

const SALES_ORDERS: Api = {
  check: 'sales_orders',
  variable: 'VISMA_SALES_ORDER_URL',
  real: 'https://salesorder.visma.net',
  elsewhere: 'sales_orders_elsewhere',
  failing: 'sales_orders_failing',
};

/** A list of the API: the request that is made without a token. */
export function erpUrlToAsk(erpUrl: string): string {
  return `${erpUrl}/v1/inventory?pageNumber=1&pageSize=1`;
}

export function salesOrderUrlToAsk(salesOrderUrl: string): string {
  return `${salesOrderUrl}/api/v3/SalesOrders?pageIndex=0&pageSize=1`;
}

/** The ERP API without a token: 401 is what it should say. */
export function checkErp(erpUrl: string, answer: HostAnswer | undefined): Finding[] {
  return [...oldHost(erpUrl), ...checkApi(ERP, erpUrl, answer)];
}

export function checkSalesOrders(salesOrderUrl: string, answer: HostAnswer | undefined): Finding[] {
  return checkApi(SALES_ORDERS, salesOrderUrl, answer);
}

/** @see https://docs.vismasoftware.no/vismanetapi/end-of-life-notices/change-base-url */
function oldHost(erpUrl: string): Finding[] {
  if (new URL(erpUrl).hostname !== 'integration.visma.net') return [];
  return [
    diagnose('old_host', {
      about: 'VISMA_ERP_URL',
      reason:
        'integration.visma.net was to end on 31 December 2025; since 1 February 2026 it takes 500 calls an hour for each application, and less step by step until it is off.',
      advice: 'Set VISMA_ERP_URL=https://api.finance.visma.net, or leave it out: that is the default.',
    }),
  ];
}

function checkApi(api: Api, url: string, answer: HostAnswer | undefined): Finding[] {
  if (!answer) return [];
  if (answer.status === 401 || answer.status === 403) return [fine(api.check, `${url} answers, and wants a token`)];
  if (answer.status >= 500 || answer.status === 429) {
    return [
      diagnose(api.failing, {
        about: api.variable,
        reason: `${url} answers with status ${answer.status}: the API has trouble.`,
        advice: 'Try again later; people are told so meanwhile.',
      }),
    ];
  }
  return [
    diagnose(api.elsewhere, {
      about: api.variable,
      reason: `What answers at ${url} is not the API: status ${answer.status} to a call without a token, not 401.`,
      advice: `Set ${api.variable}=${api.real}, without a path.`,
    }),
  ];
}
