import {
  createConnectClient,
  type ConnectClient,
  type ConnectClientOptions,
} from 'visma-net-client/connect/connectClient';

export interface ProviderOptions extends ConnectClientOptions {
  /** Our registered redirect URI (RFC 6749 §3.1.2). */
  readonly redirectUri: string;
  /** Audiences that an ID token may name besides this client; nobody unless told (OpenID Connect Core 1.0 §3.1.3.7). */
  readonly trustedAudiences?: readonly string[] | undefined;
}

/** Visma Connect as this application knows it. */
export interface Provider extends ConnectClient {
  readonly redirectUri: string;
  readonly trustedAudiences: readonly string[];
}

export function createProvider({ redirectUri, trustedAudiences = [], ...options }: ProviderOptions): Provider {
  return { ...createConnectClient(options), redirectUri, trustedAudiences };
}
