import { CALL_WORDS } from '../operations/calls.ts';
import { callsThat } from '../operations/endings.ts';
import type { Rule } from '../rule.ts';

/** Operations that were removed, those aside that have a rule of their own. */
export const endedOperation: Rule = {
  id: 'ended-operation',
  title: 'Operation that was removed',
  step: 'api-calls',
  guide: 'Rewrite the API-calls; the guide knows no endings',
  severity: 'error',
  certainty: 'likely',
  words: CALL_WORDS,
  patterns: {},
  detect: (view) =>
    callsThat(view, ({ life, path }) => life.kind === 'ended' && !/^\/v\d\/(?:salesorder|purchasereceipt)/i.test(path)),
  why: 'The API has no such operation any more.',
  replacement: 'Call the operation that took its place, and compare what it asks for and answers.',
  examples: {
    curl: 'curl -H "Authorization: Bearer $ACCESS_TOKEN" "https://api.finance.visma.net/v2/journaltransaction?pageNumber=1&pageSize=100"',
    csharp:
      'var batches = await http.GetAsync("https://api.finance.visma.net/v2/journaltransaction?pageNumber=1&pageSize=100");',
    javascript:
      "const answer = await fetch('https://api.finance.visma.net/v2/journaltransaction?pageNumber=1&pageSize=100', { headers });",
    python:
      'requests.get("https://api.finance.visma.net/v2/journaltransaction", params={"pageNumber": 1, "pageSize": 100}, timeout=60)',
    php: "$http->get('https://api.finance.visma.net/v2/journaltransaction', ['query' => ['pageNumber' => 1, 'pageSize' => 100]]);",
    java: 'URI.create("https://api.finance.visma.net/v2/journaltransaction?pageNumber=1&pageSize=100")',
  },
};
