import type { ApiOperation } from './operations.ts';

/** What took the place of operations that have ended or are deprecated. */
const SUCCESSORS: readonly { readonly path: RegExp; readonly description: string }[] = [
  { path: /\/action\/(?:cancel|reopen)SalesOrder$/i, description: 'PATCH /api/v3/SalesOrders/{type}/{orderId}' },
  { path: /\/salesorder(?:basic)?\/.*attachment$/i, description: 'the same address with the order’s type in it' },
  {
    path: /^\/v\d\/salesorder/i,
    description: '/api/v3/SalesOrders of salesorder.visma.net: sales orders have an API of their own',
  },
  { path: /^\/v1\/purchasereceipt/i, description: '/v2/purchasereceipt' },
  { path: /^\/v1\/creditNote/i, description: '/v1/customerCreditNote' },
  { path: /^\/v1\/payment/i, description: '/v1/customerPayment' },
  { path: /^\/v1\/customer(?:invoice|CreditNote|DebitNote)$/i, description: 'the same operation of /v2' },
];

/**
 * How long an operation lives, in words: empty for one that is here to stay.
 * @see https://docs.vismasoftware.no/vismanetapi/end-of-life-notices
 */
export function lifeOf({ path, isDeprecated, endedOn }: ApiOperation): string {
  if (!isDeprecated && endedOn === undefined) return '';
  const life = endedOn === undefined ? 'is deprecated' : `ended on ${endedOn} and is throttled until it is shut`;
  const successor = SUCCESSORS.find((one) => one.path.test(path));
  return `${life}; use ${successor?.description ?? 'its successor'}`;
}
