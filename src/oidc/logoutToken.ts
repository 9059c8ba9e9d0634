import { z } from 'zod';
import { SignInError } from '../errors.ts';
import { decode } from './jwt.ts';
import type { Check } from 'visma-net-client/connect/protocolStep';
import type { DiscoveredProvider } from 'visma-net-client/connect/connectClient';
import type { Provider } from './provider.ts';
import { verifySignature } from './signature.ts';
import { asStep, recordStep } from './recordStep.ts';

/** What a logout token says: whose session, or all sessions of whom. At least one of `sid` and `sub` is there. */
export interface LogoutNotice {
  readonly jti: string;
  readonly sid: string | undefined;
  readonly sub: string | undefined;
  /** Epoch seconds; after it the token is refused, so it need not be remembered longer. */
  readonly expiresAt: number;
}

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';

/** After Connect could not be asked for metadata or keys, notices do not make us ask again for so long. */
const PAUSE_MS = 5000;

export type VerifyLogoutToken = (token: string) => Promise<LogoutNotice>;

/**
 * Checks logout tokens whole. Unknown claims are ignored. Whether one came before is for the caller to know.
 * @throws SignInError logout_token_invalid; connect_unreachable when metadata or keys cannot be fetched
 * @see OpenID Connect Back-Channel Logout 1.0 §2.4, §2.6
 */
export function createLogoutTokenVerifier(provider: Provider): VerifyLogoutToken {
  let pausedUntilMs = 0;
  const isSigned = async (token: string): Promise<Check> => {
    if (pausedUntilMs > provider.now()) {
      throw new SignInError('connect_unreachable', { reason: 'it could not be asked for keys a moment ago' });
    }
    try {
      const { keysForNotices } = await asStep('metadata', () => provider.discover());
      return await asStep('keys', () => signatureCheck(token, keysForNotices));
    } catch (error) {
      pausedUntilMs = provider.now() + PAUSE_MS;
      throw error;
    }
  };
  return (token) => verifyLogoutToken(provider, token, isSigned);
}

async function verifyLogoutToken(
  provider: Provider,
  token: string,
  isSigned: (token: string) => Promise<Check>,
): Promise<LogoutNotice> {
  const contents = logoutTokenChecks(token, provider);
  const checks = contents.every(({ passed }) => passed) ? [...contents, await isSigned(token)] : contents;
  const failed = checks.find(({ passed }) => !passed);
  recordStep({
    kind: 'backchannel_logout',
    startedAtMs: provider.now(),
    request: { method: 'POST', body: new URLSearchParams({ logout_token: token }).toString() },
    checks,
    ...(failed ? { error: 'logout_token_invalid' } : {}),
  });
  const claims = noticeClaims.safeParse(decode(token)?.claims);
  if (failed || !claims.success) {
    throw new SignInError('logout_token_invalid', { reason: `refused: ${failed?.rule ?? 'its claims'}` });
  }
  const { jti, sid, sub, exp } = claims.data;
  return { jti, sid, sub, expiresAt: exp };
}

const noticeClaims = z.object({
  jti: z.string(),
  sid: z.string().optional(),
  sub: z.string().optional(),
  exp: z.number(),
});

/** Comes last: it may need metadata and keys to be fetched, and anybody can send a token. */
async function signatureCheck(token: string, keys: DiscoveredProvider['keysForNotices']): Promise<Check> {
  const { passed, signed } = await verifySignature(token, keys);
  return check(`signed ${signed}`, '§2.6 (2)', passed);
}

function logoutTokenChecks(token: string, provider: Provider): Check[] {
  const { issuer, clientId, now, clockToleranceSeconds } = provider;
  const decoded = decode(token);
  if (!decoded) return [check('the logout token is a JWT', '§2.4', false)];
  const { header, claims } = decoded;
  const nowSeconds = Math.floor(now() / 1000);
  return [
    check('typ is logout+jwt, JWT or absent', '§2.4', isTypeRight(header.typ)),
    check('iss is the issuer', '§2.6 (3)', claims.iss === issuer),
    check('aud is this client', '§2.6 (3)', [claims.aud].flat().includes(clientId)),
    check(
      'iat is there and not in the future',
      '§2.6 (3)',
      isNumber(claims.iat) && claims.iat <= nowSeconds + clockToleranceSeconds,
    ),
    check(
      'exp is there and not over',
      '§2.4, §2.6 (3)',
      isNumber(claims.exp) && claims.exp + clockToleranceSeconds > nowSeconds,
    ),
    check('sub or sid is there', '§2.6 (4)', isText(claims.sub) || isText(claims.sid)),
    check('events holds the logout event', '§2.6 (5)', hasEvent(claims.events)),
    check('there is no nonce', '§2.6 (6)', claims.nonce === undefined),
    check('jti is there', '§2.4', isText(claims.jti)),
  ];
}

function check(rule: string, section: string, passed: boolean): Check {
  return { rule, section: `Back-Channel Logout ${section}`, passed };
}

function isTypeRight(typ: unknown): boolean {
  return (
    typ === undefined ||
    (typeof typ === 'string' && ['logout+jwt', 'jwt'].includes(typ.toLowerCase().replace(/^application\//, '')))
  );
}

function hasEvent(events: unknown): boolean {
  if (typeof events !== 'object' || events === null || !Object.hasOwn(events, EVENT)) return false;
  const event: unknown = Reflect.get(events, EVENT);
  return typeof event === 'object' && event !== null;
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
