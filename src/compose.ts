import type { AppDeps } from './app.ts';
import type { ReadyConfig } from './config.ts';
import { createConcurrentSignIns } from './connections/concurrentSignIns.ts';
import { createAttempts } from './connections/attempts.ts';
import { createDisconnect } from './connections/disconnect.ts';
import { createFreshTokens } from './connections/freshTokens.ts';
import { createReplayGuard } from './connections/replayGuard.ts';
import { createRevokeAll } from './connections/revokeAll.ts';
import { createSealer } from './connections/seal.ts';
import { createSessionIndex } from './connections/sessionIndex.ts';
import { createSessions } from './connections/sessions.ts';
import { createSignIns } from './connections/signIns.ts';
import { createTokenTampering } from './connections/tokenTampering.ts';
import { createVault } from './connections/vault.ts';
import { createErpClient, type ErpClient } from 'visma-net-client/erpClient';
import type { Logger } from './log.ts';
import { askUserinfo, introspectToken, offersIntrospection } from './oidc/askAboutToken.ts';
import { planSignOut } from './oidc/endSession.ts';
import { createLogoutTokenVerifier } from './oidc/logoutToken.ts';
import { createProvider, type Provider } from './oidc/provider.ts';
import { prepareRefresh, refreshTokens } from './oidc/refresh.ts';
import { revokeTokens } from './oidc/revoke.ts';
import type { TokenSet } from './oidc/tokenSet.ts';
import { productName } from './productName.ts';
import { createRedact } from './protocolView/redact.ts';
import { createTraces } from './protocolView/traces.ts';
import { openStore } from './store/openStore.ts';
import type { Store } from './store/store.ts';
import { companyCalls, type WithCompanyToken } from './web/companyCalls.ts';
import { createKeptRefusals } from './web/errors/keptRefusals.ts';
import { createForms } from './web/forms/forms.ts';
import { createProtocolRecorder, type ProtocolRecorder } from './web/recording/protocolRecorder.ts';
import { createQuotas, type Quotas } from './web/limits/quotas.ts';
import { rateLimit, refusalLimit } from './web/limits/rateLimit.ts';
import { ATTEMPT_MINUTES } from './web/session/shortCookies.ts';
import { staticAssets } from './web/rendering/staticAssets.ts';
import { recordConnectCall } from './oidc/recordStep.ts';

export interface Composition {
  readonly deps: AppDeps;
  /** Closes stores and connections, after the last request. */
  readonly close: () => Promise<void>;
}

export interface ComposeOptions {
  readonly logger: Logger;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Whether the process was told to stop. */
  readonly isStopping?: (() => boolean) | undefined;
  /** How long Visma Connect and the APIs may take to answer; undefined: their own limits of seconds. */
  readonly patienceMs?: number | undefined;
  /** False, for development: views and files under public/ are read anew each time. */
  readonly keepFiles?: boolean | undefined;
  /** Opens the store that the configuration names. */
  readonly open?: typeof openStore;
}

/** The one place that constructs things. Asks nobody: the store and Visma Connect are reached when needed. */
export async function compose(config: ReadyConfig, options: ComposeOptions): Promise<Composition> {
  const parts = await createParts(config, options);
  const { store, provider, erp, protocol } = parts;
  const close = async () => {
    await Promise.all([erp.close(), provider.close(), protocol?.settled()]);
    await store.close();
  };
  return { deps: composeApp(config, parts, options), close };
}

