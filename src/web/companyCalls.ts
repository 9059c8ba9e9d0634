import type { Request } from 'express';
import { withCompanyToken, type CompanyTokenDeps } from '../connections/withCompanyToken.ts';
import type { CallContext, RecordedCall } from 'visma-net-client/transport/callContext';
import type { ProtocolStep } from 'visma-net-client/connect/protocolStep';
import { signedInSession } from './guard.ts';
import type { Quotas } from './limits/quotas.ts';
import { correlationId } from './requestLog.ts';
import { currentRecorder } from '../oidc/recordStep.ts';

/**
 * Asks an API with the token of one of the person's companies, refreshed when due.
 * @throws AppError company_not_connected, company_not_allowed, sign_in_again and whatever the call throws
 */
export type WithCompanyToken = <T>(
  req: Request,
  tenantId: string,
  call: (context: CallContext) => Promise<T>,
) => Promise<T>;

/** The way of all pages to the APIs. */
export function companyCalls({
  quotas,
  ...deps
}: CompanyTokenDeps & { readonly quotas: Pick<Quotas, 'noteOf'> }): WithCompanyToken {
  return (req, tenantId, call) => {
    // Taken here: a list that is streamed goes on where its reader pulls.
    const record = currentRecorder();
    const common = {
      correlationId: correlationId(req),
      ...(record && { onCall: (recorded: RecordedCall) => record(stepOf(recorded, deps.now())) }),
    };
    return withCompanyToken(deps, {
      signedIn: signedInSession(req),
      tenantId,
      call: (accessToken) => quotas.noteOf(tenantId, call({ accessToken, ...common })),
    });
  };
}

/** `now`: it has just ended. */
function stepOf(call: RecordedCall, now: number): ProtocolStep {
  const { status, durationMs, failure } = call;
  return {
    kind: 'api_call',
    startedAtMs: now - durationMs,
    durationMs,
    request: { method: call.method, url: call.url, headers: call.requestHeaders, body: call.requestBody },
    response: status === undefined ? undefined : { status, headers: call.responseHeaders, body: call.responseBody },
    error: failure,
  };
}
