import {
  createConnectClient,
  type ConnectClient,
  type ConnectClientOptions,
} from 'visma-net-client/connect/connectClient';

export interface ProviderOptions extends ConnectClientOptions {
  /** Our registered redirect URI (RFC 6749 §3.1.2). */
  readonly redirectUri: string;
}

/** Visma Connect as this application knows it. */
export interface Provider extends ConnectClient {
  readonly redirectUri: string;
}

export function createProvider({ redirectUri, ...options }: ProviderOptions): Provider {
  return { ...createConnectClient(options), redirectUri };
}
