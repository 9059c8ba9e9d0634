import { CALL_WORDS } from '../operations/calls.ts';
import { callsThat } from '../operations/endings.ts';
import type { Rule } from '../rule.ts';

/** Operations that live, and are marked as going to end. */
export const deprecatedOperation: Rule = {
  id: 'deprecated-operation',
  title: 'Deprecated operation',
  step: 'api-calls',
  guide: 'Rewrite the API-calls; the guide knows no endings',
  severity: 'warning',
  certainty: 'likely',
  words: CALL_WORDS,
  patterns: {},
  detect: (view) => callsThat(view, ({ life }) => life.kind === 'deprecated', true),
  why: 'The description of the API marks the operation as deprecated: it works, without a date for its end.',
  replacement: 'Where the call is rewritten anyway, take the operation that is not deprecated.',
  examples: {
    curl: 'curl -X POST -H "Authorization: Bearer $ACCESS_TOKEN" https://api.finance.visma.net/v2/customerinvoice …',
    csharp: 'await http.PostAsJsonAsync("https://api.finance.visma.net/v2/customerinvoice", invoice);',
    javascript: "await fetch('https://api.finance.visma.net/v2/customerinvoice', { method: 'POST', headers, body });",
    python:
      'requests.post("https://api.finance.visma.net/v2/customerinvoice", json=invoice, headers=headers, timeout=60)',
    php: "$http->post('https://api.finance.visma.net/v2/customerinvoice', ['json' => $invoice]);",
    java: 'restClient.post().uri("https://api.finance.visma.net/v2/customerinvoice").body(invoice)',
  },
};
