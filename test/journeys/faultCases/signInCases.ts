import { expect } from '@jest/globals';
import type { FaultName } from '../../../packages/sandbox/src/faults.ts';
import { GRUPPEN, HANDEL, KARI, SERVICE } from '../../support/startStack.ts';
import {
  ACCOUNT,
  beginSignIn,
  expectRefused,
  INVENTORY,
  signInLinkOf,
  TOKEN_SECONDS,
  type FaultCase,
  type FaultCases,
} from './faultStage.ts';

/** The sign-in ends on the page of this refusal; the way back that the page offers works once the fault is gone. */
export const refuses =
  (code: string): FaultCase =>
  async (stage, name) => {
    await stage.arm(name);
    const outcome = await stage.signIn();
    await expectRefused(stage, outcome, code);
    await stage.mend();
    await stage.signIn({ browser: outcome.browser, path: signInLinkOf(outcome.page) });
    expect(await stage.isSignedIn(outcome.browser)).toBe(true);
  };

/** The sign-in succeeds in spite of it. */
export const signsIn: FaultCase = async (stage, name) => {
  await stage.arm(name);
  const { page } = await stage.signIn();
  expect([page.url, page.status]).toEqual([stage.at(ACCOUNT), 200]);
};

/** The same answer to each of these faults. */
export function each(names: readonly FaultName[], answer: FaultCase): FaultCases {
  return Object.fromEntries(names.map((name) => [name, answer]));
}

/** The browser does not come back from Visma Connect; a second try in it works once the fault is gone. */
const strands: FaultCase = async (stage, name) => {
  await stage.arm(name);
  const { browser, authorize } = await beginSignIn(stage);
  const patience = AbortSignal.timeout(100);
  const stranded = await fetch(authorize, { signal: patience }).then(
    (answer) => answer.url.startsWith(stage.stack.sandbox.url),
    () => true,
  );
  expect(stranded).toBe(true);
  expect(await stage.isSignedIn(browser)).toBe(false);
  await stage.mend();
  await stage.signIn({ browser });
  expect(await stage.isSignedIn(browser)).toBe(true);
};

/** Signed in, but the ERP takes no such token: its own page, and never a sign-in by itself, which would go round. */
const isNotTakenByTheErp: FaultCase = async (stage, name) => {
  await stage.arm(name);
  const { browser } = await stage.signIn();
  const refused = await browser.open(stage.at(INVENTORY));
  expect([refused.status, refused.errorCode, refused.way]).toEqual([403, 'company_not_allowed', [stage.at(INVENTORY)]]);
  expect(await stage.isSignedIn(browser)).toBe(true);
};

/** Differences of up to half a minute between the clocks are overlooked. */
const skewed =
  (farther: FaultCase): FaultCase =>
  async (stage, name) => {
    await stage.control('PUT', 'settings', { faultSkewSeconds: 25 });
    await signsIn(stage, name);
    await stage.control('PUT', 'settings', { faultSkewSeconds: 120 });
    await farther(stage, name);
    await stage.control('PUT', 'settings', { faultSkewSeconds: 30 });
  };

const AUTHORIZE: FaultCases = {
  ...each(['authorize_access_denied', 'authorize_code_and_error'], refuses('access_denied')),
  ...each(
    ['authorize_login_required', 'authorize_interaction_required', 'authorize_account_selection_required'],
    refuses('login_required'),
  ),
  authorize_consent_required: refuses('consent_required'),
  ...each(['authorize_temporarily_unavailable', 'authorize_server_error'], refuses('connect_unreachable')),
  ...each(
    ['authorize_unmet_authentication_requirements', 'authorize_wrong_code', 'authorize_huge_parameters'],
    refuses('sign_in_refused'),
  ),
  ...each(
    ['authorize_invalid_request', 'authorize_invalid_scope', 'authorize_unauthorized_client'],
    refuses('client_misconfigured'),
  ),
  ...each(
    ['authorize_error_page', 'authorize_hangs', 'authorize_reset', 'authorize_500', 'authorize_503', 'authorize_html'],
    strands,
  ),
  authorize_slow: signsIn,
  ...each(['authorize_wrong_iss', 'authorize_missing_iss'], refuses('issuer_mismatch')),
  authorize_wrong_state: refuses('attempt_unknown'),
  ...each(
    [
      ...(['authorize_repeated_iss', 'authorize_repeated_state', 'authorize_repeated_code'] as const),
      ...(['authorize_missing_state', 'authorize_no_code'] as const),
    ],
    refuses('callback_invalid'),
  ),
  authorize_other_company: async (stage, name) => {
    await stage.arm(name);
    const path = `/login?tenant=${HANDEL}&return_to=${INVENTORY}`;
    const { browser, page } = await stage.signIn({ username: KARI, path });
    expect(page.url).toBe(stage.at(`/companies?asked=${HANDEL}`));
    expect(page.html).toContain('Nordfjord Service AS');
    expect((await browser.open(stage.at(INVENTORY))).errorCode).toBe('company_not_connected');
    expect((await browser.open(stage.at(`/companies/${SERVICE}/inventory`))).status).toBe(200);
  },
};

