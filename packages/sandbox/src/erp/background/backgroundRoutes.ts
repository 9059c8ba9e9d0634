import { ErpRefusal, notFound } from '../../api/erpAnswer.ts';
import type { ErpCall, ErpRoute } from '../../api/erpCall.ts';
import { formatTime } from '../../api/times.ts';
import type { BackgroundRequest, BackgroundTable } from '../../api/background/backgroundTable.ts';
import { ownerOf } from '../../api/background/runInBackground.ts';

const DAY_MS = 86_400_000;

/** Fetching what a background call came to (published description). */
export function backgroundRoutes(table: BackgroundTable): ErpRoute[] {
  return [
    {
      method: 'get',
      path: '/background/:requestId',
      handle: (call) => ({ status: 200, body: stateDto(call, requireRequest(call, table)) }),
    },
    {
      method: 'get',
      path: '/background/:requestId/content',
      handle: (call) => {
        const request = requireRequest(call, table);
        // Guess: not documented what the content of a call that is still running is answered with.
        if (!isFinished(call, request)) throw notFound('The request has not finished yet.');
        if (request.content === null) return { status: 204 };
        return { status: 200, headers: { 'Content-Type': 'application/json; charset=utf-8' }, body: request.content };
      },
    },
  ];
}

/** @throws ErpRefusal 404 unknown, 403 of another company or user, 410 older than a day */
function requireRequest(call: ErpCall, table: BackgroundTable): BackgroundRequest {
  const request = table.find(call.params.requestId ?? '');
  if (!request) throw notFound('The background request is not known.');
  if (request.tenantId !== call.dataset.tenantId || request.owner !== ownerOf(call)) {
    throw new ErpRefusal({
      status: 403,
      body: { message: 'The background request belongs to another company or user.' },
    });
  }
  if (call.nowMs >= request.receivedMs + DAY_MS) {
    throw new ErpRefusal({ status: 410, body: { message: 'The background request is no longer kept.' } });
  }
  return request;
}

function isFinished(call: ErpCall, request: BackgroundRequest): boolean {
  return call.nowMs >= request.finishedMs;
}

function stateDto(call: ErpCall, request: BackgroundRequest) {
  const finished = isFinished(call, request);
  const time = (ms: number): string => formatTime(new Date(ms).toISOString(), call.settings);
  const hasContent = finished && request.content !== null;
  return {
    id: request.id,
    status: finished ? (request.statusCode < 400 ? 'Finished' : 'Failed') : 'Started',
    statusCode: finished ? request.statusCode : null,
    receivedUtc: time(request.receivedMs),
    startedUtc: time(request.receivedMs),
    finishedUtc: finished ? time(request.finishedMs) : null,
    webhookAddress: null,
    errorMessage: finished ? request.errorMessage : null,
    reference: null,
    originalUri: request.originalUri,
    hasResponseContent: hasContent,
    hasRequestContent: request.hasRequestContent,
    contentLocation: hasContent ? `${call.baseUrl}/background/${request.id}/content` : null,
    responseHeaders: finished ? request.headers : null,
  };
}
