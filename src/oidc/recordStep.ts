import { AsyncLocalStorage } from 'node:async_hooks';
import type { ConnectCall } from 'visma-net-client/connect/httpFetch';
import type { ProtocolStep, RecordStep, StepKind } from 'visma-net-client/connect/protocolStep';

const recorders = new AsyncLocalStorage<RecordStep | undefined>();
const kinds = new AsyncLocalStorage<StepKind>();

/**
 * Runs `work`: the steps that it and everything it calls and awaits take go to `record`, to nobody where that is
 * undefined. Set once for a request; set again where steps are for somebody else.
 */
export function recordingTo<T>(record: RecordStep | undefined, work: () => T): T {
  return recorders.run(record, work);
}

/** Who records here. For what calls back out of line, such as a stream; everybody else calls `recordStep`. */
export function currentRecorder(): RecordStep | undefined {
  return recorders.getStore();
}

/** Hands a step to whoever records here. Nothing where nobody does. */
export function recordStep(step: ProtocolStep): void {
  recorders.getStore()?.(step);
}

/** Runs `work`: every call to Visma Connect within it is a step of this kind. */
export function asStep<T>(kind: StepKind, work: () => Promise<T>): Promise<T> {
  return recorders.getStore() ? kinds.run(kind, work) : work();
}

/** The observer of the calls to Visma Connect. A call outside of any step is none. */
export function recordConnectCall({ url, method, headers, body, ...rest }: ConnectCall): void {
  const kind = kinds.getStore();
  const record = recorders.getStore();
  if (kind === undefined || !record) return;
  record({ ...rest, kind: kindOf(url, kind), request: { method, url, headers, body } });
}

/** Metadata and keys are fetched in the course of other steps. */
function kindOf(url: string, kind: StepKind): StepKind {
  if (url.endsWith('/.well-known/openid-configuration')) return 'metadata';
  return /jwks|\/certs|\/keys/.test(new URL(url).pathname) ? 'keys' : kind;
}
