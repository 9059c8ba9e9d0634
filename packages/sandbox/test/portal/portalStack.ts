import type { Sandbox } from '../../src/start.ts';
import { aVerifier, post, type JsonAnswer } from '../connect/connectStack.ts';
import { openHttpBrowser, type Fields, type HttpBrowser, type Page } from '../connect/httpBrowser.ts';
import { visitAs, textOf } from '../systems/systemStack.ts';

export const DEV = 'dev@isv.example';
export const NEW = 'new@isv.example';

export const INTERACTIVE = 'vismanet_erp_interactive_api';
export const SERVICE_API = 'vismanet_erp_service_api';

/** A developer at the portal. */
export interface Developer {
  /** Opens a page below /portal. */
  readonly open: (path: string) => Promise<Page>;
  /** Opens a page and sends one of its forms. */
  readonly send: (path: string, form: string, fields?: Fields) => Promise<Page>;
  readonly browser: HttpBrowser;
}

/** Signs a developer in. */
export async function aDeveloper(sandbox: Sandbox, username = DEV): Promise<Developer> {
  const { browser } = await visitAs(sandbox, username, '/portal');
  const open = (path: string): Promise<Page> => browser.visit(`${sandbox.url}/portal${path}`);
  return { browser, open, send: async (path, form, fields) => browser.submit(await open(path), form, fields) };
}

/** A person who has accepted and registered a company. */
export async function aNewTeam(sandbox: Sandbox, organisationNumber = '987654321'): Promise<Developer> {
  const developer = await aDeveloper(sandbox, NEW);
  await developer.send('/welcome', 'profile-form');
  await developer.send('/onboarding', 'onboarding-form', { ...COMPANY, organisationNumber });
  return developer;
}

export const COMPANY = { name: 'Fjordware AS', organisationNumber: '987654321', country: 'NO', website: '' };

/** Everything that a form of this type asks for. */
export function fieldsFor(type: string, change: Fields = {}): Fields {
  const known = { name: `My ${type}`, clientId: `isv_my_${type}`, description: 'Shows stock', tokenMinutes: '60' };
  const signsIn = { openIdConnect: 'on', redirectUris: 'https://app.example/callback' };
  const web = {
    ...signsIn,
    pkce: 'on',
    initiateLoginUris: 'https://app.example/initiate-login',
    frontChannelLogoutUris: 'https://app.example/frontchannel-logout',
  };
  const byType: Readonly<Record<string, Fields>> = { web, native: signsIn, spa: signsIn };
  return { ...known, ...byType[type], ...change };
}

/** Saves a draft and creates it. Answers the Details tab. */
export async function register(developer: Developer, type: string, change: Fields = {}): Promise<Page> {
  const fields = fieldsFor(type, change);
  const draft = await developer.send(`/applications/new/${type}`, 'application-form', fields);
  return developer.browser.submit(draft, 'application-form', { ...fields, action: 'create' });
}

/** Takes the three screens of a new integration. Answers the tab. */
export function integrate(
  developer: Developer,
  clientId: string,
  api: string,
  scope: readonly string[],
): Promise<Page> {
  const query = new URLSearchParams([['api', api], ...scope.map((one): [string, string] => ['scope', one])]);
  const fields = { api, scope, description: 'Shows stock' };
  return developer.send(
    `/applications/${clientId}/integrations/new/summary?${query.toString()}`,
    'summary-form',
    fields,
  );
}

/** Plays the Visma team for every request that waits. */
export async function approveAll(developer: Developer, decision = 'approve'): Promise<void> {
  let page = await developer.open('/approvals');
  while (page.html.includes('approval-request'))
    page = await developer.browser.submit(page, 'name="decision"', { decision });
}

/** Makes a secret and reads it, the only time that it can be read. */
export async function aSecret(developer: Developer, clientId: string): Promise<string> {
  const page = await developer.send(`/applications/${clientId}/credentials`, 'secret-form', {
    description: 'A server',
  });
  return /data-testid="new-client-secret"><code>([^<]*)</.exec(page.html)?.[1] ?? '';
}

/** A Web application with one approved API and a secret. */
export async function aReadyWeb(
  developer: Developer,
  change: Fields = {},
): Promise<{ clientId: string; clientSecret: string }> {
  await register(developer, 'web', change);
  await integrate(developer, 'isv_my_web', INTERACTIVE, [`${INTERACTIVE}:read`]);
  await approveAll(developer);
  return { clientId: 'isv_my_web', clientSecret: await aSecret(developer, 'isv_my_web') };
}

export interface Asked {
  readonly clientId: string;
  readonly redirectUri?: string;
  readonly scope?: string;
  readonly username?: string;
  readonly parameters?: Readonly<Record<string, string>>;
}

export interface Answered {
  /** Connect's error page, or the page the application would be called with. */
  readonly page: Page;
  /** What the application is told. */
  readonly response: URLSearchParams;
  /** Exchanges the code as the application. */
  readonly exchange: (clientSecret?: string, headers?: Readonly<Record<string, string>>) => Promise<JsonAnswer>;
}

/** Lets somebody sign in to a registered application at Connect, to Nordfjord Handel AS. */
export async function signInTo(sandbox: Sandbox, asked: Asked): Promise<Answered> {
  const { clientId, redirectUri = 'https://app.example/callback', scope = `openid ${INTERACTIVE}:read` } = asked;
  const { verifier, challenge } = aVerifier();
  const query = new URLSearchParams({
    client_id: clientId,
    redirect_uri: redirectUri,
    scope,
    response_type: 'code',
    state: 's',
    nonce: 'n',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...asked.parameters,
  });
  const browser = openHttpBrowser(sandbox.url);
  let page = await browser.visit(`${sandbox.url}/connect/authorize?${query.toString()}`);
  const person = { username: asked.username ?? 'ola@nordfjord.example', password: 'sandbox' };
  if (page.html.includes('login-form')) page = await browser.submit(page, 'login-form', person);
  if (page.html.includes('consent-form')) page = await browser.submit(page, 'consent-form', { decision: 'accept' });
  const response = page.location === undefined ? new URLSearchParams() : new URL(page.location).searchParams;
  const exchange = (clientSecret?: string, headers = {}): Promise<JsonAnswer> => {
    const code = response.get('code') ?? '';
    const fields = { grant_type: 'authorization_code', client_id: clientId, client_secret: clientSecret ?? '' };
    return post(
      sandbox,
      '/connect/token',
      { ...fields, code, redirect_uri: redirectUri, code_verifier: verifier },
      headers,
    );
  };
  return { page, response, exchange };
}

/** The errors that a form shows at its fields: name of the field → words. */
export function errorsOf({ html }: Page): Record<string, string> {
  const found = html.matchAll(/<p class="error" id="error-([\w-]+)">([^<]*)</g);
  return Object.fromEntries([...found].map(([, name = '', words = '']) => [name, words]));
}

export { textOf };
