import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type CryptoKey, type JWK, type JWTPayload } from 'jose';

/** How an endpoint answers when it does not answer as it should. */
export type Misbehaviour =
  | { readonly status?: number; readonly headers?: Record<string, string>; readonly body: string }
  | 'hangs'
  | 'resets'
  | 'endless';

/** What a provider says at each place. Each knob changes the honest answer, or replaces it. */
export interface Script {
  metadata?: ((honest: Json) => Json) | Misbehaviour | undefined;
  keys?: ((honest: { keys: JWK[] }) => Json) | Misbehaviour | undefined;
  idToken?: ((honest: JWTPayload) => JWTPayload) | undefined;
  /** Makes the text of the ID token: `unsigned`, a broken signature, a key without a name. */
  sign?: ((claims: JWTPayload, provider: HostileProvider) => Promise<string>) | undefined;
  tokenAnswer?: ((honest: Json) => Json) | Misbehaviour | undefined;
  refreshAnswer?: ((honest: Json) => Json) | Misbehaviour | undefined;
  userinfo?: ((honest: Json) => Json) | Misbehaviour | undefined;
  revocation?: Misbehaviour | undefined;
  /** The ERP answers after this. */
  erpWaits?: Promise<void> | undefined;
  /** The parameters of the redirect back. */
  response?: ((honest: URLSearchParams) => URLSearchParams) | undefined;
}

export type Json = Record<string, unknown>;

export interface HostileProvider {
  readonly url: string;
  /** Empty: honest. */
  script: Script;
  /** The person who signs in, and the company. */
  sub: string;
  tenantId: string | undefined;
  /** Seconds that access tokens live; 0: expired when it arrives. */
  lifetimeSeconds: number;
  /** Whether a refresh token is good once, and each refresh gives another. */
  oneTimeRefresh: boolean;
  /** An ERP is beside it, with no items; asked with these access tokens, in order. */
  readonly erpCalls: string[];
  /** Paths asked for, in order: `POST /connect/token refresh_token`. */
  readonly calls: string[];
  /** Every token given out: access, refresh and ID tokens. */
  readonly issued: string[];
  readonly revoked: string[];
  /** What happens at the authorization endpoint when somebody signs in: answers where the browser is sent back to. */
  authorize(authorizationUrl: string): string;
  /** A notice of back-channel logout, with changes. */
  logoutToken(changes?: Json, header?: Json): Promise<string>;
  /** Signs from now on with a new key that is in the JWKS; the old one leaves. */
  rotateKeys(): Promise<void>;
  key: () => SigningKey;
  /** Lets whatever hangs go. */
  stop(): Promise<void>;
}

export interface SigningKey {
  readonly kid: string;
  readonly privateKey: CryptoKey;
}

interface Grant {
  readonly nonce: string | null;
  readonly challenge: string;
  readonly clientId: string;
  readonly scope: string;
  readonly sub: string;
  readonly tenantId: string | undefined;
}

export const CLIENT = { clientId: 'isv_test', clientSecret: 'a-test-secret' };
export const SID = 'connect-session-1';

