import type { AddressInfo } from 'node:net';
import { createServer } from 'node:http';
import express from 'express';
import Database from 'libsql';
import type { AccessTokenClaims } from '../../src/world/accessTokenClaims.ts';
import { createCompanyData, type CompanyData } from '../../src/companyData.ts';
import type { ErpFault } from '../../src/api/erpFaults.ts';
import { erpRouter } from '../../src/erp/erpRouter.ts';
import { defaultErpSettings, type ErpSettings } from '../../src/api/settings.ts';
import { salesOrderRouter } from '../../src/salesOrder/salesOrderRouter.ts';

export const HANDEL = '11111111-1111-4111-8111-111111111101';
export const SERVICE = '11111111-1111-4111-8111-111111111102';
export const GRUPPEN = '11111111-1111-4111-8111-111111111100';
export const SYDHAV = '22222222-2222-4222-8222-222222222201';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: () => unknown;
}

export interface CallOptions {
  readonly method?: string;
  readonly token?: string;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
}

export interface ErpStack {
  readonly url: string;
  readonly data: CompanyData;
  /** Changed by tests; back to the defaults with `restore`. */
  readonly settings: ErpSettings;
  readonly clock: { nowMs: number };
  readonly notes: string[];
  readonly faults: ErpFault[];
  readonly call: (path: string, options?: CallOptions) => Promise<Answer>;
  readonly restore: () => void;
  readonly stop: () => Promise<void>;
}

/** A token for the fake check: its claims in the open. */
export function aToken(claims: Partial<AccessTokenClaims> = {}): string {
  const scope = ['read', 'create', 'update', 'delete'].map((operation) => `vismanet_erp_interactive_api:${operation}`);
  const whole = {
    iss: 'https://connect.example',
    aud: [],
    client_id: 'isv_sandbox_web',
    sub: 'kari',
    scope,
    tenant_id: HANDEL,
    exp: 4_000_000_000,
    ...claims,
  };
  return Buffer.from(JSON.stringify(whole)).toString('base64url');
}

/** The ERP and Sales Order routers on a small app, with a clock, settings and faults under the test's hand. */
export async function startErpStack(items = 1200): Promise<ErpStack> {
  const clock = { nowMs: Date.UTC(2026, 10, 24, 10, 15) };
  const settings = defaultErpSettings();
  const notes: string[] = [];
  const faults: ErpFault[] = [];
  let url = '';
  const now = (): number => clock.nowMs;
  const data = createCompanyData({ database: new Database(':memory:'), itemsOfFirstCompany: items, now });
  const deps = {
    data,
    now,
    origin: () => url,
    settings: () => settings,
    checkToken: fakeCheck(now),
    tenantKind: (id: string) =>
      id === GRUPPEN ? ('customer' as const) : data.company(id) ? ('company' as const) : undefined,
    fault: (name: ErpFault) => faults.includes(name) && faults.splice(faults.indexOf(name), 1).length > 0,
    note: (_request: unknown, words: string) => void notes.push(words),
  };
  const app = express().use(erpRouter(deps)).use(salesOrderRouter(deps));
  const server = createServer(app).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  url = `http://127.0.0.1:${portOf(server.address())}`;
  return {
    url,
    data,
    settings,
    clock,
    notes,
    faults,
    call: (path, options) => call(new URL(path, url), options),
    restore: () => {
      Object.assign(settings, defaultErpSettings());
      notes.length = 0;
      faults.length = 0;
      data.reset();
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function fakeCheck(now: () => number) {
  return (bearer: string): Promise<AccessTokenClaims | 'invalid' | 'expired'> => {
    if (bearer === 'forged') return Promise.resolve('invalid');
    const claims: AccessTokenClaims = JSON.parse(Buffer.from(bearer, 'base64url').toString()); // eslint-disable-line @typescript-eslint/no-unsafe-assignment -- made by aToken
    return Promise.resolve(claims.exp * 1000 <= now() ? 'expired' : claims);
  };
}

async function call(
  address: URL,
  { method = 'GET', token = aToken(), headers = {}, body }: CallOptions = {},
): Promise<Answer> {
  const response = await fetch(address, {
    method,
    headers: {
      ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: (): unknown => JSON.parse(text) };
}

function portOf(address: string | AddressInfo | null): number {
  if (typeof address !== 'object' || address === null) throw new Error('The server does not listen');
  return address.port;
}
