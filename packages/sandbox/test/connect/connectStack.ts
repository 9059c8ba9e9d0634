import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../src/start.ts';
import { openHttpBrowser, type HttpBrowser, type Page } from './httpBrowser.ts';

export const HANDEL = '11111111-1111-4111-8111-111111111101';
export const SERVICE = '11111111-1111-4111-8111-111111111102';
export const GRUPPEN = '11111111-1111-4111-8111-111111111100';
export const SYDHAV = '22222222-2222-4222-8222-222222222201';
export const CALLBACK = 'http://localhost:3000/callback';

export const KARI = 'kari@nordfjord.example';
export const OLA = 'ola@nordfjord.example';
export const EVA = 'eva@nordfjord.example';

/** A sandbox in memory on a free port with few items. */
export function aSandbox(options: Partial<SandboxOptions> = {}): Promise<Sandbox> {
  return startSandbox({ port: 0, store: 'memory:', items: 20, ...options });
}

export interface SignInPlan {
  readonly username?: string;
  /** Chosen in the picker when it comes. */
  readonly tenantId?: string;
  readonly scope?: string;
  readonly decision?: 'accept' | 'deny';
  /** Further or other parameters of the authorization request; undefined leaves one out. */
  readonly parameters?: Readonly<Record<string, string | undefined>>;
  readonly browser?: HttpBrowser;
}

export interface SignedIn {
  readonly page: Page;
  readonly browser: HttpBrowser;
  readonly verifier: string;
  /** The parameters of the authorization response. */
  readonly response: URLSearchParams;
}

export const SCOPE = 'openid profile email tenants offline_access vismanet_erp_interactive_api:read';

/** The address of an authorization request as the seeded Web application sends it. */
export function authorizeUrl(
  sandbox: Sandbox,
  challenge: string,
  parameters: Readonly<Record<string, string | undefined>> = {},
): string {
  const address = new URL('/connect/authorize', sandbox.url);
  const all = {
    client_id: sandbox.webApplication.clientId,
    response_type: 'code',
    redirect_uri: CALLBACK,
    scope: SCOPE,
    state: 'the-state',
    nonce: 'the-nonce',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...parameters,
  };
  for (const [name, value] of Object.entries(all)) if (typeof value === 'string') address.searchParams.set(name, value);
  return address.href;
}

export function aVerifier(): { verifier: string; challenge: string } {
  const verifier = randomBytes(32).toString('base64url');
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}

/** Signs a person in: each page that comes is answered, until the browser is sent back to the application. */
export async function signIn(sandbox: Sandbox, plan: SignInPlan = {}): Promise<SignedIn> {
  const { username = KARI, tenantId = HANDEL, decision = 'accept', scope = SCOPE } = plan;
  const browser = plan.browser ?? openHttpBrowser(sandbox.url);
  const { verifier, challenge } = aVerifier();
  let page = await browser.visit(authorizeUrl(sandbox, challenge, { scope, ...plan.parameters }));
  if (page.html.includes('login-form'))
    page = await browser.submit(page, 'login-form', { username, password: 'sandbox' });
  if (page.html.includes('tenant-picker')) page = await browser.submit(page, 'tenant-picker', { tenant_id: tenantId });
  if (page.html.includes('consent-form')) page = await browser.submit(page, 'consent-form', { decision });
  const response = page.location === undefined ? new URLSearchParams() : new URL(page.location).searchParams;
  return { page, browser, verifier, response };
}

const tokenAnswer = z.object({
  access_token: z.string(),
  id_token: z.string().optional(),
  refresh_token: z.string().optional(),
  expires_in: z.number(),
  token_type: z.string(),
  scope: z.string(),
});

export type Tokens = z.infer<typeof tokenAnswer>;

export interface JsonAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

/** Posts a form with the Web application's credentials in the body, unless the fields say otherwise. */
export async function post(
  sandbox: Sandbox,
  path: string,
  fields: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<JsonAnswer> {
  const { clientId, clientSecret } = sandbox.webApplication;
  const credentials = headers.authorization ? {} : { client_id: clientId, client_secret: clientSecret };
  const body = new URLSearchParams({ ...credentials, ...fields });
  const response = await fetch(new URL(path, sandbox.url), { method: 'POST', body, headers });
  const text = await response.text();
  const parsed: unknown = text === '' ? {} : JSON.parse(text);
  return { status: response.status, headers: response.headers, body: z.record(z.string(), z.unknown()).parse(parsed) };
}

export function exchange(
  sandbox: Sandbox,
  { response, verifier }: SignedIn,
  redirectUri = CALLBACK,
): Promise<JsonAnswer> {
  const code = response.get('code') ?? '';
  return post(sandbox, '/connect/token', {
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirectUri,
    code_verifier: verifier,
  });
}

/** Signs a person in and exchanges the code. */
export async function tokensOf(sandbox: Sandbox, plan: SignInPlan = {}): Promise<Tokens> {
  const answer = await exchange(sandbox, await signIn(sandbox, plan));
  return tokenAnswer.parse(answer.body);
}

export function refresh(sandbox: Sandbox, refreshToken = ''): Promise<JsonAnswer> {
  return post(sandbox, '/connect/token', { grant_type: 'refresh_token', refresh_token: refreshToken });
}

export function basic({ clientId, clientSecret }: { clientId: string; clientSecret: string }): string {
  return `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
}
