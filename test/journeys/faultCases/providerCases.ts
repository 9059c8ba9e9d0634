import { expect } from '@jest/globals';
import { createServiceClient } from 'visma-net-client';
import { HANDEL, startSecondApp } from '../../support/startStack.ts';
import { openWebBrowser } from '../../support/webBrowser.ts';
import type { FaultCase, FaultCases } from './faultStage.ts';
import { each, refuses, signsIn } from './signInCases.ts';

/** An app that has not asked Visma Connect yet refuses the sign-in, stays up, and signs in once the fault is gone. */
const keepsFromConnect =
  (code: string | undefined): FaultCase =>
  async (stage, name) => {
    const app = await startSecondApp(stage.stack, { patienceMs: stage.patienceMs });
    const browser = openWebBrowser();
    const login = () => browser.open(new URL('/login', app.url).href, { follow: () => false });
    try {
      await stage.arm(name);
      const answer = await login();
      expect(answer.errorCode).toBe(code);
      expect((await browser.open(app.url)).status).toBe(200);
      await stage.mend();
      expect((await login()).headers.get('location')).toContain(`${stage.stack.sandbox.url}/connect/authorize?`);
    } finally {
      await app.stop();
    }
  };

/** The app has to fetch keys, because a new one signs. */
const afterRotation =
  (answer: FaultCase): FaultCase =>
  async (stage, name) => {
    for (const step of ['publish', 'sign', 'retire']) await stage.control('POST', 'keys', { step });
    await answer(stage, name);
  };

/** What the app answers when it cannot read what Visma Connect says about itself, and to what only services meet. */
export const PROVIDER_CASES: FaultCases = {
  discovery_slow: keepsFromConnect(undefined),
  ...each(
    [
      ...(['discovery_hangs', 'discovery_reset', 'discovery_truncated', 'discovery_oversized'] as const),
      ...(['discovery_500', 'discovery_503', 'discovery_html', 'discovery_not_json'] as const),
      ...(['discovery_null', 'discovery_no_body'] as const),
    ],
    keepsFromConnect('connect_unreachable'),
  ),
  ...each(['discovery_wrong_issuer', 'discovery_without_endpoints'], keepsFromConnect('client_misconfigured')),
  jwks_slow: afterRotation(signsIn),
  ...each(
    [
      ...(['jwks_hangs', 'jwks_reset', 'jwks_truncated', 'jwks_oversized', 'jwks_500', 'jwks_503'] as const),
      ...(['jwks_html', 'jwks_not_json', 'jwks_null', 'jwks_no_body'] as const),
    ],
    afterRotation(refuses('connect_unreachable')),
  ),
  jwks_empty: afterRotation(refuses('id_token_invalid')),
  introspection_500: async (stage, name) => {
    await signsIn(stage, name);
    const asked = JSON.stringify(await stage.control('GET', 'requests'));
    expect(asked).not.toContain('/connect/introspect');
  },
  grant_withdrawn: async ({ arm, mend, stack: { sandbox, clock } }, name) => {
    const { url, serviceApplication } = sandbox;
    const addresses = { issuer: url, erpUrl: url, salesOrderUrl: url };
    const client = createServiceClient({ ...addresses, ...serviceApplication, now: clock.now });
    try {
      await arm(name);
      await expect(client.token(HANDEL)).rejects.toMatchObject({ system: 'connect', providerError: 'invalid_tenant' });
      await mend();
      await expect(client.token(HANDEL)).resolves.toMatchObject({ tenantId: HANDEL });
    } finally {
      await client.close();
    }
  },
};
