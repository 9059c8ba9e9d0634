import type { Invoice } from 'visma-net-client/resources/invoices/invoice';
import { say } from '../../../languages/spoken.ts';
import type { TagCell } from '../../../web/rendering/dataTable.ts';
import { statusTag } from '../statusTag.ts';

type Due = Pick<Invoice, 'status' | 'documentType' | 'dueDate' | 'balance'>;

/**
 * An invoice's status, or for how many days it has been overdue: open, past its day, and with something left to pay.
 * `today` is a day of the calendar, `2026-01-31`. Pure.
 */
export function dueStatusTag(invoice: Due, today: string): TagCell | undefined {
  const days = isOverdue(invoice, today) ? daysBetween(invoice.dueDate, today) : 0;
  return days > 0 ? { tag: say('invoices.overdue', { count: days }), tone: 'bad' } : statusTag(invoice.status);
}

function isOverdue({ status, documentType, dueDate, balance = 0 }: Due, today: string): boolean {
  return status === 'Open' && documentType !== CREDIT_NOTE && dueDate !== undefined && dueDate < today && balance > 0;
}

const DAY_MS = 86_400_000;

/** 0 where the ERP's day cannot be read. */
function daysBetween(from = '', to: string): number {
  const days = (Date.parse(to) - Date.parse(from.slice(0, to.length))) / DAY_MS;
  return Number.isFinite(days) ? days : 0;
}

/** What a customer owes. The list can be asked for one type only. */
export const INVOICE = 'Invoice';
export const CREDIT_NOTE = 'CreditNote';

/** What a document adds to what the customer owes: the ERP writes a credit note's sums without their sign. Pure. */
export function signed({ documentType }: Pick<Invoice, 'documentType'>, sum: number | undefined): number | undefined {
  return sum !== undefined && documentType === CREDIT_NOTE ? -sum : sum;
}

/** The day of a point in time, in UTC, as the ERP writes days: `2026-01-31`. */
export function dayOf(epochMs: number): string {
  return new Date(epochMs).toISOString().slice(0, 10);
}
