import type { CallContext } from '../src/transport/callContext.ts';
import { createErpClient, type ErpClient, type ErpClientOptions } from '../src/erpClient.ts';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/src/start.ts';
import { exchange, HANDEL, post, signIn } from '../../sandbox/test/connect/connectStack.ts';

const ERP = ['read', 'create', 'update', 'delete'];

export interface ErpSandbox {
  sandbox: Sandbox;
  erp: ErpClient;
  /** Kari in Nordfjord Handel AS, with every scope of the interactive APIs. */
  kari: CallContext;
  /** The service application in a tenant. */
  asService: (tenantId: string) => Promise<CallContext>;
  /** Kari in a tenant, with these scopes of the ERP and Sales Order APIs. */
  asKari: (scopes: readonly string[], tenantId?: string) => Promise<CallContext>;
  /** Changes settings of the sandbox. */
  set: (settings: Readonly<Record<string, unknown>>) => Promise<void>;
  stop: () => Promise<void>;
}

/** A sandbox on a free port and the client that ships, pointed at it. */
export async function startErpSandbox(
  options: Partial<SandboxOptions> = {},
  clientOptions: Partial<ErpClientOptions> = {},
): Promise<ErpSandbox> {
  const sandbox = await startSandbox({ port: 0, store: 'memory:', items: 120, ...options });
  const erp = createErpClient({
    erpUrl: sandbox.url,
    salesOrderUrl: sandbox.url,
    wait: () => Promise.resolve(),
    ...clientOptions,
  });
  const asKari = async (scopes: readonly string[], tenantId = HANDEL): Promise<CallContext> => {
    const signedIn = await signIn(sandbox, { tenantId, scope: ['openid', ...scopes].join(' ') });
    return contextOf((await exchange(sandbox, signedIn)).body.access_token);
  };
  return {
    sandbox,
    erp,
    kari: await asKari(interactive(ERP)),
    asKari,
    asService: async (tenantId) => contextOf(await serviceToken(sandbox, tenantId)),
    set: (settings) => changeSettings(sandbox, settings),
    stop: async () => {
      await erp.close();
      await sandbox.stop();
    },
  };
}

/** Scope names of the interactive ERP API. */
export function interactive(operations: readonly string[]): string[] {
  return operations.map((operation) => `vismanet_erp_interactive_api:${operation}`);
}

function contextOf(token: unknown): CallContext {
  return { accessToken: String(token), correlationId: 'the-correlation-id' };
}

async function serviceToken(sandbox: Sandbox, tenantId: string): Promise<unknown> {
  const { clientId, clientSecret } = sandbox.serviceApplication;
  const answer = await post(sandbox, '/connect/token', {
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret,
    scope: ERP.map((operation) => `vismanet_erp_service_api:${operation}`).join(' '),
    tenant_id: tenantId,
  });
  return answer.body.access_token;
}

async function changeSettings(sandbox: Sandbox, settings: Readonly<Record<string, unknown>>): Promise<void> {
  const answer = await fetch(new URL('/sandbox/api/settings', sandbox.url), {
    method: 'PUT',
    headers: { authorization: `Bearer ${sandbox.adminToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(settings),
  });
  if (!answer.ok) throw new Error(await answer.text());
}
