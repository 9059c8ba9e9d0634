import { ConnectError } from './errors.ts';
import { requestServiceToken, type ServiceToken } from './connect/clientCredentials.ts';
import type { ConnectClient } from './connect/connectClient.ts';

/** The tokens of the service application: one per company, kept until shortly before its end. */
export interface ServiceTokens {
  /**
   * A token of the company that carries these scopes, as far as Visma Connect gives them. Never two requests at once
   * for one company.
   * @throws ConnectError
   */
  readonly get: (tenantId: string, scopes: readonly string[]) => Promise<ServiceToken>;
  /** Drops a token that an API did not take. */
  readonly forget: (token: ServiceToken) => void;
}

interface Kept {
  readonly token: ServiceToken;
  /** Empty: whatever is allowed. */
  readonly asked: readonly string[];
}

export interface ServiceTokensOptions {
  readonly connect: ConnectClient;
  /** These and no others are asked for, whatever a call needs. */
  readonly fixedScopes?: readonly string[] | undefined;
}

const MARGIN_SECONDS = 60;

export function createServiceTokens({ connect, fixedScopes }: ServiceTokensOptions): ServiceTokens {
  const kept = new Map<string, Kept>();
  const running = new Map<string, Promise<unknown>>();
  const nowSeconds = (): number => Math.floor(connect.now() / 1000);

  const ask = async (tenantId: string, needed: readonly string[]): Promise<ServiceToken> => {
    const known = kept.get(tenantId);
    if (known && covers(known, needed) && !isDue(known.token, nowSeconds())) return known.token;
    const asked = fixedScopes ?? grown(known, needed);
    try {
      const token = await request(connect, { tenantId, asked, needed });
      kept.set(tenantId, token);
      return token.token;
    } catch (error) {
      // Connect is away for the moment: what is still good is used on.
      if (known && covers(known, needed) && mayPass(error) && known.token.expiresAt > nowSeconds()) return known.token;
      throw error;
    }
  };
  return {
    get: async (tenantId, scopes) => {
      const needed = fixedScopes ?? scopes;
      const mine = (running.get(tenantId) ?? Promise.resolve()).then(() => ask(tenantId, needed));
      const settled = mine.catch(() => undefined);
      running.set(tenantId, settled);
      try {
        return await mine;
      } finally {
        if (running.get(tenantId) === settled) running.delete(tenantId);
      }
    },
    forget: (token) => {
      if (kept.get(token.tenantId)?.token === token) kept.delete(token.tenantId);
    },
  };
}

/** One token serves all: what is asked for grows by what a new call needs. */
function grown(known: Kept | undefined, needed: readonly string[]): readonly string[] {
  if (needed.length === 0 || known?.asked.length === 0) return [];
  return [...new Set([...(known?.asked ?? []), ...needed])];
}

function covers({ asked, token }: Kept, needed: readonly string[]): boolean {
  if (needed.length === 0) return asked.length === 0;
  return needed.every((scope) => asked.includes(scope) || token.scopes.includes(scope));
}

interface Ask {
  readonly tenantId: string;
  readonly asked: readonly string[];
  readonly needed: readonly string[];
}

/** When the company took back a scope that an earlier call needed, the present one may still go. */
async function request(connect: ConnectClient, { tenantId, asked, needed }: Ask): Promise<Kept> {
  try {
    return { asked, token: await requestServiceToken(connect, { tenantId, scopes: asked }) };
  } catch (error) {
    const isScope = error instanceof ConnectError && error.details.providerError === 'invalid_scope';
    if (!isScope || asked.length <= needed.length) throw error;
    return { asked: needed, token: await requestServiceToken(connect, { tenantId, scopes: needed }) };
  }
}

/** 60 seconds before the end, or a quarter of a short life before it. */
function isDue({ expiresAt, lifetimeSeconds }: ServiceToken, nowSeconds: number): boolean {
  return nowSeconds >= expiresAt - Math.min(MARGIN_SECONDS, lifetimeSeconds / 4);
}

function mayPass(error: unknown): boolean {
  return error instanceof ConnectError && ['connect_unreachable', 'token_response_invalid'].includes(error.code);
}
