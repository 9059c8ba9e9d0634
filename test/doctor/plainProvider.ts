import type { ServerResponse } from 'node:http';
import type { Environment } from '../../src/config.ts';
import { serve } from '../support/serve.ts';
import { freePort } from '../support/freePort.ts';
import { inFolder, STRONG } from './visit.ts';

type Json = Readonly<Record<string, unknown>>;
export type Answer = (res: ServerResponse, url: URL) => void;

/** A provider and both APIs on one origin, in good health until a path is told to answer otherwise. */
export interface PlainProvider {
  readonly url: string;
  /** By path: what is said in place of the healthy answer. */
  readonly instead: Map<string, Answer>;
  /** Changes the healthy metadata. */
  metadata: (healthy: Json) => Json;
}

export const json =
  (body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Answer =>
  (res) =>
    void res.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));

export async function startPlainProvider(): Promise<PlainProvider> {
  const { url } = await serve((req, res) => {
    const asked = new URL(req.url ?? '/', url);
    req.resume();
    const answer = provider.instead.get(asked.pathname) ?? healthy.get(asked.pathname) ?? json({}, 404);
    answer(res, asked);
  });
  const provider: PlainProvider = { url, instead: new Map(), metadata: (same) => same };
  const healthy = new Map<string, Answer>([
    ['/.well-known/openid-configuration', (res, asked) => json(provider.metadata(metadataOf(url)))(res, asked)],
    ['/keys', json({ keys: [{ kty: 'RSA', use: 'sig', alg: 'RS256', kid: '1', n: 'AQAB', e: 'AQAB' }] })],
    ['/authorize', toldThatNobodyIsThere],
    ['/token', json({ error: 'invalid_grant' }, 400)],
    ['/v1/inventory', json({ message: 'no token' }, 401)],
    ['/api/v3/SalesOrders', json({}, 401)],
  ]);
  return provider;
}

function toldThatNobodyIsThere(res: ServerResponse, { searchParams }: URL): void {
  const back = new URL(searchParams.get('redirect_uri') ?? '');
  back.searchParams.set('error', 'login_required');
  res.writeHead(303, { location: back.href }).end();
}

function metadataOf(url: string): Json {
  return {
    issuer: url,
    authorization_endpoint: `${url}/authorize`,
    token_endpoint: `${url}/token`,
    jwks_uri: `${url}/keys`,
    userinfo_endpoint: `${url}/userinfo`,
    end_session_endpoint: `${url}/endsession`,
    revocation_endpoint: `${url}/revocation`,
    response_types_supported: ['code'],
    response_modes_supported: ['query', 'form_post'],
    grant_types_supported: ['authorization_code', 'refresh_token'],
    code_challenge_methods_supported: ['S256'],
    token_endpoint_auth_methods_supported: ['client_secret_basic'],
    id_token_signing_alg_values_supported: ['RS256'],
  };
}

/** Variables for this provider; the application does not run. */
export async function envOf(url: string): Promise<Environment> {
  return {
    PORT: String(await freePort()),
    VISMA_CONNECT_URL: url,
    VISMA_CLIENT_ID: 'isv_test',
    VISMA_CLIENT_SECRET: 'a-client-secret-of-the-tests',
    VISMA_ERP_URL: url,
    VISMA_SALES_ORDER_URL: url,
    SESSION_SECRET: STRONG,
    STORE_URL: `sqlite:${inFolder('app.db')}`,
  };
}
