import type { Request } from 'express';
import { CSRF_FIELD } from './csrf.ts';
import type { FormTicket, FormTickets } from './formTicket.ts';

/** The name of the hidden field with the ticket. */
const TICKET_FIELD = '_form';

/** A form of ours as it came: what was typed, by field. */
export interface SentForm {
  readonly ticket: FormTicket;
  readonly values: Readonly<Record<string, string>>;
}

/** Undefined when the request is not such a form, or its ticket is not ours or too old. */
export function sentForm(tickets: Pick<FormTickets, 'open'>, req: Request): SentForm | undefined {
  const fields = formFields(req);
  const sealed = fields[TICKET_FIELD];
  const ticket = sealed === undefined ? undefined : tickets.open(sealed);
  // A ticket counts for the form that it came with.
  if (ticket?.path !== req.path) return undefined;
  const { [TICKET_FIELD]: _ticket, [CSRF_FIELD]: _token, ...values } = fields;
  return { ticket, values };
}

/** The texts of a form, by field; of a repeated field the last. */
export function formFields(req: Request): Record<string, string> {
  const body: unknown = req.body;
  if (typeof body !== 'object' || body === null) return {};
  const entries = Object.entries(body).map(([name, value]: [string, unknown]): [string, unknown] => [
    name,
    Array.isArray(value) ? value.at(-1) : value,
  ]);
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

/** The address of a form that shows a draft. */
export function draftPath(formPath: string, draftId: string): string {
  return `${formPath}?${new URLSearchParams({ draft: draftId }).toString()}`;
}
