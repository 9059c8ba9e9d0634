import { randomUUID } from 'node:crypto';
import { ErpError, isVismaError, type Quota, type VismaError } from './errors.ts';
import type { CallContext, RecordedCall } from './transport/callContext.ts';
import type { ServiceToken } from './connect/clientCredentials.ts';
import { explain, explainMissingScope, type Asked } from './explain.ts';
import type { ApiName } from './resources/resource.ts';
import { createPace, type Pace, type PaceOptions } from './pace.ts';
import type { ServiceTokens } from './serviceTokens.ts';

/** One call of an API on behalf of a company. */
export interface PlannedCall<T> {
  readonly tenantId: string;
  /** Each API counts calls by itself. */
  readonly api: ApiName;
  readonly scope: string;
  /** How often it may be tried while the API is away; 1 for writes. */
  readonly attempts: number;
  readonly signal: AbortSignal | undefined;
  readonly onCall: ((call: RecordedCall) => void) | undefined;
  readonly run: (context: CallContext) => Promise<T>;
}

/**
 * Makes a call with a token that is good, at the speed that the API allows.
 * @throws ServiceError; the reason of `signal` when the caller gave up
 */
export type Call = <T extends { readonly quota: Quota | undefined }>(planned: PlannedCall<T>) => Promise<T>;

export interface CallerOptions extends Omit<PaceOptions, 'tenantId'> {
  readonly tokens: ServiceTokens;
  readonly clientId: string;
  readonly issuer: string;
}

/** A window that says nothing of its end, and how often the API may say so before it counts as broken. */
const UNTOLD_WAIT_SECONDS = 60;
const MOST_REFUSALS = 20;

/** A token that was given so lately is refused for another reason than its age. */
const FRESH_SECONDS = 30;

export function createCaller(options: CallerOptions): Call {
  const paces = new Map<string, Pace>();
  const paceOf = (tenantId: string, api: string): Pace => {
    const key = `${api} ${tenantId}`;
    const pace = paces.get(key) ?? createPace({ ...options, tenantId });
    paces.set(key, pace);
    return pace;
  };
  return async (planned) => {
    const { tenantId, api, scope } = planned;
    const asked = { clientId: options.clientId, issuer: options.issuer, tenantId, scopes: [scope] };
    try {
      return await insist(options, paceOf(tenantId, api), asked, planned);
    } catch (error) {
      planned.signal?.throwIfAborted();
      throw explain(error, asked);
    }
  };
}

async function insist<T extends { readonly quota: Quota | undefined }>(
  options: CallerOptions,
  pace: Pace,
  asked: Asked,
  planned: PlannedCall<T>,
): Promise<T> {
  let [failures, refusals] = [0, 0];
  for (;;) {
    await pace.beforeCall(planned.signal);
    try {
      const answer = await withToken(options, asked, planned);
      pace.learn(answer.quota);
      return answer;
    } catch (error) {
      if (isThrottled(error) && ++refusals < MOST_REFUSALS) {
        pace.block(Math.max(1, error.details.retryAfterSeconds ?? UNTOLD_WAIT_SECONDS));
        continue;
      }
      const seconds = isAway(error) ? backOff(++failures, error.details.retryAfterSeconds) : Infinity;
      if (failures >= planned.attempts || seconds > options.maxWaitSeconds) throw error;
      options.onWait({ tenantId: planned.tenantId, seconds, why: 'away' });
      await options.wait(seconds * 1000, planned.signal);
    }
  }
}

/** A token that was good a while ago may have been ended: a fresh one tells. */
async function withToken<T>({ tokens, now }: CallerOptions, asked: Asked, planned: PlannedCall<T>): Promise<T> {
  const { tenantId, scope } = planned;
  const token = await tokens.get(tenantId, [scope]);
  try {
    return await run(token, asked, planned);
  } catch (error) {
    const isOld = now() / 1000 - token.obtainedAt > FRESH_SECONDS;
    if (!isOld || !(error instanceof ErpError) || error.code !== 'erp_unauthorised') throw error;
    tokens.forget(token);
    const fresh = await tokens.get(tenantId, [scope]);
    return await run(fresh, asked, planned);
  }
}

function run<T>(token: ServiceToken, asked: Asked, { scope, signal, onCall, run: call }: PlannedCall<T>): Promise<T> {
  if (token.scopes.length > 0 && !token.scopes.includes(scope)) throw explainMissingScope(asked, [scope]);
  return call({ accessToken: token.accessToken, correlationId: randomUUID(), signal, onCall });
}

function isThrottled(error: unknown): error is ErpError {
  return error instanceof ErpError && error.code === 'erp_throttled' && error.details.status !== undefined;
}

function isAway(error: unknown): error is VismaError {
  return (
    isVismaError(error) && ['erp_unavailable', 'connect_unreachable', 'token_response_invalid'].includes(error.code)
  );
}

/** 1, 3, 9, … seconds, or as long as the API said. */
function backOff(failures: number, toldSeconds: number | undefined): number {
  return Math.max(3 ** (failures - 1), toldSeconds ?? 0);
}
