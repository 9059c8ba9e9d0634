import type { Response } from 'express';
import type { ConnectDeps } from './connectDeps.ts';
import type { ConnectFault } from './connectFaults.ts';
import { ProtocolError } from './protocolError.ts';

const REFUSALS: readonly (readonly [ConnectFault, string])[] = [
  ['token_endpoint_invalid_client', 'invalid_client'],
  ['token_endpoint_invalid_grant', 'invalid_grant'],
  ['token_endpoint_invalid_tenant', 'invalid_tenant'],
];

const SLOW_MS = 3000;

/**
 * What a fault does to a token request before it is worked on: true when there is nothing left to answer.
 * @throws ProtocolError in place of a good answer
 */
export async function strikeTokenCall(
  { faults }: ConnectDeps,
  clientId: string,
  grantType: string | undefined,
  response: Response,
): Promise<boolean> {
  const strikes = (fault: ConnectFault): boolean => faults.take(fault, clientId);
  if (strikes('token_endpoint_hangs')) return true;
  if (strikes('token_endpoint_slow')) await new Promise((resolve) => setTimeout(resolve, SLOW_MS));
  if (strikes('token_endpoint_reset')) return cut(response);
  if (strikes('token_endpoint_503')) return sent(response.status(503).set('Retry-After', '30').end());
  if (strikes('token_endpoint_500') || (grantType === 'refresh_token' && strikes('refresh_500')))
    return sent(response.status(500).json({ error: 'server_error' }));
  if (strikes('token_endpoint_html'))
    return sent(response.type('html').send('<!doctype html><title>Maintenance</title>'));
  if (strikes('token_endpoint_null')) return sent(response.type('json').send('null'));
  if (strikes('token_endpoint_truncated')) {
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '2000' });
    return sent(response.write('{"access_token":"ey', () => cut(response)));
  }
  for (const [fault, code] of REFUSALS)
    if (strikes(fault)) throw new ProtocolError(code, { hint: `The fault ${fault} struck` });
  if (grantType === 'refresh_token' && strikes('refresh_invalid_grant'))
    throw new ProtocolError('invalid_grant', { hint: 'The fault refresh_invalid_grant struck' });
  return false;
}

/** What a fault does to a good answer; undefined when there is nothing left to send. */
export function changeAnswer(
  { faults }: ConnectDeps,
  clientId: string,
  grantType: string | undefined,
  response: Response,
  answer: object,
): object | undefined {
  const strikes = (fault: ConnectFault): boolean => faults.take(fault, clientId);
  const without = (name: string): object => Object.fromEntries(Object.entries(changed).filter(([one]) => one !== name));
  let changed = answer;
  if (strikes('token_type_not_bearer')) changed = { ...changed, token_type: 'DPoP' };
  if (strikes('token_without_access_token')) changed = without('access_token');
  if (strikes('token_without_id_token')) changed = without('id_token');
  if (grantType !== 'refresh_token') return changed;
  if (strikes('refresh_without_refresh_token')) changed = without('refresh_token');
  if (!strikes('refresh_lost_answer')) return changed;
  cut(response);
  return undefined;
}

function cut(response: Response): true {
  response.socket?.destroy();
  return true;
}

function sent(_response: unknown): true {
  return true;
}
