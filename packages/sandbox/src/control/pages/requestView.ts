import type { NumberedRequest } from '../../world/requestLog.ts';
import { verdictOf } from '../verdictOf.ts';
import { formatTime } from '../../systems/formatTime.ts';

/** A request as the log shows it. */
export interface RequestView extends NumberedRequest {
  readonly href: string;
  readonly time: string;
  readonly statusLabel: string;
  readonly tone: 'good' | 'bad' | 'warn';
  readonly verdict: string;
  readonly parts: readonly {
    readonly title: string;
    readonly fields: readonly (readonly [name: string, value: string])[];
  }[];
}

export function requestView(request: NumberedRequest): RequestView {
  const { id, at, status, query, form, headers } = request;
  const verdict = verdictOf(request);
  return {
    ...request,
    href: `/sandbox/requests/${id}`,
    time: formatTime(at),
    statusLabel: status === 0 ? 'no answer' : String(status),
    tone: TONES[verdict.kind],
    verdict: verdict.message,
    parts: [
      { title: 'Parameters of the address', fields: Object.entries(query) },
      { title: 'Form', fields: Object.entries(form) },
      { title: 'Headers that explain something', fields: Object.entries(headers) },
    ].filter(({ fields }) => fields.length > 0),
  };
}

const TONES = { accepted: 'good', refused: 'bad', broken: 'warn' } as const;
