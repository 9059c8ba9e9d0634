import { z } from 'zod';
import type { NumberedRequest } from '../world/requestLog.ts';
import { SYSTEMS } from './systemOf.ts';

/** The statuses that can be asked for: one, or a hundred of them, `4xx` for example; `none` for no answer. */
const status = z.string().regex(/^(?:[1-5]xx|[1-5]\d\d|none)$/, 'must be a status such as 400, or 4xx, or none');

/** Fields that are empty or absent let everything through. */
export const requestFilterSchema = z.object({
  system: z.union([z.enum(SYSTEMS), z.literal('')]).optional(),
  application: z.string().optional(),
  status: z.union([status, z.literal('')]).optional(),
});

export type RequestFilter = z.infer<typeof requestFilterSchema>;

/** Whether a request is one of those asked for. */
export function passesFilter(
  request: NumberedRequest,
  { system, application, status: wanted }: RequestFilter,
): boolean {
  if (system && request.system !== system) return false;
  if (application && request.clientId !== application) return false;
  return !wanted || hasStatus(request.status, wanted);
}

function hasStatus(given: number, wanted: string): boolean {
  if (wanted === 'none') return given === 0;
  return wanted.endsWith('xx') ? Math.floor(given / 100) === Number(wanted[0]) : given === Number(wanted);
}
