import { randomUUID } from 'node:crypto';
import { badRequest, ErpRefusal, type ErpAnswer } from '../erpAnswer.ts';
import type { ErpCall } from '../erpCall.ts';
import type { BackgroundTable } from './backgroundTable.ts';

/**
 * Whether the caller asks for the work to be done in the background: `erp-api-background: none`, which tells nobody when
 * it is done, or `subscription`, which posts a notice. Only a call without the header is worked on at once.
 * @throws ErpRefusal 400 for anything else; addresses are no longer taken
 * @see https://docs.vismasoftware.no/vismanetapi/end-of-life-notices
 */
export function wantsBackground(call: ErpCall): boolean {
  const header = call.header('erp-api-background');
  if (header === undefined) return false;
  if (/^(?:none$|subscription(?::|$))/i.test(header.trim())) return true;
  call.note('erp-api-background must be none or subscription');
  throw badRequest('The header erp-api-background must be none or subscription.');
}

/**
 * Does the work at once and answers 202; the outcome can be fetched when erpBackgroundSeconds have passed on the
 * sandbox clock. So a write is visible before it counts as finished, as it may be with the real API.
 */
export function runInBackground(
  call: ErpCall,
  table: BackgroundTable,
  originalUri: string,
  work: () => ErpAnswer,
): ErpAnswer {
  const answer = outcomeOf(work);
  const id = randomUUID();
  table.add({
    id,
    tenantId: call.dataset.tenantId,
    owner: ownerOf(call),
    receivedMs: call.nowMs,
    finishedMs: call.nowMs + call.settings.erpBackgroundSeconds * 1000,
    statusCode: answer.status,
    headers: { ...answer.headers },
    errorMessage: answer.status >= 400 ? `The call was answered with ${answer.status}.` : null,
    originalUri,
    hasRequestContent: call.body !== undefined,
    content: answer.body === undefined ? null : JSON.stringify(answer.body),
  });
  return { status: 202, body: { id, stateLocation: `${call.baseUrl}/background/${id}` } };
}

/** Who may look at the outcome. */
export function ownerOf({ claims }: ErpCall): string {
  return `${claims.client_id} ${claims.sub ?? ''}`;
}

function outcomeOf(work: () => ErpAnswer): ErpAnswer {
  try {
    return work();
  } catch (error) {
    if (error instanceof ErpRefusal) return error.answer;
    throw error;
  }
}
