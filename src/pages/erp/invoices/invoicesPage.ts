import type { Router } from 'express';
import { z } from 'zod';
import { INVOICE_COLUMNS } from 'visma-net-client/resources/invoices/columns';
import { INVOICE_STATUSES, INVOICE_TYPES, type Invoice } from 'visma-net-client/resources/invoices/invoice';
import type { InvoiceQuery } from 'visma-net-client/resources/invoices/query';
import type { InvoicesApi } from 'visma-net-client/resources/invoices/resource';
import type { WithCompanyToken } from '../../../web/companyCalls.ts';
import { companyPath } from '../../../web/addresses/companyPath.ts';
import { oneOf, optionalText } from '../../../web/input.ts';
import { amount, code, day, linked, numbered } from '../erpCells.ts';
import { namesOf } from '../resourceNames.ts';
import { companyList } from '../lists/companyList.ts';
import { codeChoices, dayFilter } from '../lists/filterFields.ts';
import type { ListColumn, ListPlan, QuickView } from '../lists/listPlan.ts';
import { CREDIT_NOTE, dayOf, INVOICE, dueStatusTag, signed } from './dueStatus.ts';

export interface InvoicesPageDeps {
  readonly invoices: Pick<InvoicesApi, 'list' | 'listAddress'>;
  readonly withCompanyToken: WithCompanyToken;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

type InvoiceList = ListPlan<Invoice, z.output<typeof filters>, InvoiceQuery>;

const filters = z.object({
  type: oneOf(...INVOICE_TYPES),
  status: oneOf(...INVOICE_STATUSES),
  released: oneOf('yes', 'no'),
  customer: optionalText(100),
  dated_since: dayFilter(),
  due_until: dayFilter(),
  customer_reference: optionalText(100),
  payment_reference: optionalText(100),
  external_reference: optionalText(100),
  period: optionalText().pipe(
    z
      .string()
      .regex(/^\d{6}$/)
      .optional(),
  ),
  branch: optionalText(100),
  project: optionalText(100),
  changed_since: dayFilter(),
});

const INVOICE_LIST: Omit<InvoiceList, 'columns' | 'views'> = {
  slug: 'invoices',
  names: namesOf('invoices'),
  filters,
  fields: [
    { name: 'type', label: 'lists.field.type', kind: 'choice', choices: codeChoices(INVOICE_TYPES) },
    { name: 'status', label: 'lists.field.status', kind: 'choice', choices: codeChoices(INVOICE_STATUSES) },
    {
      name: 'released',
      label: 'lists.field.released',
      kind: 'choice',
      choices: [
        { value: 'yes', label: 'erp.yes' },
        { value: 'no', label: 'erp.no' },
      ],
    },
    { name: 'customer', label: 'lists.field.customerNumber', kind: 'code' },
    { name: 'dated_since', label: 'lists.field.datedSince', kind: 'date' },
    { name: 'due_until', label: 'lists.field.dueUntil', kind: 'date' },
    { name: 'changed_since', label: 'lists.field.changedSince', kind: 'date' },
    { name: 'customer_reference', label: 'lists.field.customersReference', kind: 'code', isRare: true },
    { name: 'payment_reference', label: 'lists.field.paymentReference', kind: 'code', isRare: true },
    { name: 'external_reference', label: 'lists.field.externalReference', kind: 'code', isRare: true },
    {
      name: 'period',
      label: 'lists.field.period',
      hint: 'lists.hint.period',
      kind: 'code',
      isRare: true,
      wrong: 'lists.wrong.period',
    },
    { name: 'branch', label: 'lists.field.branch', kind: 'code', isRare: true },
    { name: 'project', label: 'lists.field.project', kind: 'code', isRare: true },
  ],
  matching: 'lists.matching.invoices',
  toQuery: ({ type, status, released, customer, period, branch, project, ...more }, paging) => ({
    documentType: type,
    status,
    customer,
    branch,
    project,
    financialPeriod: period,
    ...paging,
    released: released && released === 'yes',
    documentDate: more.dated_since === undefined ? undefined : { condition: '>=', at: more.dated_since },
    dueDate: more.due_until === undefined ? undefined : { condition: '<=', at: more.due_until },
    customerRefNumber: more.customer_reference,
    paymentReference: more.payment_reference,
    externalReference: more.external_reference,
    changedSince: more.changed_since,
  }),
  exported: INVOICE_COLUMNS,
  isOldestFirst: true,
};

/** Whether a document is overdue hangs on the day: columns and views are made for each answer. */
function invoiceList(now: InvoicesPageDeps['now']): InvoiceList {
  return {
    ...INVOICE_LIST,
    views: () => quickViews(now()),
    columns: (tenantId) => invoiceColumns(tenantId, dayOf(now())),
  };
}

function quickViews(nowMs: number): QuickView<z.output<typeof filters>>[] {
  const yesterday = dayOf(nowMs - 86_400_000);
  return [
    { label: 'lists.view.open', filters: { status: 'Open' } },
    { label: 'lists.view.overdue', filters: { type: INVOICE, status: 'Open', due_until: yesterday } },
    { label: 'lists.view.creditNotes', filters: { type: CREDIT_NOTE } },
  ];
}

function invoiceColumns(tenantId: string, today: string): ListColumn<Invoice>[] {
  return [
    {
      label: 'lists.field.number',
      show: ({ referenceNumber }) => ({
        text: referenceNumber,
        href: companyPath(tenantId, 'invoices', referenceNumber),
      }),
    },
    { label: 'lists.field.type', show: ({ documentType }) => code(documentType), kind: 'short' },
    { label: 'lists.field.status', show: (invoice) => dueStatusTag(invoice, today), kind: 'short' },
    {
      label: 'lists.field.customer',
      show: ({ customer }) =>
        linked(numbered(customer), customer?.number && companyPath(tenantId, 'customers', customer.number)),
      kind: 'wide',
      card: 'title',
    },
    { label: 'lists.field.date', show: ({ documentDate }) => day(documentDate), kind: 'short' },
    { label: 'lists.field.due', show: ({ dueDate }) => day(dueDate), kind: 'short' },
    {
      label: 'lists.field.amount',
      show: (invoice) => amount(signed(invoice, invoice.amountInCurrency ?? invoice.amount)),
      kind: 'number',
      card: 'figure',
    },
    {
      label: 'lists.field.balance',
      show: (invoice) => amount(signed(invoice, invoice.balanceInCurrency ?? invoice.balance)),
      kind: 'number',
    },
    { label: 'lists.field.currency', show: ({ currencyId }) => currencyId },
  ];
}

/** A company's invoices to its customers, credit notes and the like among them. */
export function invoicesPage({ invoices, withCompanyToken, now }: InvoicesPageDeps): Router {
  return companyList(invoiceList(now), { api: invoices, withCompanyToken });
}
