import { describe, expect, test } from '@jest/globals';
import type { Express, Request } from 'express';
import request from 'supertest';
import { AppError, type ErrorCode } from '../../../src/errors.ts';
import { ERROR_TABLE } from '../../../src/web/errors/errorTable.ts';
import { aSignedInPerson, pageApp } from '../../support/pageApp.ts';

/*
 * Every page of the error table while its cause is still there: each way on is followed, and runs into the cause again
 * or does not. What a cause hits is written down here, apart from the table.
 */

const PAGE = '/companies/t1/customers/C1';
const CALLBACK = '/callback';

interface Cause {
  /** The request that is refused first. */
  readonly at: string;
  /** Whether it is there no more when the same is asked for a moment later, with nothing changed. */
  readonly passes: boolean;
  /** What else it hits while it is there. */
  readonly hits: (req: Request) => boolean;
}

const here = (req: Request) => req.path === PAGE;
const nowhere = () => false;
const signIns = (req: Request) => req.path === '/login';
/** The person whom Visma Connect knows is signed in again, unless it is told to ask. */
const ofThePerson = (req: Request) => signIns(req) && req.query.prompt !== 'select_account';
const ofTheCompany = (req: Request) =>
  req.path.startsWith('/companies/t1') || (signIns(req) && req.query.tenant === 't1' && ofThePerson(req));

const once = (at: string): Cause => ({ at, passes: true, hits: (req) => req.path === at });
const ofOneRequest = (at: string): Cause => ({ at, passes: false, hits: (req) => req.path === at });

const CAUSES: Readonly<Record<ErrorCode, Cause>> = {
  access_denied: { at: CALLBACK, passes: true, hits: nowhere },
  consent_required: { at: CALLBACK, passes: false, hits: (req) => signIns(req) && req.query.prompt === 'none' },
  login_required: { at: CALLBACK, passes: false, hits: (req) => signIns(req) && req.query.prompt === 'none' },
  no_company: { at: CALLBACK, passes: true, hits: ofThePerson },
  invalid_tenant: { at: CALLBACK, passes: true, hits: ofTheCompany },
  sign_in_refused: { at: CALLBACK, passes: true, hits: ofThePerson },
  attempt_unknown: ofOneRequest(CALLBACK),
  attempt_expired: ofOneRequest(CALLBACK),
  refusal_gone: ofOneRequest('/sign-in-refused/x'),
  callback_invalid: once(CALLBACK),
  issuer_mismatch: once(CALLBACK),
  id_token_invalid: { at: CALLBACK, passes: true, hits: signIns },
  userinfo_mismatch: { at: CALLBACK, passes: true, hits: signIns },
  token_response_invalid: { at: CALLBACK, passes: true, hits: signIns },
  initiate_login_invalid: ofOneRequest('/initiate-login'),
  other_person: { at: CALLBACK, passes: false, hits: (req) => signIns(req) && req.query.prompt === undefined },
  company_unnamed: { at: CALLBACK, passes: false, hits: signIns },
  client_misconfigured: { at: CALLBACK, passes: true, hits: signIns },
  connect_unreachable: { at: CALLBACK, passes: true, hits: signIns },
  session_required: { at: PAGE, passes: false, hits: here },
  sign_in_again: { at: PAGE, passes: false, hits: (req) => req.path.startsWith('/companies/t1') },
  company_not_connected: { at: PAGE, passes: false, hits: (req) => req.path.startsWith('/companies/t1') },
  step_up_required: { at: PAGE, passes: false, hits: here },
  company_not_allowed: { at: PAGE, passes: false, hits: ofTheCompany },
  erp_unauthorised: { at: PAGE, passes: false, hits: ofTheCompany },
  erp_forbidden: { at: PAGE, passes: false, hits: ofTheCompany },
  erp_not_found: { at: PAGE, passes: false, hits: here },
  erp_rejected: { at: PAGE, passes: false, hits: here },
  erp_conflict: { at: PAGE, passes: false, hits: here },
  erp_throttled: { at: PAGE, passes: true, hits: (req) => req.path.startsWith('/companies/t1') },
  erp_unavailable: { at: PAGE, passes: true, hits: (req) => req.path.startsWith('/companies/') },
  erp_nonsense: { at: PAGE, passes: true, hits: here },
  logout_token_invalid: ofOneRequest('/backchannel-logout'),
  not_found: { at: PAGE, passes: false, hits: here },
  bad_request: { at: PAGE, passes: false, hits: here },
  csrf: { at: PAGE, passes: false, hits: here },
  method_not_allowed: { at: PAGE, passes: false, hits: here },
  too_large: { at: PAGE, passes: false, hits: here },
  rate_limited: { at: '/login', passes: true, hits: signIns },
  store_unavailable: { at: PAGE, passes: true, hits: (req) => req.path !== '/health' },
  unexpected: { at: PAGE, passes: true, hits: here },
};

