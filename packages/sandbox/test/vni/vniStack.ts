import { z } from 'zod';
import type { Sandbox } from '../../src/start.ts';
import { basic, CALLBACK } from '../connect/connectStack.ts';
import { openHttpBrowser, type Page } from '../connect/httpBrowser.ts';

export const HANDEL_NUMBER = '2000101';
export const SERVICE_NUMBER = '2000102';
export const SYDHAV_NUMBER = '2000103';

/** The address of a sign-in in the form of VNI's time. */
export function vniAuthorizeUrl(sandbox: Sandbox, change: Readonly<Record<string, string | undefined>> = {}): string {
  const address = new URL('/API/resources/oauth/authorize', sandbox.url);
  const all: Record<string, string | undefined> = {
    response_type: 'code',
    client_id: sandbox.webApplication.clientId,
    scope: 'financialstasks',
    redirect_uri: CALLBACK,
    state: 'vni-state',
    ...change,
  };
  for (const [name, value] of Object.entries(all)) if (value !== undefined) address.searchParams.set(name, value);
  return address.href;
}

/** Signs a person in at VNI and answers the consent page. */
export async function vniSignIn(
  sandbox: Sandbox,
  username: string,
  decision: 'accept' | 'deny' = 'accept',
  url = vniAuthorizeUrl(sandbox),
): Promise<Page> {
  const browser = openHttpBrowser(sandbox.url);
  const login = await browser.visit(url);
  const page = await browser.submit(login, 'login-form', { username, password: 'sandbox' });
  return page.html.includes('consent-form') ? browser.submit(page, 'consent-form', { decision }) : page;
}

/** Asks VNI's token endpoint. */
export async function vniToken(
  sandbox: Sandbox,
  fields: Readonly<Record<string, string>>,
): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await fetch(new URL('/API/security/api/v2/token', sandbox.url), {
    method: 'POST',
    headers: { authorization: basic(sandbox.webApplication) },
    body: new URLSearchParams(fields),
  });
  return { status: response.status, body: z.record(z.string(), z.unknown()).parse(await response.json()) };
}

/** A token of VNI, as old code gets one. */
export async function vniTokenOf(sandbox: Sandbox, username: string): Promise<string> {
  const { location = '' } = await vniSignIn(sandbox, username);
  const code = new URL(location).searchParams.get('code') ?? '';
  const { body } = await vniToken(sandbox, { grant_type: 'authorization_code', code, redirect_uri: CALLBACK });
  return String(body.token);
}

/** The headers of a call in VNI's time. */
export function vniHeaders(token: string, company = HANDEL_NUMBER): Record<string, string> {
  return {
    authorization: `Bearer ${token}`,
    'ipp-company-id': company,
    'ipp-application-type': 'Visma.net Financials',
  };
}
