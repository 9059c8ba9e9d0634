import { callsThat } from '../operations/endings.ts';
import type { Rule } from '../rule.ts';

/** The reads of purchase receipts that ended. */
export const purchaseReceiptV1: Rule = {
  id: 'purchase-receipt-v1',
  title: 'Reading purchase receipts, version 1',
  step: 'api-calls',
  guide: 'Rewrite the API-calls; ended on 15 September 2026',
  severity: 'error',
  certainty: 'likely',
  kind: 'address',
  words: /purchasereceipt/i,
  patterns: {},
  detect: (view) => callsThat(view, ({ life, path }) => life.kind === 'ended' && /^\/v1\/purchasereceipt/i.test(path)),
  why: 'Reading PurchaseReceipt and PurchaseReceiptBasic by version 1 ended on 15 September 2026. Writing, actions, printing and attachments stay on version 1; version 2 has nothing but reads.',
  replacement: 'Read from https://api.finance.visma.net/v2/PurchaseReceipt, and leave the writes.',
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
