import type { Rule } from '../rule.ts';

/** Version 1 of the purchase receipt list. */
export const purchaseReceiptV1: Rule = {
  id: 'purchase-receipt-v1',
  title: 'Purchase receipts, version 1',
  step: 'api-calls',
  guide: 'Rewrite the API-calls; ended on 15 September 2026',
  severity: 'error',
  certainty: 'likely',
  kind: 'address',
  words: /purchasereceipt/i,
  patterns: {
    any: [
      {
        find: /(?<at>(?:https?:\/\/[\w.-]*visma\.net\/?)?(?:\/?(?:API\/)?(?:service\/)?controller\/api)?\/?v1\/purchasereceipt\b[^\s"'`<>)\\|;,]*)/gi,
        near: [{ find: /visma(?!online)|controller\/api/i, linesBefore: 30, linesAfter: 30 }],
      },
      {
        find: /["'`}](?<at>\/?purchasereceipt)(?:[/?][^"'`\s]*)?["'`]/gi,
        near: [{ find: /visma\.net\/v1\/?["'`\s]|controller\/api\/v1/i, linesBefore: 30, linesAfter: 30 }],
        certainty: 'possible',
      },
    ],
  },
  why: 'GET /v1/purchasereceipt ended on 15 September 2026.',
  replacement: 'Read from https://api.finance.visma.net/v2/purchasereceipt.',
  examples: {
    curl: 'curl -H "Authorization: Bearer $ACCESS_TOKEN" "https://api.finance.visma.net/v2/purchasereceipt?pageNumber=1&pageSize=100"',
    csharp:
      'var answer = await http.GetAsync("https://api.finance.visma.net/v2/purchasereceipt?pageNumber=1&pageSize=100");',
    javascript:
      "const answer = await getJson('https://api.finance.visma.net/v2/purchasereceipt?pageNumber=1&pageSize=100');",
    python:
      'answer = get("https://api.finance.visma.net/v2/purchasereceipt", params={"pageNumber": 1, "pageSize": 100})',
    php: "$answer = $http->get('https://api.finance.visma.net/v2/purchasereceipt', ['query' => ['pageNumber' => 1, 'pageSize' => 100]]);",
    java: 'var uri = URI.create("https://api.finance.visma.net/v2/purchasereceipt?pageNumber=1&pageSize=100");',
  },
};
