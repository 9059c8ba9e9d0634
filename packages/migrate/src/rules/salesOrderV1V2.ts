import type { Nearby, Rule } from '../rule.ts';

const versions =
  /(?<at>(?:https?:\/\/[\w.-]*visma\.net)?\/?(?:API\/)?(?:service\/)?(?:controller\/)?(?:api\/)?v[12]\/sales_?order(?:basic)?s?\b[^\s"'`<>)\\|;,]*)/gi;

/** The resource alone, its base address elsewhere. */
const resource = /["'`}](?<at>\/?salesorder(?:basic)?)(?:\/[^"'`\s]*|\?[^"'`\s]*)?["'`]/gi;
const ownRoute =
  /\b(?:app|router|fastify|server)\.(?:get|post|put|patch|delete|use)\(|\[(?:Route|Http\w+)|@\w+Mapping|Route::|@app\.route/;
const nearVisma: Nearby = { find: /visma(?!online)/i, linesBefore: 30, linesAfter: 30 };

/** Versions 1 and 2 of the Sales Order API, on any host. */
export const salesOrderV1V2: Rule = {
  id: 'sales-order-v1-v2',
  title: 'Sales Order API version 1 or 2',
  step: 'api-calls',
  guide: 'Rewrite the API-calls; ended on 31 March 2026',
  severity: 'error',
  certainty: 'certain',
  kind: 'address',
  words: /sales_?order/i,
  patterns: {
    any: [
      { find: versions, unless: /^\/?(?:api\/)?v[12]\//i },
      {
        find: versions,
        unless: /^\/?api\//i,
        near: [nearVisma],
        unlessLine: ownRoute,
        certainty: 'likely',
      },
      { find: /(?:https?:\/\/)?salesorder(?:\.stag)?\.visma\.net\/api\/v[12]\b[^\s"'`<>)\\|;,]*/gi },
      { find: resource, near: [nearVisma], unlessLine: ownRoute, certainty: 'possible' },
    ],
    java: [
      {
        find: resource,
        near: [{ find: /@FeignClient|@HttpExchange/, linesBefore: 40, linesAfter: 0 }],
        certainty: 'possible',
      },
    ],
  },
  why: 'The endpoints of versions 1 and 2 ended on 31 March 2026.',
  replacement:
    'Use https://salesorder.visma.net/api/v3/SalesOrders with the scopes visma.net.erp.salesorder:read and :write. It is another contract: pageIndex from 0, rows in { value, totalCount }, plain JSON bodies, PATCH, If-Match required.',
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
