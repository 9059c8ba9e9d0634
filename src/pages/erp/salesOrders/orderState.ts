import type { SalesOrder } from 'visma-net-client/resources/salesOrders/salesOrder';

/**
 * The API refuses every change of an order in these statuses but that of its note (release notes 9.83).
 * Guess: the spelling of Voided is not confirmed. In another one the form is offered, and the API says why it refuses.
 */
const ENDED: readonly string[] = ['Completed', 'Invoiced', 'Cancelled', 'Voided'];

/** Whether the note is all that can be changed of an order. Pure. */
export function isEnded({ status }: Pick<SalesOrder, 'status'>): boolean {
  return ENDED.includes(status?.description ?? '');
}
