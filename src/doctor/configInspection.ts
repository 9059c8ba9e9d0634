import type { Credentials } from './checks/tokenProbe.ts';
import {
  inspectConfig,
  type Config,
  type ConnectConfig,
  type Environment,
  type SandboxValues,
  type ServiceConfig,
} from '../config.ts';

/** The configuration as the application would read it, as far as it can be read. */
export interface ConfigInspection {
  readonly env: Environment;
  readonly config: Config;
  /** What loadConfig would refuse it for: by name, no values. */
  readonly problems: readonly string[];
  readonly isSandbox: boolean;
  readonly issuer: string | undefined;
  /** The Web application; undefined when its id or its secret is not there. */
  readonly client: Credentials | undefined;
  readonly service: ServiceConfig | undefined;
  readonly redirectUri: string;
  readonly erpUrl: string | undefined;
  readonly salesOrderUrl: string | undefined;
}

/** The sandbox's own applications, which need no configuration. */
export type SandboxApplications = Pick<SandboxValues, 'webApplication' | 'serviceApplication'>;

/** Reads an environment without ever refusing it. */
export function inspectEnvironment(
  env: Environment,
  sandboxApplications: SandboxApplications | undefined,
): ConfigInspection {
  const { config, problems } = inspectConfig(env);
  const { sandbox, connect } = config;
  const web = sandbox ? sandboxApplications?.webApplication : connect;
  return {
    env,
    config,
    problems,
    isSandbox: sandbox !== undefined,
    issuer: sandbox?.url ?? textOf(connect?.issuer),
    client: web?.clientId && web.clientSecret ? webCredentials(web, config) : undefined,
    service: config.service ?? (sandbox && sandboxApplications?.serviceApplication),
    redirectUri: `${config.server.baseUrl}/callback`,
    erpUrl: config.erpUrl ?? sandbox?.url,
    salesOrderUrl: config.salesOrderUrl ?? sandbox?.url,
  };
}

function webCredentials(
  { clientId, clientSecret }: Pick<ConnectConfig, 'clientId' | 'clientSecret'>,
  { connectSettings }: Config,
): Credentials {
  return { id: clientId, secret: clientSecret, authentication: connectSettings.clientAuthentication };
}

function textOf(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}
