import { generateKeyPairSync } from 'node:crypto';
import type { Adapter, AdapterPayload, Configuration, interactionPolicy, KoaContextWithOIDC } from 'oidc-provider';
import type { World } from '../world/world.ts';
import type { ConnectDeps } from './connectDeps.ts';
import { nextStep } from './nextStep.ts';
import { createProviderAdapter } from './providerEntries.ts';
import { providerRedirectUri } from './providerRedirectUri.ts';
import { sessionIsOver } from './sessionLife.ts';
import { REQUEST_PARAMETER, signInPolicy } from './signInPolicy.ts';
import { startGrant } from './startGrant.ts';

export interface ProviderOptions {
  cookieKeys: readonly string[];
  onSessionOver: (sid: string) => void;
}

/** oidc-provider's configuration: as little of it as the sandbox needs. */
export function providerConfiguration(
  deps: ConnectDeps,
  options: ProviderOptions,
  policy: typeof interactionPolicy,
): Configuration {
  const { world, issuer } = deps;
  return {
    adapter: (model: string) => adapterOf(world, model, options),
    findAccount: (_context, accountId) =>
      world.people.find(accountId) && { accountId, claims: () => ({ sub: accountId }) },
    loadExistingGrant: (context) => grantWithoutAsking(deps, context),
    interactions: {
      url: (_context, { uid }) => `/connect/interaction/${uid}`,
      policy: signInPolicy(world, policy),
    },
    extraParams: [REQUEST_PARAMETER],
    routes: { authorization: '/connect/authorize', token: '/connect/token', jwks: '/connect/unused/jwks' },
    cookies: cookiesOf(issuer, options),
    features: FEATURES,
    clientAuthMethods: ['none'],
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    responseTypes: ['code'],
    scopes: ['openid'],
    pkce: { required: () => false },
    // Its own ID tokens are thrown away, so a key for this run is enough.
    jwks: { keys: [generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' })] },
    expiresWithSession: () => false,
    issueRefreshToken: (_context, _client, code) =>
      world.signIns.find(code.grantId ?? '')?.scopes.includes('offline_access') ?? false,
    rotateRefreshToken: ({ oidc }) => applicationOf(world, oidc.client?.clientId ?? '')?.refresh.mode === 'one_time',
    revokeGrantPolicy: () => true,
    ttl: lifetimes(world),
    renderError: (context, out) => {
      context.type = 'json';
      context.body = { error: out.error, error_description: out.error_description };
    },
  };
}

const FEATURES: Configuration['features'] = {
  devInteractions: { enabled: false },
  rpInitiatedLogout: { enabled: false },
  userinfo: { enabled: false },
  clientCredentials: { enabled: true },
};

function applicationOf(world: World, clientId: string) {
  return world.applications.inForce(clientId, world.settings.current().portalDelaySeconds);
}

function adapterOf(world: World, model: string, { onSessionOver }: ProviderOptions): Adapter {
  const ofProvider = {
    sql: world.sql,
    seconds: () => world.clock.seconds(),
    graceSeconds: (clientId: string) => applicationOf(world, clientId)?.refresh.graceSeconds ?? 0,
  };
  const adapter = createProviderAdapter(ofProvider, model);
  if (model === 'Client') return { ...adapter, find: (id) => Promise.resolve(clientOf(world, id)) };
  if (model !== 'Session') return adapter;
  const findAlive: Adapter['find'] = async (id) => {
    const found = await adapter.find(id);
    return found?.uid !== undefined && sessionIsOver(world, found.uid, onSessionOver) ? undefined : found;
  };
  return { ...adapter, find: findAlive };
}

/** Secrets, addresses and scopes are checked before oidc-provider is asked; to it, every application is a public one. */
function clientOf(world: World, clientId: string): AdapterPayload | undefined {
  const application = applicationOf(world, clientId);
  if (!application) return undefined;
  const { redirectUris } = application;
  const interactive = redirectUris.length > 0;
  return {
    client_id: clientId,
    token_endpoint_auth_method: 'none',
    redirect_uris: redirectUris.map(providerRedirectUri),
    response_types: interactive ? ['code'] : [],
    grant_types: interactive ? ['authorization_code', 'refresh_token'] : ['client_credentials'],
  };
}

function cookiesOf(issuer: string, { cookieKeys }: ProviderOptions): Configuration['cookies'] {
  const { port } = new URL(issuer);
  return {
    // Browsers do not tell ports of a host apart: several sandboxes must not share a cookie.
    names: {
      session: `connect_session_${port}`,
      interaction: `connect_interaction_${port}`,
      resume: `connect_resume_${port}`,
    },
    keys: [...cookieKeys],
    long: { httpOnly: true, sameSite: 'lax', path: '/' },
    // Each interaction has a path of its own, so that tabs do not take each other's cookie.
    short: { httpOnly: true, sameSite: 'lax' },
  };
}

function lifetimes(world: World): Configuration['ttl'] {
  const accessTokenSeconds = (clientId: string): number => applicationOf(world, clientId)?.accessTokenSeconds ?? 3600;
  const refreshSeconds = (clientId: string): number =>
    (applicationOf(world, clientId)?.refresh.absoluteDays ?? 30) * 86_400;
  return {
    AccessToken: (_context, _token, { clientId }) => accessTokenSeconds(clientId),
    ClientCredentials: (_context, _token, { clientId }) => accessTokenSeconds(clientId),
    AuthorizationCode: () => world.settings.current().codeSeconds,
    RefreshToken: (_context, token, { clientId }) => Math.max(1, refreshSeconds(clientId) - token.totalLifetime()),
    IdToken: 300,
    Grant: 400 * 86_400,
    Interaction: 3600,
    // Sessions end by the sandbox's own rules, see sessionLife.ts.
    Session: 30 * 86_400,
  };
}

/** A grant for a person who is signed in already, when nothing has to be asked; else the one just made on our pages. */
async function grantWithoutAsking(deps: ConnectDeps, { oidc }: KoaContextWithOIDC) {
  const { world } = deps;
  const made = oidc.result?.consent?.grantId;
  if (made !== undefined) return oidc.provider.Grant.find(made);
  const request = world.authorizeRequests.find(String(oidc.params?.[REQUEST_PARAMETER]));
  const person = world.people.find(oidc.session?.accountId ?? '');
  const application = applicationOf(world, request?.clientId ?? '');
  if (!request || !person || !application || !oidc.session) return undefined;
  if (request.prompts.some((prompt) => prompt !== 'none')) return undefined;
  if (request.maxAge !== null && oidc.session.past(request.maxAge)) return undefined;
  if (request.expectedPersonId !== null && request.expectedPersonId !== person.id) return undefined;
  const step = nextStep(world, application, request, person);
  if (step.kind !== 'done') return undefined;
  return startGrant(deps, oidc.provider, { request, person, tenantId: step.tenantId, uid: oidc.session.uid });
}
