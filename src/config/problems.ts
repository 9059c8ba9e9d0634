import type { Config } from '../config.ts';
import { isLoopback } from './loopback.ts';
import type { Variables } from './variables.ts';

/** What a configuration is refused for: names that are missing or do not fit together, and what would not be safe. */
export function problemsOfConfig(v: Variables, config: Config): string[] {
  return [...problemsOfNames(v, config), ...problemsOfCredentials(v), ...problemsOfSecurity(v, config)];
}

/** What the service command's configuration is refused for; the sandbox needs no names. */
export function problemsOfServiceConfig(v: Variables, { isSandbox }: { readonly isSandbox: boolean }): string[] {
  return [
    ...(isSandbox ? [] : problemsOfServiceNames(v)),
    ...problemsOfServicePair(v),
    ...problemsOfCredentials(v),
    ...problemsOfAddresses(v),
  ];
}

function problemsOfServiceNames(v: Variables): string[] {
  const names = ['VISMA_CONNECT_URL', 'VISMA_SERVICE_CLIENT_ID', 'VISMA_SERVICE_CLIENT_SECRET'] as const;
  const missing = names.filter((name) => v[name] === undefined);
  const problems = missing.map((name) => `${name} is missing: the service application needs ${names.join(', ')}`);
  const id = v.VISMA_SERVICE_CLIENT_ID ?? '';
  const isSandboxes = id.startsWith('isv_sandbox_') || v.VISMA_SERVICE_CLIENT_SECRET?.startsWith('sandbox-') === true;
  if (isSandboxes && v.VISMA_CONNECT_URL !== undefined && !isLoopback(v.VISMA_CONNECT_URL))
    problems.push('VISMA_SERVICE_CLIENT_ID or VISMA_SERVICE_CLIENT_SECRET is the sandbox’s, VISMA_CONNECT_URL is not');
  return problems;
}

function problemsOfServicePair(v: Variables): string[] {
  return (v.VISMA_SERVICE_CLIENT_ID === undefined) === (v.VISMA_SERVICE_CLIENT_SECRET === undefined)
    ? []
    : ['VISMA_SERVICE_CLIENT_ID and VISMA_SERVICE_CLIENT_SECRET belong together: set both or neither'];
}

const CREDENTIALS = [
  'VISMA_CLIENT_ID',
  'VISMA_CLIENT_SECRET',
  'VISMA_SERVICE_CLIENT_ID',
  'VISMA_SERVICE_CLIENT_SECRET',
] as const;

/** What happened to a client id or secret on its way here: none that Visma Connect gives looks so (RFC 6749 §A.1, §A.2). */
function problemsOfCredentials(v: Variables): string[] {
  return CREDENTIALS.flatMap((name) => {
    const fault = faultOf(v[name] ?? '');
    return fault === undefined ? [] : [`${name} ${fault}`];
  });
}

function faultOf(value: string): string | undefined {
  if (/[\r\n]$/.test(value))
    return 'ends with a line break, which got there on its way: echo writes one, printf does not';
  if (/[^\x20-\x7e]/.test(value))
    return 'has a character that no client id or secret can have: it was changed on its way';
  if (/^ | $/.test(value)) return 'begins or ends with a blank';
  if (/^(["'`]).*\1$/.test(value)) return 'stands in quotes that count as part of it: leave them out';
  return undefined;
}

function problemsOfAddresses(v: Variables): string[] {
  return (['VISMA_CONNECT_URL', 'VISMA_ERP_URL', 'VISMA_SALES_ORDER_URL'] as const)
    .filter((name) => isPlainHttp(v[name]))
    .map((name) => `${name} uses http: only a loopback address may`);
}

function problemsOfNames(v: Variables, config: Config): string[] {
  const problems: string[] = [];
  const needs = (name: keyof Variables, why: string) => {
    if (v[name] === undefined) problems.push(`${name} is missing: ${why}`);
  };
  if (!config.sandbox) {
    const why = config.production
      ? 'production needs the real Visma Connect'
      : 'the real Visma Connect needs all four of VISMA_CONNECT_URL, VISMA_CLIENT_ID, VISMA_CLIENT_SECRET and SESSION_SECRET';
    needs('VISMA_CONNECT_URL', why);
    needs('VISMA_CLIENT_ID', why);
    needs('VISMA_CLIENT_SECRET', why);
    needs('SESSION_SECRET', why);
  } else if (v.VISMA_CLIENT_SECRET !== undefined) {
    problems.push(
      'VISMA_CLIENT_SECRET is set without VISMA_CONNECT_URL and VISMA_CLIENT_ID: set all three, or none for the sandbox',
    );
  }
  problems.push(...problemsOfServicePair(v));
  if (config.scopes.length === 0) problems.push('VISMA_SCOPES names no scope');
  else if (!config.scopes.includes('openid'))
    problems.push('VISMA_SCOPES must contain openid: without it nobody is identified');
  return problems;
}

function problemsOfSecurity(v: Variables, { server, session, connect }: Config): string[] {
  const problems: string[] = [];
  if (session.secrets.some((secret) => secret.length < 32)) {
    problems.push('SESSION_SECRET needs at least 32 characters in each of its comma separated secrets');
  }
  if (session.idleMinutes > session.maxMinutes) {
    problems.push('SESSION_IDLE_MINUTES is longer than SESSION_MAX_MINUTES');
  }
  if (server.https && server.trustProxyHops === 0) {
    problems.push(
      'TRUST_PROXY_HOPS is 0 with an https BASE_URL: this process speaks http, so set the number of proxies in front of it that end TLS',
    );
  }
  problems.push(...problemsOfAddresses(v));
  if (connect && v.VISMA_CONNECT_URL !== undefined && !isLoopback(v.VISMA_CONNECT_URL)) {
    if (isPlainHttp(server.baseUrl)) {
      problems.push(
        'BASE_URL uses http with a real issuer: codes and cookies would travel in the clear; use https, or a loopback address while developing',
      );
    }
    if (connect.clientId.startsWith('isv_sandbox_') || connect.clientSecret.startsWith('sandbox-')) {
      problems.push('VISMA_CLIENT_ID or VISMA_CLIENT_SECRET is the sandbox’s, VISMA_CONNECT_URL is not');
    }
  }
  return problems;
}

function isPlainHttp(address: string | undefined): boolean {
  return address?.startsWith('http:') === true && !isLoopback(address);
}
