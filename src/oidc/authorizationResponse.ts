import type { ServerMetadata } from 'openid-client';
import { SignInError } from '../errors.ts';
import type { Check } from 'visma-net-client/connect/protocolStep';
import { recordStep } from './recordStep.ts';

export interface ReceivedResponse {
  readonly parameters: URLSearchParams;
  /** The state that the attempt was found by: the browser brought it, and its cookie too. */
  readonly state: string;
  readonly issuer: string;
  readonly redirectUri: string;
  readonly now: () => number;
}

const SINGLE = ['code', 'state', 'iss', 'error', 'error_description'];

/**
 * Checks the redirect back before anything is believed of it, an error included. An error is thrown on by whoever
 * exchanges the code.
 * @throws SignInError callback_invalid, issuer_mismatch
 * @see RFC 6749 §4.1.2, RFC 9207 §2.4
 */
export function checkResponse(metadata: ServerMetadata, response: ReceivedResponse): void {
  const { parameters, redirectUri, now } = response;
  const checks = responseChecks(metadata, response);
  const failed = checks.find(({ passed }) => !passed);
  const url = new URL(redirectUri);
  url.search = parameters.toString();
  const error = failed && (failed.rule === ISS_RULE ? 'issuer_mismatch' : 'callback_invalid');
  recordStep({
    kind: 'authorization_response',
    startedAtMs: now(),
    request: { method: 'GET', url: url.href },
    checks,
    error,
  });
  if (error) throw new SignInError(error, { reason: `refused: ${failed.rule}` });
}

const ISS_RULE = 'iss of the answer is the issuer';

function responseChecks(metadata: ServerMetadata, { parameters, state, issuer }: ReceivedResponse): Check[] {
  const iss = parameters.get('iss');
  const issIsPromised = metadata.authorization_response_iss_parameter_supported === true;
  const isAnswer = parameters.get('error') !== null || (parameters.get('code') ?? '') !== '';
  return [
    {
      rule: 'no parameter comes twice',
      section: 'RFC 6749 §3.1',
      passed: SINGLE.every((name) => parameters.getAll(name).length < 2),
    },
    {
      rule: 'state is of an attempt that this browser began',
      section: 'RFC 9700 §4.7.1',
      passed: parameters.get('state') === state,
    },
    { rule: ISS_RULE, section: 'RFC 9207 §2.4', passed: iss === null ? !issIsPromised : iss === issuer },
    { rule: 'there is a code or an error', section: 'RFC 6749 §4.1.2', passed: isAnswer },
  ];
}
