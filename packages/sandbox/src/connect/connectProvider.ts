import type { IncomingMessage } from 'node:http';
import type { Provider } from 'oidc-provider';
import { callProvider, type ProviderAnswer, type ProviderCall } from './callProvider.ts';
import type { ConnectDeps } from './connectDeps.ts';
import { openProvider, type Outcome } from './openProvider.ts';
import type { ProviderOptions } from './providerConfiguration.ts';

/** oidc-provider as the rest of the Connect stand-in sees it. */
export interface ConnectProvider {
  provider: Provider;
  call: (call: ProviderCall) => Promise<ProviderAnswer>;
  outcomeOf: (request: IncomingMessage) => Outcome | undefined;
}

/** Opens oidc-provider on the sandbox's state. */
export async function createConnectProvider(deps: ConnectDeps, options: ProviderOptions): Promise<ConnectProvider> {
  const { provider, outcomeOf } = await openProvider(deps, options);
  const handler = provider.callback();
  return { provider, outcomeOf, call: (call) => callProvider(handler, deps.issuer, call) };
}
