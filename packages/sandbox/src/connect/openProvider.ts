import type { IncomingMessage } from 'node:http';
import type * as providerModule from 'oidc-provider';
import type { KoaContextWithOIDC, Provider } from 'oidc-provider';
import type { ConnectDeps } from './connectDeps.ts';
import { providerConfiguration, type ProviderOptions } from './providerConfiguration.ts';
import { REQUEST_PARAMETER } from './signInPolicy.ts';

type ProviderModule = typeof providerModule;

/** What oidc-provider told about one request that it answered. */
export interface Outcome {
  requestId: string;
  result: { code: string; grantId: string; uid: string } | { error: string; description: string };
}

export interface OpenProvider {
  provider: Provider;
  /** By the request object that oidc-provider saw. */
  outcomeOf: (request: IncomingMessage) => Outcome | undefined;
}

/**
 * oidc-provider, set up for what it does here: sessions, interactions, codes and refresh tokens. Everything Visma does
 * in its own way (clients, scopes, companies, the form of tokens, errors, logout) is done around it.
 */
export async function openProvider(deps: ConnectDeps, options: ProviderOptions): Promise<OpenProvider> {
  const module = await importProvider();
  const provider: Provider = new module.Provider(
    deps.issuer,
    providerConfiguration(deps, options, module.interactionPolicy),
  );
  // The issuer's own scheme arrives as X-Forwarded-Proto, see callProvider.
  provider.proxy = true;
  const outcomes = new WeakMap<IncomingMessage, Outcome>();
  provider.on('authorization.success', (context, response) => {
    const code = response?.code;
    const { grant, session } = context.oidc;
    if (typeof code !== 'string' || !grant || !session) return;
    const result = { code, grantId: grant.jti, uid: session.uid };
    outcomes.set(context.req, { requestId: requestIdOf(context), result });
  });
  provider.on('authorization.error', (context, error) => {
    const result = { error: error.error, description: error.error_description ?? '' };
    outcomes.set(context.req, { requestId: requestIdOf(context), result });
  });
  provider.on('server_error', (_context, error) => deps.log.error({ err: error }, 'sandbox: oidc-provider failed'));
  return { provider, outcomeOf: (request) => outcomes.get(request) };
}

/** The id of our own record of the authorization request that oidc-provider is working on. */
function requestIdOf({ oidc }: KoaContextWithOIDC): string {
  const id = oidc.params?.[REQUEST_PARAMETER];
  return typeof id === 'string' ? id : '';
}

/** It warns about every Node before 22 while it is loaded; the tests of this project run on 20 for that reason. */
async function importProvider(): Promise<ProviderModule> {
  const { warn } = console;
  console.warn = (...words: unknown[]) => {
    if (!String(words[0]).includes('Unsupported runtime')) warn(...words);
  };
  try {
    return await import('oidc-provider');
  } finally {
    console.warn = warn;
  }
}
