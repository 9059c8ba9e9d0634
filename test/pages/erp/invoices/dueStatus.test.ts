import { describe, expect, test } from '@jest/globals';
import { dueStatusTag, signed } from '../../../../src/pages/erp/invoices/dueStatus.ts';
import { said } from '../../../support/said.ts';

const TODAY = '2026-11-24';
const OVERDUE = { status: 'Open', documentType: 'Invoice', dueDate: '2026-11-23', balance: 0.01 };

/** The status of an invoice, as it is read. */
function tagOf(invoice: Parameters<typeof dueStatusTag>[0]) {
  const tag = dueStatusTag(invoice, TODAY);
  return tag && said(tag);
}

test('an open invoice is overdue from the day after it is due', () => {
  expect(tagOf(OVERDUE)).toEqual({ tag: 'Overdue 1 day', tone: 'bad' });
  expect(tagOf({ ...OVERDUE, dueDate: '2025-10-24' })).toEqual({ tag: 'Overdue 396 days', tone: 'bad' });
});

test.each([
  ['due today', { dueDate: TODAY }, 'Open', 'open'],
  ['without a day', { dueDate: undefined }, 'Open', 'open'],
  ['with a day that cannot be read', { dueDate: '1x' }, 'Open', 'open'],
  ['paid', { balance: 0 }, 'Open', 'open'],
  ['without a balance', { balance: undefined }, 'Open', 'open'],
  ['that gives money back', { documentType: 'CreditNote' }, 'Open', 'open'],
  ['closed', { status: 'Closed' }, 'Closed', 'done'],
  ['on hold', { status: 'Hold' }, 'Hold', 'warn'],
])('one %s is not', (_name, change, tag, tone) => {
  expect(tagOf({ ...OVERDUE, ...change })).toEqual({ tag, tone });
});

describe('what a customer owes', () => {
  test('grows by an invoice and shrinks by a credit note', () => {
    expect(signed({ documentType: 'Invoice' }, 12.5)).toBe(12.5);
    expect(signed({ documentType: 'CreditNote' }, 12.5)).toBe(-12.5);
    expect(signed({ documentType: 'CreditNote' }, undefined)).toBeUndefined();
  });
});