/** A provider that is honest until its script says otherwise. `now` is epoch milliseconds. */
export async function startHostileProvider(now: () => number = Date.now): Promise<HostileProvider> {
  const codes = new Map<string, Grant>();
  const refreshTokens = new Map<string, Grant>();
  let keyNumber = 0;
  // Made before it is needed: a token call in which a key is made would take longer than callers wait.
  let [signing] = await Promise.all([keyOf(0), keyOf(1)]);
  const server = createServer((req, res) => {
    handle(req, res).catch(() => res.destroy());
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const url = `http://127.0.0.1:${portOf(server)}`;
  const seconds = () => Math.floor(now() / 1000);

  const idTokenOf = async (grant: Grant, accessToken: string, isRefresh: boolean): Promise<string> => {
    const honest: JWTPayload = {
      iss: url,
      aud: grant.clientId,
      sub: grant.sub,
      iat: seconds(),
      exp: seconds() + 300,
      sid: SID,
      ...(isRefresh || grant.nonce === null ? {} : { nonce: grant.nonce }),
      at_hash: createHash('sha256').update(accessToken).digest().subarray(0, 16).toString('base64url'),
      name: 'Kari Nordfjord',
    };
    const claims = provider.script.idToken ? provider.script.idToken(honest) : honest;
    return (provider.script.sign ?? signHonestly)(claims, provider);
  };

  const grantTokens = async (grant: Grant, isRefresh: boolean, given: string): Promise<Json> => {
    const tenant = grant.tenantId === undefined ? {} : { tenant_id: grant.tenantId };
    const accessToken = await sign({ iss: url, sub: grant.sub, jti: randomUUID(), ...tenant }, signing);
    const refreshToken = isRefresh && !provider.oneTimeRefresh ? given : randomUUID();
    refreshTokens.set(refreshToken, grant);
    const idToken = await idTokenOf(grant, accessToken, isRefresh);
    provider.issued.push(accessToken, refreshToken, idToken);
    return {
      access_token: accessToken,
      token_type: 'Bearer',
      expires_in: provider.lifetimeSeconds,
      scope: grant.scope,
      refresh_token: refreshToken,
      id_token: idToken,
    };
  };

  const token = async (form: URLSearchParams): Promise<{ status: number; body: Json }> => {
    const isRefresh = form.get('grant_type') === 'refresh_token';
    const given = form.get(isRefresh ? 'refresh_token' : 'code') ?? '';
    const grant = (isRefresh ? refreshTokens : codes).get(given);
    if (!isRefresh) codes.delete(given);
    else if (provider.oneTimeRefresh) refreshTokens.delete(given);
    const isProved = isRefresh || grant?.challenge === challengeOf(form.get('code_verifier') ?? '');
    if (!grant || !isProved) return { status: 400, body: { error: 'invalid_grant' } };
    return { status: 200, body: await grantTokens(grant, isRefresh, given) };
  };

  const handle = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const { pathname } = new URL(req.url ?? '/', url);
    const form = new URLSearchParams(await bodyOf(req));
    provider.calls.push([req.method, pathname, form.get('grant_type')].filter(Boolean).join(' '));
    const { script } = provider;
    switch (pathname) {
      case '/.well-known/openid-configuration': {
        answer(res, script.metadata, metadataOf(url));
        return;
      }
      case '/.well-known/openid-configuration/jwks': {
        answer(res, script.keys, { keys: [signing.jwk] });
        return;
      }
      case '/connect/token': {
        const { status, body } = await token(form);
        const knob = form.get('grant_type') === 'refresh_token' ? script.refreshAnswer : script.tokenAnswer;
        answer(res, knob, body, status);
        return;
      }
      case '/connect/userinfo': {
        answer(res, script.userinfo, {
          sub: provider.sub,
          name: 'Kari Nordfjord',
          email: 'kari@example.com',
          tenants: [{ id: provider.tenantId, name: `Company ${provider.tenantId ?? ''}` }],
        });
        return;
      }
      case '/connect/revocation':
        provider.revoked.push(form.get('token') ?? '');
        refreshTokens.delete(form.get('token') ?? '');
        answer(res, script.revocation, {});
        return;
      case '/v1/inventory':
        provider.erpCalls.push(req.headers.authorization ?? '');
        await script.erpWaits;
        answer(res, undefined, []);
        return;
      default: {
        answer(res, undefined, { error: 'not_found' }, 404);
        return;
      }
    }
  };

  const provider: HostileProvider = {
    url,
    script: {},
    sub: 'kari',
    tenantId: 't1',
    lifetimeSeconds: 3600,
    oneTimeRefresh: true,
    calls: [],
    issued: [],
    revoked: [],
    erpCalls: [],
    authorize: (authorizationUrl) => {
      const asked = new URL(authorizationUrl).searchParams;
      const code = randomUUID();
      codes.set(code, {
        nonce: asked.get('nonce'),
        challenge: asked.get('code_challenge') ?? '',
        clientId: asked.get('client_id') ?? '',
        scope: asked.get('scope') ?? '',
        sub: provider.sub,
        tenantId: provider.tenantId,
      });
      const honest = new URLSearchParams({ code, state: asked.get('state') ?? '', iss: url });
      const back = new URL(asked.get('redirect_uri') ?? '');
      back.search = (provider.script.response?.(honest) ?? honest).toString();
      return back.href;
    },
    logoutToken: (changes = {}, header = {}) => {
      const claims = {
        iss: url,
        aud: CLIENT.clientId,
        iat: seconds(),
        exp: seconds() + 300,
        jti: randomUUID(),
        sub: provider.sub,
        sid: SID,
        events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
        ...changes,
      };
      return sign(claims, signing, { typ: 'logout+jwt', ...header });
    },
    rotateKeys: async () => {
      signing = await keyOf(++keyNumber);
    },
    key: () => signing,
    stop: () => close(server),
  };
  return provider;
}

const signHonestly = (claims: JWTPayload, provider: HostileProvider): Promise<string> => sign(claims, provider.key());

/** Signs as the provider does, or with another header. */
export function sign(claims: JWTPayload, { kid, privateKey }: SigningKey, header: Json = {}): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid, ...header }).sign(privateKey);
}