const TOKEN_ENDPOINT: FaultCases = {
  token_endpoint_slow: signsIn,
  ...each(
    [
      ...(['token_endpoint_hangs', 'token_endpoint_reset', 'token_endpoint_truncated'] as const),
      ...(['token_endpoint_oversized', 'token_endpoint_500', 'token_endpoint_503', 'token_endpoint_429'] as const),
      ...(['token_endpoint_temporarily_unavailable', 'token_endpoint_redirect'] as const),
    ],
    refuses('connect_unreachable'),
  ),
  ...each(
    [
      ...(['token_endpoint_html', 'token_endpoint_not_json', 'token_endpoint_null', 'token_endpoint_no_body'] as const),
      ...(['token_type_not_bearer', 'token_without_access_token', 'token_without_id_token'] as const),
    ],
    refuses('token_response_invalid'),
  ),
  ...each(
    [
      ...(['token_endpoint_invalid_request', 'token_endpoint_invalid_client', 'token_endpoint_401'] as const),
      ...(['token_endpoint_unauthorized_client', 'token_endpoint_unsupported_grant_type'] as const),
      'token_endpoint_invalid_scope',
    ],
    refuses('client_misconfigured'),
  ),
  token_endpoint_invalid_grant: refuses('sign_in_refused'),
  ...each(['token_endpoint_invalid_tenant', 'role_missing'], refuses('invalid_tenant')),
  ...each(['token_without_expires_in', 'token_expires_in_text', 'token_narrower_scope'], signsIn),
  token_without_refresh_token: async (stage, name) => {
    await stage.arm(name);
    const { browser } = await stage.signIn();
    stage.stack.clock.advance(TOKEN_SECONDS - 60);
    expect((await browser.open(stage.at(INVENTORY))).status).toBe(200);
    stage.stack.clock.advance(60);
    expect((await browser.open(stage.at(INVENTORY))).errorCode).toBe('sign_in_again');
  },
};

const ACCESS_TOKEN: FaultCases = {
  ...each(['access_token_expired', 'access_token_without_tenant', 'access_token_opaque'], isNotTakenByTheErp),
  access_token_customer_tenant: async (stage, name) => {
    await stage.arm(name);
    const { browser, page } = await stage.signIn({ path: '/login' });
    expect(new URL(page.url).pathname).toBe(`/companies/${GRUPPEN}`);
    const inventory = await browser.open(stage.at(`/companies/${GRUPPEN}/inventory`));
    expect([inventory.status, inventory.errorCode]).toEqual([403, 'company_not_allowed']);
    expect(await stage.isSignedIn(browser)).toBe(true);
  },
};

const ID_TOKEN: FaultCases = {
  ...each(
    [
      ...(['id_token_wrong_iss', 'id_token_wrong_aud', 'id_token_several_aud', 'id_token_wrong_azp'] as const),
      ...(['id_token_wrong_nonce', 'id_token_missing_nonce', 'id_token_missing_iss', 'id_token_missing_sub'] as const),
      ...(['id_token_missing_iat', 'id_token_missing_exp', 'id_token_missing_aud', 'id_token_expired'] as const),
      ...(['id_token_from_the_future', 'id_token_wrong_at_hash', 'id_token_alg_none', 'id_token_wrong_alg'] as const),
      ...(['id_token_wrong_signature', 'id_token_unknown_kid'] as const),
    ],
    refuses('id_token_invalid'),
  ),
  id_token_not_a_jwt: refuses('token_response_invalid'),
  ...each(
    ['id_token_missing_sid', 'id_token_without_kid', 'id_token_without_kid_several_keys', 'keys_rotated'],
    signsIn,
  ),
  clock_skew_ahead: skewed(refuses('id_token_invalid')),
  clock_skew_behind: skewed(signsIn),
};

const USERINFO: FaultCases = {
  ...each(
    [
      ...(['userinfo_slow', 'userinfo_hangs', 'userinfo_reset', 'userinfo_truncated', 'userinfo_oversized'] as const),
      ...(['userinfo_500', 'userinfo_503', 'userinfo_html', 'userinfo_not_json', 'userinfo_null'] as const),
      ...(['userinfo_no_body', 'userinfo_401', 'userinfo_missing_sub'] as const),
    ],
    signsIn,
  ),
  userinfo_wrong_sub: refuses('userinfo_mismatch'),
};

/** What the app answers to what goes wrong while somebody signs in. */
export const SIGN_IN_CASES: FaultCases = { ...AUTHORIZE, ...TOKEN_ENDPOINT, ...ACCESS_TOKEN, ...ID_TOKEN, ...USERINFO };
