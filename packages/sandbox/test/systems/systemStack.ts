import type { Sandbox } from '../../src/start.ts';
import { basic, post, type JsonAnswer } from '../connect/connectStack.ts';
import { openHttpBrowser, type HttpBrowser, type Page } from '../connect/httpBrowser.ts';

export interface Visitor {
  readonly browser: HttpBrowser;
  readonly page: Page;
}

/** Opens a page of Visma's own systems as one of the seeded people. */
export async function visitAs(sandbox: Sandbox, username: string, path: string): Promise<Visitor> {
  const browser = openHttpBrowser(sandbox.url);
  const login = await browser.visit(`${sandbox.url}${path}`);
  return { browser, page: await browser.submit(login, 'login-form', { username, password: 'sandbox' }) };
}

/** Calls the control API with the admin token, and answers what it says. @throws Error when it refuses */
export async function control(sandbox: Sandbox, method: string, path: string, body?: object): Promise<unknown> {
  const response = await fetch(`${sandbox.url}/sandbox/api/${path}`, {
    method,
    headers: { authorization: `Bearer ${sandbox.adminToken}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
  return response.json();
}

export interface ServiceCall {
  readonly tenantId: string;
  readonly scope?: string;
  readonly application?: { readonly clientId: string; readonly clientSecret: string };
}

/** Asks for a token of an application itself, the seeded one unless told. */
export function askServiceToken(sandbox: Sandbox, { tenantId, scope, application }: ServiceCall): Promise<JsonAnswer> {
  const fields = { grant_type: 'client_credentials', tenant_id: tenantId, ...(scope === undefined ? {} : { scope }) };
  return post(sandbox, '/connect/token', fields, { authorization: basic(application ?? sandbox.serviceApplication) });
}

/** What a page says, without its markup. */
export function textOf({ html }: Page): string {
  return html
    .replace(/<script[\s\S]*?<\/script>/g, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ');
}