export function unsigned(claims: JWTPayload): Promise<string> {
  return Promise.resolve(new UnsecuredJWT(claims).encode());
}

const pool: Promise<SigningKey & { jwk: JWK }>[] = [];

/** RSA keys take long to make; providers of one test file share them. */
function keyOf(number: number): Promise<SigningKey & { jwk: JWK }> {
  return (pool[number] ??= newKey());
}

async function newKey(): Promise<SigningKey & { jwk: JWK }> {
  const kid = randomUUID();
  const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
  return { kid, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' } };
}

function metadataOf(url: string): Json {
  return {
    issuer: url,
    authorization_endpoint: `${url}/connect/authorize`,
    token_endpoint: `${url}/connect/token`,
    userinfo_endpoint: `${url}/connect/userinfo`,
    end_session_endpoint: `${url}/connect/endsession`,
    revocation_endpoint: `${url}/connect/revocation`,
    jwks_uri: `${url}/.well-known/openid-configuration/jwks`,
    id_token_signing_alg_values_supported: ['RS256'],
    authorization_response_iss_parameter_supported: true,
  };
}

function answer<T extends object>(
  res: ServerResponse,
  knob: ((honest: T) => Json) | Misbehaviour | undefined,
  honest: T,
  status = 200,
): void {
  if (knob === undefined || typeof knob === 'function') {
    const body = knob === undefined ? honest : knob(honest);
    res.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
  } else misbehave(res, knob);
}

const CHUNK = Buffer.alloc(1024 * 1024, ' ');
const ENDLESS_BYTES = 200 * 1024 * 1024;

function misbehave(res: ServerResponse, how: Misbehaviour): void {
  if (how === 'resets') res.socket?.resetAndDestroy();
  else if (how === 'endless') {
    res.writeHead(200, { 'Content-Type': 'application/json' });
    let left = ENDLESS_BYTES;
    const more = () => {
      while (left > 0 && !res.destroyed) {
        left -= CHUNK.length;
        if (!res.write(CHUNK)) {
          res.once('drain', more);
          return;
        }
      }
      res.end();
    };
    more();
  } else if (how !== 'hangs') {
    res.writeHead(how.status ?? 200, { 'Content-Type': 'application/json', ...how.headers }).end(how.body);
  }
}

function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url');
}

async function bodyOf(req: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

function portOf(server: Server): number {
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('not listening');
  return address.port;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
