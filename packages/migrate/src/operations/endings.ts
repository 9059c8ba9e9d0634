import type { LineView } from '../lineView.ts';
import type { Certainty, Detected } from '../rule.ts';
import type { Call } from './calls.ts';
import { type Life, type Operation, operationsAt } from './operations.ts';

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** A day in words: `31 March 2026`. */
function formatDate(date: string): string {
  const [year = '', month, day] = date.split('-');
  return month === undefined ? year : `${Number(day)} ${MONTHS[Number(month) - 1] ?? ''} ${year}`;
}

/** What is so of an operation that is not simply alive, in a sentence. */
export function describeLife({ method, path, life }: Operation): string {
  const call = `${method} ${path}`;
  switch (life.kind) {
    case 'alive':
      return `${call} lives on.`;
    case 'deprecated':
      return `${call} is deprecated.`;
    case 'ended':
      return `${call} ${describeEnding(life)}`;
  }
}

function describeEnding({ on, since }: Life & { kind: 'ended' }): string {
  if (since === 'gone') return `was removed (${formatDate(on)}).`;
  const ended = `ended on ${formatDate(on)}`;
  return since === 'throttled' ? `${ended}; calls are throttled since then, until it is shut.` : `${ended}.`;
}

/** What takes the place of an operation, where something does. */
export function successorOf({ method, path, life }: Operation): string | undefined {
  if (life.kind === 'alive') return undefined;
  if (/^\/v[12]\/salesorder/i.test(path) && life.kind === 'ended') return salesOrderSuccessor(method, path);
  if (/^\/v1\/purchasereceipt/i.test(path))
    return `GET ${path.replace(/v1\/PurchaseReceipt(?:Basic)?/i, 'v2/PurchaseReceipt')}`;
  const moved = path
    .replace(/^\/v1\/creditNote\b/, '/v1/customerCreditNote')
    .replace(/^\/v1\/payment\b/, '/v1/customerPayment')
    .replace('{creditNoteNumber}', '{creditNoteNumber}');
  for (const candidate of [path.replace('/v1/', '/v2/'), moved.replace('/v1/', '/v2/'), moved]) {
    const [successor] = operationsAt(candidate.slice(1).split('/'), method);
    if (successor !== undefined && successor.path !== path && successor.life.kind === 'alive')
      return `${method} ${successor.path}`;
  }
  return undefined;
}

function salesOrderSuccessor(method: string, path: string): string {
  const orders = '/api/v3/SalesOrders';
  const one = `${orders}/{type}/{orderId}`;
  const host = ' of salesorder.visma.net';
  const part = /\/(commissions|rotrut)$/.exec(path)?.[1];
  if (part !== undefined) return `GET ${one}/${part}${host}`;
  if (path.includes('/cancelSalesOrder')) return `PATCH ${one}${host} with the status Cancelled`;
  if (path.includes('/reopenSalesOrder')) return `PATCH ${one}${host} with the status Open`;
  if (method === 'PUT') return `PATCH ${one}${host}, with If-Match`;
  if (method === 'POST') return `POST ${orders}${host}`;
  return `GET ${path.includes('{') ? one : orders}${host}`;
}

/** Finds the calls of operations that fit, of Visma.net as far as the file tells. `isSure`: no other operation fits. */
export function callsThat(view: LineView, fits: (operation: Operation) => boolean, isSure = false): Detected[] {
  return view.calls().flatMap((call): Detected[] => {
    const fitting = call.operations.filter(fits);
    const [first] = fitting;
    if (first === undefined || !isOfVisma(view, call)) return [];
    if (isSure && fitting.length < call.operations.length) return [];
    const certainty = certaintyOf(call, fitting.length);
    const successor = successorOf(first);
    const unless = fitting.length < call.operations.length ? ' Whether it is that method cannot be seen here.' : '';
    const detail = `${describeLife(first)}${successor === undefined ? '' : ` Instead: ${successor}.`}${unless}`;
    return [{ from: call.from, to: call.to, certainty, detail }];
  });
}

/** Whether a call is of Visma.net: by its host, its old path, or by what the file is about. */
export function isOfVisma(view: LineView, call: Call): boolean {
  if (call.hasHost) return true;
  if (/controller\/api/i.test(view.line.code.slice(call.from, call.to))) return true;
  const { namesVisma, isOtherAt, hasSalesOrderAddress } = view.file.facts;
  if (isOtherAt(view.line.number)) return false;
  if (call.isRelative && view.file.facts.baseVersions.size > 0) return true;
  // Others have version 3 of their customers too.
  return call.operations.some(({ host }) => host === 'salesorder.visma.net') ? hasSalesOrderAddress : namesVisma;
}

function certaintyOf(call: Call, fitting: number): Certainty {
  if (fitting < call.operations.length) return 'possible';
  return call.hasHost ? 'certain' : 'likely';
}
