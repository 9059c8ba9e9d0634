import type { Response } from 'express';
import type { World } from '../connectWorld.ts';
import { ALL_BREAKS, breakAnswer, cutConnection, takeBreak } from '../../protocol/breakAnswer.ts';
import type { Parameters } from '../../protocol/singleValues.ts';
import type { ConnectDeps } from '../connectDeps.ts';
import type { ConnectFault } from './connectFaults.ts';
import { ProtocolError } from '../../protocol/protocolError.ts';
import { TOKEN_ERRORS } from './tokenFaults.ts';

type TakesFault = (fault: ConnectFault) => boolean;

/** What is to become of a token request in place of a good answer: thrown, sent, or done before the real work. */
type FaultHandler = (deps: ConnectDeps, form: Parameters, res: Response) => unknown;

/**
 * What a fault does to a token request before it is worked on: true when there is nothing left to answer. Which faults
 * apply is settled when the request comes in: a slow one must not take those that are ordered while it waits.
 * @throws ProtocolError in place of a good answer
 */
export async function injectTokenFault(
  deps: ConnectDeps,
  clientId: string,
  form: Parameters,
  res: Response,
): Promise<boolean> {
  const takes: TakesFault = (fault) => deps.faults.take(fault, clientId);
  const order = takeBreak(ALL_BREAKS, (name) => takes(`token_endpoint_${name}`));
  const handler = order.kind === undefined ? takeHandler(takes, form.grant_type) : undefined;
  if (await breakAnswer(res, order, deps.world.settings.current().faultDelayMs)) return true;
  await handler?.(deps, form, res);
  return res.writableEnded;
}

function takeHandler(takes: TakesFault, grantType: string | undefined): FaultHandler | undefined {
  const [, handler] = [...ALWAYS, ...(BY_GRANT.get(grantType ?? '') ?? [])].find(([fault]) => takes(fault)) ?? [];
  return handler;
}

type FaultHandlers = readonly (readonly [ConnectFault, FaultHandler])[];

function refuseWith(error: string): FaultHandler {
  return () => {
    throw new ProtocolError(error);
  };
}

const ALWAYS: FaultHandlers = [
  ...TOKEN_ERRORS.map((error): FaultHandlers[number] => [`token_endpoint_${error}`, refuseWith(error)]),
  [
    'token_endpoint_401',
    (_deps, _form, res) =>
      res.status(401).set('WWW-Authenticate', 'Basic realm="connect"').json({ error: 'invalid_client' }),
  ],
  ['token_endpoint_429', (_deps, _form, res) => res.status(429).set('Retry-After', '30').json({ error: 'slow_down' })],
  ['token_endpoint_redirect', (_deps, _form, res) => res.redirect(307, 'http://other.example/connect/token')],
];

const ROLE_MISSING: FaultHandlers[number] = [
  'role_missing',
  ({ world }) => {
    throw new ProtocolError(world.settings.current().noCompanyError, { hint: 'The API User role counts as missing' });
  },
];

const BY_GRANT: ReadonlyMap<string, FaultHandlers> = new Map<string, FaultHandlers>([
  ['authorization_code', [ROLE_MISSING]],
  [
    'client_credentials',
    [
      [
        'grant_withdrawn',
        ({ world }) => {
          const hint = 'The tenant counts as having withdrawn its grant';
          throw new ProtocolError(world.settings.current().ungrantedTenantError, { hint });
        },
      ],
    ],
  ],
  [
    'refresh_token',
    [
      ROLE_MISSING,
      ['refresh_500', (_deps, _form, res) => res.status(500).json({ error: 'server_error' })],
      ['refresh_invalid_grant', refuseWith('invalid_grant')],
      [
        'refresh_expired',
        ({ world }, { refresh_token: token = '' }) => {
          world.refreshTokens.remove(token);
          throw new ProtocolError('invalid_grant', { hint: 'The refresh token counts as expired' });
        },
      ],
      ['refresh_revoked', cancelGrant('The sign-in counts as revoked')],
      ['refresh_replayed', cancelGrant('The one-time refresh token counts as used twice: the grant is cancelled')],
      [
        'consent_withdrawn',
        ({ world }, form) => {
          const signIn = world.signIns.find(grantIdOf(world, form));
          if (signIn) world.consents.withdraw(signIn.personId, signIn.clientId);
        },
      ],
    ],
  ],
]);

function cancelGrant(hint: string): FaultHandler {
  return ({ world }, form) => {
    world.signIns.end(grantIdOf(world, form));
    throw new ProtocolError('invalid_grant', { hint });
  };
}

function grantIdOf({ refreshTokens }: World, { refresh_token: token = '' }: Parameters): string {
  return refreshTokens.find(token)?.grantId ?? '';
}

type Answer = Readonly<Record<string, unknown>>;

const CHANGES: readonly (readonly [ConnectFault, (answer: Answer) => Answer])[] = [
  ['token_type_not_bearer', (answer) => ({ ...answer, token_type: 'DPoP' })],
  ['token_without_access_token', ({ access_token: _gone, ...answer }) => answer],
  ['token_without_id_token', ({ id_token: _gone, ...answer }) => answer],
  ['token_without_refresh_token', withoutRefreshToken],
  ['token_without_expires_in', ({ expires_in: _gone, ...answer }) => answer],
  ['token_expires_in_text', (answer) => ({ ...answer, expires_in: String(answer.expires_in) })],
  ['token_narrower_scope', (answer) => ({ ...answer, scope: String(answer.scope).split(' ')[0] })],
];

/** What a fault does to a good answer; undefined when there is nothing left to send. */
export function changeAnswer(
  { faults }: ConnectDeps,
  clientId: string,
  grantType: string | undefined,
  res: Response,
  answer: object,
): object | undefined {
  const takes: TakesFault = (fault) => faults.take(fault, clientId);
  let changed: Answer = { ...answer };
  for (const [fault, change] of CHANGES) if (takes(fault)) changed = change(changed);
  if (grantType !== 'refresh_token') return changed;
  if (takes('refresh_without_refresh_token')) changed = withoutRefreshToken(changed);
  if (!takes('refresh_lost_answer')) return changed;
  cutConnection(res);
  return undefined;
}

function withoutRefreshToken({ refresh_token: _gone, ...answer }: Answer): Answer {
  return answer;
}
