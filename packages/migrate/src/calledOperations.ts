import type { Call } from './operations/calls.ts';
import { successorOf } from './operations/endings.ts';
import type { Method, Operation } from './operations/operations.ts';

/** An operation of the ERP API or the Sales Order API that the code calls. */
export interface CalledOperation {
  /** Undefined where the code does not show it. */
  readonly method: Method | undefined;
  readonly path: string;
  readonly host: Operation['host'];
  /** `depends`: on the method, which the code does not show. */
  readonly life: LifeKind | 'depends';
  /** Where it is called today, or what takes its place; for each method where that depends on it. */
  readonly now: string;
  readonly places: number;
  readonly files: number;
}

type LifeKind = Operation['life']['kind'];

/** The scopes that calls need, without the names of the APIs. */
export interface NeededScopes {
  /** Of the ERP API, by a service. */
  readonly erp: readonly ErpRight[];
  /** Of the ERP API, by people, whose tokens open the Sales Order API too. */
  readonly people: readonly ErpRight[];
  /** Of the Sales Order API, by a service. */
  readonly salesOrders: readonly ('read' | 'write')[];
  /** Whether all calls are seen with their methods; else more may be needed. */
  readonly isComplete: boolean;
  /** Whether `update` is asked for by actions alone, for which no document names a right. */
  readonly isUpdateGuessed: boolean;
}

export type ErpRight = 'read' | 'create' | 'update' | 'delete';

interface Counted {
  readonly method: Method | undefined;
  /** What it may be; one where the method is known. */
  readonly operations: readonly [Operation, ...Operation[]];
  readonly files: Set<string>;
  places: number;
}

/** Whether an operation lives on, in words. */
export const LIFE_WORDS: Readonly<Record<CalledOperation['life'], string>> = {
  alive: 'yes',
  deprecated: 'deprecated',
  ended: 'ended',
  depends: 'depends on the method',
};

/** No more are kept apart; the API has about five hundred. */
const MOST_OPERATIONS = 1_500;

/** Gathers the calls of all files, by operation. */
export class CalledOperations {
  readonly #counted = new Map<string, Counted>();

  add(call: Call, file: string): void {
    const [operation, ...others] = call.operations;
    if (operation === undefined) return;
    const method = others.length === 0 ? operation.method : undefined;
    const key = `${operation.path} ${method ?? ''}`;
    const known = this.#counted.get(key);
    if (known === undefined && this.#counted.size >= MOST_OPERATIONS) return;
    const counted = known ?? { method, operations: [operation, ...others], files: new Set(), places: 0 };
    counted.files.add(file);
    counted.places += 1;
    this.#counted.set(key, counted);
  }

  /** In the order of their paths. */
  all(): CalledOperation[] {
    return [...this.#counted.entries()]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, { method, operations, files, places }]) => {
        const [{ path, host }] = operations;
        return { method, path, host, life: lifeOf(operations), now: nowOf(operations), places, files: files.size };
      });
  }
}

function lifeOf([first, ...others]: Counted['operations']): LifeKind | 'depends' {
  return others.every(({ life }) => life.kind === first.life.kind) ? first.life.kind : 'depends';
}

/** One address, or one for each method where they differ. */
function nowOf(operations: Counted['operations']): string {
  const isOneAddress = operations.every(({ life, path }) => life.kind !== 'ended' && path === operations[0].path);
  if (isOneAddress || operations.length === 1) return newAddress(operations[0]);
  return operations
    .map((operation) => `${operation.method}${endedMark(operation)}: ${newAddress(operation)}`)
    .join('; ');
}

function endedMark({ life }: Operation): string {
  return life.kind === 'alive' ? '' : ` (${life.kind})`;
}

function newAddress(operation: Operation): string {
  if (operation.life.kind !== 'ended') return `https://${operation.host}${operation.path}`;
  const successor = successorOf(operation);
  if (successor === undefined) return 'nothing took its place';
  return successor.includes('salesorder.visma.net') ? successor : `${successor} of api.finance.visma.net`;
}

/** What to ask for in the portal, for these calls; `hidesCalls`: there are others, of which nothing is known. */
export function scopesFor(operations: readonly CalledOperation[], hidesCalls: boolean): NeededScopes {
  const erp = new Set<ErpRight>();
  const people = new Set<ErpRight>();
  const salesOrders = new Set<'read' | 'write'>();
  let isUpdateKnown = false;
  for (const { method, path, host, life } of operations) {
    if (method === undefined) continue;
    const right = rightFor(method, path);
    // Guess: that people need the same right of the ERP API for a call of the Sales Order API is not documented.
    people.add(right);
    isUpdateKnown ||= method !== 'POST' && right === 'update';
    const isOfSalesOrders = host === 'salesorder.visma.net' || (life === 'ended' && /^\/v\d\/salesorder/i.test(path));
    if (isOfSalesOrders) salesOrders.add(method === 'GET' ? 'read' : 'write');
    else erp.add(right);
  }
  const order: readonly ErpRight[] = ['read', 'create', 'update', 'delete'];
  return {
    erp: order.filter((right) => erp.has(right)),
    people: order.filter((right) => people.has(right)),
    salesOrders: (['read', 'write'] as const).filter((right) => salesOrders.has(right)),
    isComplete: !hidesCalls && operations.every(({ method }) => method !== undefined),
    isUpdateGuessed: people.has('update') && !isUpdateKnown,
  };
}

function rightFor(method: Method, path: string): ErpRight {
  if (method === 'GET') return 'read';
  if (method === 'DELETE') return 'delete';
  // Guess: which right an action asks for is not documented; it changes what is there.
  return method === 'POST' && !path.includes('/action/') ? 'create' : 'update';
}

/** The scopes in words, for both kinds of applications. */
export function describeScopes({ erp, people, salesOrders, isComplete, isUpdateGuessed }: NeededScopes): string[] {
  const lines: string[] = [];
  const all = (api: string, rights: readonly string[]): string => rights.map((right) => `${api}:${right}`).join(' ');
  if (people.length > 0) lines.push(`People sign in: ${all('vismanet_erp_interactive_api', people)}`);
  if (erp.length > 0) lines.push(`Nobody at hand: ${all('vismanet_erp_service_api', erp)}`);
  if (isUpdateGuessed) lines.push('Of these, update is a guess: no document says which right an action asks for.');
  if (salesOrders.length > 0) {
    lines.push(`Sales orders, version 3, nobody at hand: ${all('visma.net.erp.salesorder', salesOrders)}`);
  }
  if (!isComplete) lines.push('There are calls whose method or resource the code does not show; they may need more.');
  return lines;
}
