import type { ServiceToken } from 'visma-net-client/connect/clientCredentials';
import type { RequestOf } from './commandLine.ts';
import { EXIT, exitCodeOf, type ExitCode } from './exitCode.ts';
import type { Format } from './formats.ts';
import { overTenants, type Outcome } from './overTenants.ts';
import { put } from './readCommands.ts';
import type { CommandContext } from './serviceIo.ts';
import { table } from './table.ts';
import { adviceOf, reportRefusals } from './reportRefusals.ts';
import { chooseTenants, mappedTenants } from './tenants.ts';

/** `token`: whose it is, for which company, with which scopes, until when. */
export async function tokenCommand(request: RequestOf<'token'>, context: CommandContext): Promise<ExitCode> {
  const tenants = chooseTenants(request, context.tenants);
  const outcomes = await overTenants(tenants, request.concurrency, ({ tenantId }) =>
    context.client.token(tenantId, request.scopes),
  );
  const tokens = outcomes.flatMap(({ value }) => (value ? [value] : []));
  if (tokens.length > 0) await put(context, undefined, tokensAsText(tokens, request, context));
  reportRefusals(context, outcomes);
  return exitCodeOf(outcomes);
}

function tokensAsText(
  tokens: readonly ServiceToken[],
  { format, show }: RequestOf<'token'>,
  { clientId, issuer }: CommandContext,
): string {
  const told = tokens.map(({ tenantId, scopes, expiresAt, accessToken }) => ({
    clientId,
    issuer,
    tenantId,
    scopes,
    expiresAt: new Date(expiresAt * 1000).toISOString(),
    ...(show ? { accessToken } : {}),
  }));
  if (isJson(format)) return asJson(told, format);
  const lines = told.map((one) => [
    `application  ${one.clientId}\n`,
    `issuer       ${one.issuer}\n`,
    `company      ${one.tenantId}\n`,
    `scopes       ${one.scopes.join(' ') || '(not told)'}\n`,
    `expires      ${one.expiresAt}\n`,
    ...(one.accessToken === undefined ? [] : [`token        ${one.accessToken}\n`]),
  ]);
  return lines.map((some) => some.join('')).join('\n');
}

/** `tenants`: who has granted access. */
export async function tenantsCommand(request: RequestOf<'tenants'>, context: CommandContext): Promise<ExitCode> {
  const tenants = mappedTenants(request.tenantsFile, context.tenants);
  const outcomes = await overTenants(tenants, request.concurrency, ({ tenantId }) => context.client.token(tenantId));
  await put(context, undefined, tenantsAsText(outcomes, request.format, context));
  return outcomes.every(({ error }) => error?.code === 'connect_unavailable') ? EXIT.connect : exitCodeOf(outcomes);
}

function tenantsAsText(
  outcomes: readonly Outcome<ServiceToken>[],
  format: Format | undefined,
  { isSandbox }: CommandContext,
): string {
  const told = outcomes.map(({ tenant, value, error }) => ({
    ...tenant,
    granted: value !== undefined,
    scopes: value?.scopes ?? [],
    ...(error ? { refusal: error.code, words: error.message, advice: adviceOf(error, isSandbox) } : {}),
  }));
  if (isJson(format)) return asJson(told, format);
  const rows = told.map(({ name, tenantId, granted, refusal }) => [name, tenantId, granted ? 'granted' : refusal]);
  const refusals = told.flatMap(({ name, words: message, advice }) =>
    message === undefined ? [] : [`\n${name}: ${message}\n  ${advice ?? ''}\n`],
  );
  return table(['company', 'tenant id', 'access'], rows) + refusals.join('');
}

function isJson(format: Format | undefined): format is 'json' | 'ndjson' {
  return format === 'json' || format === 'ndjson';
}

function asJson(told: readonly object[], format: 'json' | 'ndjson'): string {
  if (format === 'ndjson') return told.map((one) => `${JSON.stringify(one)}\n`).join('');
  return `${JSON.stringify(told.length === 1 ? told[0] : told, undefined, 2)}\n`;
}
