import { loadConfig, readyConfig, type Environment } from '../../src/config.ts';
import { createLogger } from '../../src/log.ts';
import { startWebApp, type WebApp } from '../../src/webApp.ts';
import { SECRET } from './startStack.ts';

/** What the operator of the web application gets from elsewhere. */
export interface Registered {
  /** Where the application was registered to listen, on localhost. */
  readonly port: number;
  /** The provider; the APIs are at the same origin unless `env` says otherwise. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly env?: Environment;
}

/** The web application as it ships, configured by variables for a provider that it did not start itself. */
export function startConfigured({ port, issuer, clientId, clientSecret, env }: Registered): Promise<WebApp> {
  const config = loadConfig({
    PORT: String(port),
    SESSION_SECRET: SECRET,
    STORE_URL: 'memory:',
    LOG_LEVEL: 'silent',
    VISMA_CONNECT_URL: issuer,
    VISMA_CLIENT_ID: clientId,
    VISMA_CLIENT_SECRET: clientSecret,
    VISMA_ERP_URL: issuer,
    VISMA_SALES_ORDER_URL: issuer,
    ...env,
  });
  const complete = (known: typeof config) => Promise.resolve(readyConfig(known));
  return startWebApp(config, { logger: createLogger(config.logLevel), complete });
}
