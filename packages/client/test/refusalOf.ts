import { ErpError } from '../src/errors.ts';

/** The ErpError that a call ends with; anything else fails the test. */
export async function refusalOf(call: Promise<unknown>): Promise<ErpError> {
  const outcome = await call.then(
    () => new Error('The call was answered'),
    (reason: unknown) => reason,
  );
  if (!(outcome instanceof ErpError)) throw outcome;
  return outcome;
}