async function createParts(
  config: ReadyConfig,
  { logger, now, patienceMs, open = openStore }: ComposeOptions,
): Promise<Parts> {
  const { server, connect } = config;
  const store = await open(config.storeUrl, { now, logger });
  const provider = createProvider({
    ...connect,
    ...config.connectSettings,
    redirectUri: `${server.baseUrl}/callback`,
    logger,
    now,
    timeoutMs: patienceMs,
    onCall: config.protocolView ? recordConnectCall : undefined,
  });
  const erp = createErpClient({
    erpUrl: config.erpUrl,
    salesOrderUrl: config.salesOrderUrl,
    product: productName(),
    timeouts: { callMs: patienceMs },
  });
  const protocol = config.protocolView ? composeRecorder(config, { store, logger, now }) : undefined;
  const core = composeCore(config, { store, provider, logger, now, forget: protocol?.forget });
  const quotas = createQuotas(now);
  return {
    store,
    provider,
    logger,
    now,
    core,
    quotas,
    erp,
    protocol,
    withCompanyToken: companyCalls({ freshTokens: core.freshTokens, quotas, now }),
    limit: { perMinute: config.rateLimitPerMinute, store, logger, now },
  };
}

/** What each part of the application is handed. */
function composeApp(
  config: ReadyConfig,
  parts: Parts,
  { isStopping = () => false, keepFiles = true }: Pick<ComposeOptions, 'isStopping' | 'keepFiles'>,
): AppDeps {
  const { server, session, connect } = config;
  const { store, provider, logger, now, core, quotas, erp, protocol, withCompanyToken } = parts;
  const assets = staticAssets({ keep: keepFiles });
  return {
    logger,
    now,
    baseUrl: server.baseUrl,
    trustProxyHops: server.trustProxyHops,
    security: { https: server.https, issuer: connect.issuer },
    shell: {
      appName: server.appName,
      assetUrl: assets.url,
      sandboxUrl: config.sandbox && connect.issuer,
      protocolView: config.protocolView,
    },
    assets,
    keepViews: keepFiles,
    session: { store, secrets: session.secrets, https: server.https, life: session, now },
    health: {
      pingStore: () => store.ping(),
      connectReachable: () => provider.reachable(),
      clockOffSeconds: () => provider.clockOffSeconds(),
      isStopping,
    },
    start: {
      https: server.https,
      sandbox: config.sandboxGuide,
      protocolView: config.protocolView,
      connectAnswers: () => CONNECT_ANSWERS[provider.reachable()],
    },
    ...composeSigning(config, parts),
    ...composeNotices(config, parts),
    home: { quotas, sandbox: config.sandboxGuide },
    companies: { vault: core.vault, disconnect: createDisconnect(core), now },
    account: { vault: core.vault, sessions: core.sessions, revokeAll: core.revokeAll, quotas, life: session, now },
    erp: {
      ...erp,
      withCompanyToken,
      forms: createForms({ store, sealerFor: (purpose) => createSealer(session.secrets, purpose), now }),
      now,
    },
    protocol: protocol && composeProtocolPages(config, parts, protocol),
  };
}

const CONNECT_ANSWERS = { unknown: undefined, yes: true, no: false } as const;

/** What several pages share. */
interface Parts {
  readonly store: Store;
  readonly provider: Provider;
  readonly logger: Logger;
  readonly now: () => number;
  readonly core: ReturnType<typeof composeCore>;
  readonly quotas: Quotas;
  readonly erp: ErpClient;
  readonly protocol: ProtocolRecorder | undefined;
  readonly withCompanyToken: WithCompanyToken;
  readonly limit: Omit<Parameters<typeof rateLimit>[0], 'name'>;
}

/** Signing in and out. */
function composeSigning(
  { server, connect }: ReadyConfig,
  { store, provider, protocol, logger, core, now, limit }: Parts,
): Pick<AppDeps, 'signIn' | 'initiateLogin' | 'signOut'> {
  const { https, baseUrl } = server;
  const refusals = { keptRefusals: createKeptRefusals(store), noteRefusal: protocol?.noteRefusal };
  const refused = { ...refusals, logger, now, baseUrl, https };
  const signIn = { ...core, https, now, refused, limit: rateLimit({ ...limit, name: 'sign-in' }) };
  return {
    signIn,
    initiateLogin: { ...signIn, issuer: connect.issuer, baseUrl },
    signOut: {
      sessions: core.sessions,
      revokeAll: core.revokeAll,
      planSignOut: (request) => planSignOut(provider, { ...request, postLogoutRedirectUri: `${baseUrl}/signed-out` }),
      https,
      now,
    },
  };
}

