import type { RecordedCall } from './callContext.ts';
import type { ApiCall, Outcome } from './apiCall.ts';

const KEPT_BYTES = 64 * 1024;

/** What the recorder is told of one exchange. */
export function recordCall(
  { name, method, url }: ApiCall,
  requestHeaders: Readonly<Record<string, string>>,
  requestBody: string | undefined,
  outcome: Outcome,
  times: Pick<RecordedCall, 'startedAtMs' | 'durationMs'>,
): RecordedCall {
  const sent = { name, method, url: url.href, requestHeaders, requestBody, ...times };
  if ('failure' in outcome) {
    return { ...sent, status: undefined, failure: outcome.failure, responseHeaders: {}, responseBody: '' };
  }
  const { status, headers, text } = outcome.answer;
  return { ...sent, status, failure: undefined, responseHeaders: headers, responseBody: beginningOf(text) };
}

/** A copy: a slice would keep the whole text alive. */
function beginningOf(text: string): string {
  const kept = Buffer.alloc(KEPT_BYTES);
  return kept.toString('utf8', 0, kept.write(text));
}
