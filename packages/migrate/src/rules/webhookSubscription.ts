import { oldAddress } from '../codeWords.ts';
import type { Rule } from '../rule.ts';

/** Webhook subscriptions made through the API. */
export const webhookSubscription: Rule = {
  id: 'webhook-subscription',
  title: 'Webhook subscription through the API',
  step: 'consent',
  guide: 'Not in the guide; changed on 30 April 2025',
  severity: 'error',
  certainty: 'certain',
  kind: 'address',
  alone: ["'/API/resources/v1/subscription'"],
  words: /resources\/v\d\/subscription/i,
  patterns: { any: [{ find: oldAddress(String.raw`resources\/v\d\/subscriptions?\b`) }] },
  why: 'Since 30 April 2025 subscriptions are managed in the Developer Portal only; the endpoint is gone. Addresses must be https, and each tenant has to approve the webhook scopes.',
  replacement:
    'Remove the call. Set the subscription up in the Developer Portal under Webhooks, and check the HMAC-SHA256 signature over the body of each delivery.',
  examples: {
    curl: 'expected=$(openssl dgst -sha256 -hmac "$WEBHOOK_SECRET" -binary body.json | base64)',
    csharp: 'var expected = HMACSHA256.HashData(secret, body); // compare with CryptographicOperations.FixedTimeEquals',
    javascript: "const expected = createHmac('sha256', secret).update(body).digest(); // compare with timingSafeEqual",
    python: 'expected = hmac.new(secret, body, hashlib.sha256).digest()  # compare with hmac.compare_digest',
    php: "$expected = base64_encode(hash_hmac('sha256', $body, $secret, true)); // compare with hash_equals",
    java: 'mac.init(new SecretKeySpec(secret, "HmacSHA256")); var expected = mac.doFinal(body); // compare with MessageDigest.isEqual',
  },
};
