import type { Call } from './operations/calls.ts';
import { successorOf } from './operations/endings.ts';
import type { Method, Operation } from './operations/operations.ts';

/** An operation of the ERP API that the code calls. */
export interface CalledOperation {
  /** Undefined where the code does not show it. */
  readonly method: Method | undefined;
  readonly path: string;
  readonly life: Operation['life']['kind'];
  /** Where it is called on the new host, or what takes its place. */
  readonly now: string;
  readonly places: number;
  readonly files: number;
}

/** The scopes that calls need, without the names of the two ERP APIs. */
export interface NeededScopes {
  readonly erp: readonly ErpRight[];
  readonly salesOrders: readonly ('read' | 'write')[];
  /** Whether all calls are seen with their methods; else more may be needed. */
  readonly isComplete: boolean;
  /** Whether `update` is asked for by actions alone, for which no document names a right. */
  readonly isUpdateGuessed: boolean;
}

export type ErpRight = 'read' | 'create' | 'update' | 'delete';

interface Counted {
  readonly method: Method | undefined;
  readonly operation: Operation;
  readonly files: Set<string>;
  places: number;
}

/** No more are kept apart; the API has about five hundred. */
const MOST_OPERATIONS = 1_500;

/** Gathers the calls of all files, by operation. */
export class CalledOperations {
  readonly #counted = new Map<string, Counted>();

  add(call: Call, file: string): void {
    const [operation] = call.operations;
    if (operation === undefined) return;
    const method = call.operations.length === 1 ? operation.method : undefined;
    const key = `${operation.path} ${method ?? ''}`;
    const known = this.#counted.get(key);
    if (known === undefined && this.#counted.size >= MOST_OPERATIONS) return;
    const counted = known ?? { method, operation, files: new Set(), places: 0 };
    counted.files.add(file);
    counted.places += 1;
    this.#counted.set(key, counted);
  }

  /** In the order of their paths. */
  all(): CalledOperation[] {
    return [...this.#counted.entries()]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, { method, operation, files, places }]) => ({
        method,
        path: operation.path,
        life: method === undefined ? 'alive' : operation.life.kind,
        now: newAddress(method, operation),
        places,
        files: files.size,
      }));
  }
}

function newAddress(method: Method | undefined, operation: Operation): string {
  const successor = method === undefined ? undefined : successorOf(operation);
  if (successor !== undefined && operation.life.kind === 'ended') {
    return successor.includes('salesorder.visma.net') ? successor : `${successor} of api.finance.visma.net`;
  }
  return `https://api.finance.visma.net${operation.path}`;
}

/** What to ask for in the portal, for these calls; `hidesCalls`: there are others, of which nothing is known. */
export function scopesFor(operations: readonly CalledOperation[], hidesCalls: boolean): NeededScopes {
  const erp = new Set<ErpRight>();
  const salesOrders = new Set<'read' | 'write'>();
  let isUpdateKnown = false;
  for (const { method, path, life } of operations) {
    if (method === undefined) continue;
    if (life === 'ended' && /^\/v\d\/salesorder/i.test(path)) salesOrders.add(method === 'GET' ? 'read' : 'write');
    else {
      erp.add(rightFor(method, path));
      isUpdateKnown ||= method !== 'POST' && rightFor(method, path) === 'update';
    }
  }
  const order: readonly ErpRight[] = ['read', 'create', 'update', 'delete'];
  return {
    erp: order.filter((right) => erp.has(right)),
    salesOrders: (['read', 'write'] as const).filter((right) => salesOrders.has(right)),
    isComplete: !hidesCalls && operations.every(({ method }) => method !== undefined),
    isUpdateGuessed: erp.has('update') && !isUpdateKnown,
  };
}

function rightFor(method: Method, path: string): ErpRight {
  if (method === 'GET') return 'read';
  if (method === 'DELETE') return 'delete';
  // Guess: which right an action asks for is not documented; it changes what is there.
  return method === 'POST' && !path.includes('/action/') ? 'create' : 'update';
}

/** The scopes in words, for both kinds of applications. */
export function describeScopes({ erp, salesOrders, isComplete, isUpdateGuessed }: NeededScopes): string[] {
  const lines: string[] = [];
  const all = (api: string): string => erp.map((right) => `vismanet_erp_${api}_api:${right}`).join(' ');
  if (erp.length > 0) {
    lines.push(`People sign in: ${all('interactive')}`);
    lines.push(`Nobody at hand: ${all('service')}`);
  }
  if (isUpdateGuessed) lines.push('Of these, update is a guess: no document says which right an action asks for.');
  if (salesOrders.length > 0) {
    const scopes = salesOrders.map((right) => `visma.net.erp.salesorder:${right}`).join(' ');
    lines.push(`Sales orders, version 3, nobody at hand: ${scopes}`);
  }
  if (!isComplete) lines.push('There are calls whose method or resource the code does not show; they may need more.');
  return lines;
}
