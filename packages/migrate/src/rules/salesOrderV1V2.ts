import { callsThat } from '../operations/endings.ts';
import type { Rule } from '../rule.ts';

/** Versions 1 and 2 of the Sales Order API, on any host. */
export const salesOrderV1V2: Rule = {
  id: 'sales-order-v1-v2',
  title: 'Sales Order API version 1 or 2',
  step: 'api-calls',
  guide: 'Rewrite the API-calls; ended on 31 March 2026',
  severity: 'error',
  certainty: 'likely',
  kind: 'address',
  words: /sales_?order/i,
  patterns: {
    any: [{ find: /(?:https?:\/\/)?salesorder(?:\.stag)?\.visma\.net\/api\/v[12]\b[^\s"'`<>)\\|;,]*/gi }],
  },
  detect: (view) => callsThat(view, ({ life, path }) => life.kind === 'ended' && /^\/v\d\/salesorder/i.test(path)),
  why: 'These operations ended on 31 March 2026. Since 1 April 2026 they are throttled, until they are shut.',
  replacement:
    'Use https://salesorder.visma.net/api/v3/SalesOrders with the scopes visma.net.erp.salesorder:read and :write. It is another contract: pageIndex from 0, rows in { value, totalCount }, plain JSON bodies, PATCH, If-Match required. createShipment, attachments, printing, prepareInvoice and the orders of a customer stay where they are.',
  examples: {
    curl: 'curl -H "Authorization: Bearer $ACCESS_TOKEN" "https://salesorder.visma.net/api/v3/SalesOrders?pageIndex=0&pageSize=100"',
    csharp:
      'var page = await http.GetFromJsonAsync<SalesOrderPage>("https://salesorder.visma.net/api/v3/SalesOrders?pageIndex=0&pageSize=100");',
    javascript:
      "const { value, totalCount } = await getJson('https://salesorder.visma.net/api/v3/SalesOrders?pageIndex=0&pageSize=100');",
    python:
      'orders = requests.get("https://salesorder.visma.net/api/v3/SalesOrders", params={"pageIndex": 0, "pageSize": 100}, headers=headers, timeout=30).json()["value"]',
    php: "$orders = $http->get('https://salesorder.visma.net/api/v3/SalesOrders', ['query' => ['pageIndex' => 0, 'pageSize' => 100]]);",
    java: 'var uri = URI.create("https://salesorder.visma.net/api/v3/SalesOrders?pageIndex=0&pageSize=100");',
  },
};
