import { fingerprintOf } from './cutText.ts';
import { signInsOf } from './signInsOf.ts';
import type { TraceStep } from './traceStep.ts';

/**
 * The scopes that the sign-in asked for by which this access token came; undefined when its steps are not kept any
 * more. Pure.
 */
export function askedScopes(steps: readonly TraceStep[], accessToken: string): readonly string[] | undefined {
  const mark = fingerprintOf(accessToken);
  const signIn = signInsOf(steps).find(({ steps: own }) => own.some(({ links }) => links.includes(mark)));
  const request = signIn?.steps.find(({ kind }) => kind === 'authorization_request')?.request;
  return request?.query
    .find(({ name }) => name === 'scope')
    ?.value.split(' ')
    .filter(Boolean);
}
