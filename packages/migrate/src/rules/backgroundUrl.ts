import type { Rule } from '../rule.ts';

/** An address in the header of the background API. */
export const backgroundUrl: Rule = {
  id: 'background-url',
  title: 'Address in erp-api-background',
  step: 'api-calls',
  guide: 'Not in the guide; changed on 30 April 2025',
  severity: 'error',
  certainty: 'certain',
  alone: ["{ 'erp-api-background': 'https://a.example' }"],
  words: /erp-api-background/i,
  patterns: {
    any: [{ find: /(?<at>erp-api-background)['"]?\]?\s*(?:=>|[:,=])\s*(?:[$@f]?['"`]\s*|[$@f]\s*)?https?:\/\//gi }],
  },
  why: 'Since 30 April 2025 the header takes no address any more.',
  replacement:
    'Send none or subscription, and subscribe to BACKGROUND_API_RESPONSE in the Developer Portal. Calls longer than four minutes must run in the background.',
  examples: {
    curl: 'curl -H "erp-api-background: subscription" …',
    csharp: 'request.Headers.Add("erp-api-background", "subscription");',
    javascript: "headers['erp-api-background'] = 'subscription';",
    python: 'headers["erp-api-background"] = "subscription"',
    php: "$headers['erp-api-background'] = 'subscription';",
    java: 'builder.header("erp-api-background", "subscription");',
  },
};