/** Everything is there, but for what the cause hits. */
function appWith(code: ErrorCode, signedIn: boolean): Express {
  const { at, hits } = CAUSES[code];
  return pageApp(
    (app) =>
      app.use((req, res) => {
        if (hits(req) || req.get('X-First') === at)
          throw new AppError(code, { tenantId: 't1', returnTo: at === PAGE ? undefined : PAGE });
        res.send('a page');
      }),
    { signedIn: signedIn ? aSignedInPerson() : undefined, baseUrl: 'http://app.test' },
  );
}

async function waysOnOf(code: ErrorCode, signedIn: boolean) {
  const app = appWith(code, signedIn);
  const { at } = CAUSES[code];
  const page = await request(app).get(at).set('X-First', at).set('Referer', 'http://app.test/companies/t1/customers');
  const actions = /<p class="actions">([^]*?)<\/p>/.exec(page.text)?.[1] ?? '';
  const links = [...actions.matchAll(/href="([^"]*)">([^<]*)</g)].map(([, href = '', label = '']) => ({
    href: href.replaceAll('&amp;', '&'),
    label,
  }));
  const followed = await Promise.all(
    links.map(async (link) => ({ ...link, leadsOn: (await request(app).get(link.href)).status === 200 })),
  );
  return { ways: followed, text: page.text };
}

/** Labels that promise another outcome of the same. */
const RETRY = /^(Try again|Start again|Try this company again)$/;

describe.each([true, false])('with the cause still there, signed in: %s', (signedIn) => {
  test.each(Object.keys(CAUSES) as ErrorCode[])('%s', async (code) => {
    const { passes } = CAUSES[code];
    const { ways } = await waysOnOf(code, signedIn);
    expect(new Set(ways.map(({ href }) => href)).size).toBe(ways.length);
    // Where nothing at all answers, waiting is the only way.
    if (code !== 'store_unavailable') expect(ways.filter(({ leadsOn }) => leadsOn)).not.toEqual([]);
    const vain = ways.filter(({ leadsOn, label }) => !leadsOn && RETRY.test(label));
    // A retry may meet the cause once more only where the cause can pass by itself.
    if (!passes) expect(vain).toEqual([]);
  });
});

test('the table is walked whole', () => {
  expect(Object.keys(CAUSES).toSorted()).toEqual(Object.keys(ERROR_TABLE).toSorted());
});

test.each(['company_not_allowed', 'erp_unauthorised', 'erp_forbidden'] as const)(
  'whoever may be the wrong one for it is named: %s',
  async (code) => {
    expect((await waysOnOf(code, true)).text).toContain('You are signed in as Kari Nordmann.');
    expect((await waysOnOf(code, false)).text).not.toContain('You are signed in');
  },
);

test('a refused sign-in names who is signed in still, and for which company; of nobody it says so', async () => {
  const signedIn = await waysOnOf('id_token_invalid', true);
  expect(signedIn.text).toContain('You are still signed in as Kari Nordmann, for Nordfjord Handel AS.');
  expect(signedIn.ways[0]).toMatchObject({ label: 'Go on as you are', leadsOn: true });
  const visitor = await waysOnOf('id_token_invalid', false);
  expect(visitor.text).toContain('Nobody was signed in, and nothing was kept.');
});

test('somebody without a company is named too', async () => {
  const app = pageApp(
    (server) =>
      server.get('/callback', () => {
        throw new AppError('access_denied');
      }),
    { signedIn: aSignedInPerson({ companies: {} }) },
  );
  expect((await request(app).get('/callback')).text).toContain('You are still signed in as Kari Nordmann.');
});