/** What Visma Connect tells by itself. */
function composeNotices(
  { connect }: ReadyConfig,
  { store, provider, core, protocol, now, limit }: Parts,
): Pick<AppDeps, 'frontChannel' | 'backChannel' | 'limits'> {
  const { issuer } = connect;
  const { sessions } = core;
  const noticeOf = protocol?.noticeOf ?? (() => undefined);
  return {
    frontChannel: { issuer, sessions, noticeOf, now },
    backChannel: {
      issuer,
      sessions,
      verifyLogoutToken: createLogoutTokenVerifier(provider),
      replays: createReplayGuard(store, now),
      noticeOf,
    },
    limits: { backChannel: refusalLimit({ ...limit, name: 'back-channel' }) },
  };
}

/** The pages of the protocol view. */
function composeProtocolPages(
  { session, faultsToTry }: ReadyConfig,
  { provider, core, erp, withCompanyToken, now, limit }: Parts,
  recorder: ProtocolRecorder,
): AppDeps['protocol'] {
  return {
    vault: core.vault,
    freshTokens: core.freshTokens,
    recorder,
    noteRefusal: recorder.noteRefusal,
    life: session,
    now,
    inventory: erp.inventory,
    withCompanyToken,
    faults: faultsToTry,
    aboutToken: {
      offersIntrospection: () => offersIntrospection(provider),
      introspect: (accessToken) => introspectToken(provider, accessToken),
      userinfo: (about) => askUserinfo(provider, about),
    },
    tampering: createTokenTampering({ vault: core.vault, ttlSeconds: session.maxMinutes * 60, now }),
    limit: rateLimit({ ...limit, name: 'protocol' }),
  };
}

interface CoreParts {
  readonly store: Store;
  readonly provider: Provider;
  readonly logger: Logger;
  readonly now: () => number;
  readonly forget: ((sessionId: string) => Promise<void>) | undefined;
}

/** Who is signed in, to which companies, with which tokens. */
function composeCore({ session, scopes }: ReadyConfig, { store, provider, logger, now, forget }: CoreParts) {
  const ttlSeconds = session.maxMinutes * 60;
  const vault = createVault(store, createSealer(session.secrets, 'vault'));
  const index = createSessionIndex(store, session.maxMinutes);
  const attempts = createAttempts({ store, now, minutes: ATTEMPT_MINUTES });
  const revokeAll = createRevokeAll((tokens) => revokeTokens(provider, tokens), logger);
  const prepare = () => prepareRefresh(provider);
  const refresh = (tokens: TokenSet) => refreshTokens(provider, tokens);
  return {
    vault,
    attempts,
    concurrentSignIns: createConcurrentSignIns({ store, now }),
    revokeAll,
    sessions: createSessions({ store, vault, index, life: session, now, forget }),
    signIns: createSignIns({ provider, attempts, vault, revokeAll, scopes, ttlSeconds, logger }),
    freshTokens: createFreshTokens({ store, vault, prepare, refresh, ttlSeconds, now, logger }),
  };
}

/** Whoever sees the steps; without it none is recorded. */
function composeRecorder(
  { server, session, connect }: ReadyConfig,
  { store, logger, now }: Pick<CoreParts, 'store' | 'logger' | 'now'>,
): ProtocolRecorder {
  return createProtocolRecorder({
    traces: createTraces({ store, sealer: createSealer(session.secrets, 'trace') }),
    redact: createRedact([connect.clientSecret, ...session.secrets]),
    https: server.https,
    maxMinutes: session.maxMinutes,
    now,
    logger,
  });
}
