import { operationRows, salesOrderRows } from './operationData.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH';

/** One operation of the ERP API, or of the Sales Order API. */
export interface Operation {
  readonly method: Method;
  /** As it follows the host: with its version, and parameters in braces. */
  readonly path: string;
  /** Where it is called today. */
  readonly host: 'api.finance.visma.net' | 'salesorder.visma.net';
  /** The path taken apart from its version on, in small letters. */
  readonly steps: readonly string[];
  readonly life: Life;
  /** Filters by date or amount that do nothing without their condition. */
  readonly conditional: ReadonlySet<string>;
  /** Filters by date that have no condition. */
  readonly unconditional: ReadonlySet<string>;
}

export type Life =
  | { readonly kind: 'alive' | 'deprecated' }
  /** The last day, and what becomes of calls since then: throttled, refused, or not documented. */
  | { readonly kind: 'ended'; readonly on: string; readonly since: 'throttled' | 'gone' | 'not told' };

/** How paths of the Sales Order API begin. */
const SALES_ORDER_PATH = '/api/v3/';

/** Stands for a part of a path that is known only when the code runs. */
export const ANYTHING = '{}';

/** Operations that went before the description was taken, as old code still calls them. */
const GONE: readonly (readonly [path: string, on: string])[] = [
  ['/v1/journaltransaction', '2021-04-27'],
  ['/v1/journaltransaction/{journalTransactionNumber}', '2021-04-27'],
  ['/v1/journaltransaction/{journalTransactionNumber}/action/release', '2021-04-27'],
  ['/v1/generalLedgerBalance', '2022'],
];

const SALES_ORDER_OPERATIONS: readonly Operation[] = salesOrderRows.map(toOperation);

const OPERATIONS: readonly Operation[] = [
  ...operationRows.map(toOperation),
  ...SALES_ORDER_OPERATIONS,
  ...GONE.flatMap(([path, on]) =>
    (['GET', 'POST', 'PUT'] as const).map((method): Operation => ({
      method,
      path,
      host: 'api.finance.visma.net',
      steps: stepsOf(path),
      life: { kind: 'ended', on, since: 'gone' },
      conditional: new Set(),
      unconditional: new Set(),
    })),
  ),
];

const BY_RESOURCE = grouped();

/** Filters by date that do nothing without their condition, in any operation. */
export const CONDITIONAL_FILTERS: ReadonlySet<string> = new Set(
  OPERATIONS.flatMap(({ conditional }) => [...conditional]).filter((name) => /[a-z]Date/.test(name)),
);

/** Words of the API behind a resource; none of them is a number or a name that somebody gave. */
const LITERALS: ReadonlySet<string> = new Set(
  OPERATIONS.flatMap(({ steps }) => steps.slice(2)).filter((step) => !step.startsWith('{')),
);

/** The resources that the ERP API has, as their first step in a path, in small letters. */
export const RESOURCES: ReadonlySet<string> = new Set(
  OPERATIONS.filter(({ host }) => host !== 'salesorder.visma.net').map(({ steps }) => steps[1] ?? ''),
);

/** Those of the Sales Order API, spelled as it spells them. */
export const SALES_ORDER_RESOURCES: ReadonlySet<string> = new Set(
  SALES_ORDER_OPERATIONS.map(({ path }) => path.split('/')[3] ?? ''),
);

const ALL_RESOURCES: ReadonlySet<string> = new Set(OPERATIONS.map(({ steps }) => steps[1] ?? ''));

/** Whether one of the APIs has a resource of that name, in whatever letters. */
export function isResource(name = ''): boolean {
  return ALL_RESOURCES.has(name.toLowerCase());
}

/**
 * The operations that a call may be of: `steps` begin with the version and may hold `anything`. Without a method all of
 * the path. None when neither API has such a path.
 */
export function operationsAt(steps: readonly string[], method?: Method): readonly Operation[] {
  const wanted = steps.map((step) => step.toLowerCase());
  const candidates = (BY_RESOURCE.get(`${wanted[0] ?? ''}/${wanted[1] ?? ''}`) ?? [])
    .map((operation) => ({ operation, score: scoreOf(operation.steps, wanted) }))
    .filter(({ score }) => score > 0);
  const best = Math.max(...candidates.map(({ score }) => score));
  return candidates
    .filter(({ operation, score }) => score === best && (method === undefined || operation.method === method))
    .map(({ operation }) => operation);
}

/** How well a path fits: 0 when not at all, more for each step that is the same word. */
function scoreOf(path: readonly string[], wanted: readonly string[]): number {
  if (path.length !== wanted.length) return 0;
  let score = 1;
  for (const [at, step] of path.entries()) {
    const isParameter = step.startsWith('{');
    const word = wanted[at] ?? '';
    if (word === ANYTHING) score += isParameter ? 2 : 0;
    else if (isParameter && LITERALS.has(word)) return 0;
    else if (isParameter) score += 1;
    else if (step === word) score += 3;
    else return 0;
  }
  return score;
}

function stepsOf(path: string): string[] {
  return path
    .replace(/^\/(?:api\/)?/, '')
    .toLowerCase()
    .split('/');
}

function grouped(): Map<string, Operation[]> {
  const groups = new Map<string, Operation[]>();
  for (const operation of OPERATIONS) {
    const [version = '', resource = ''] = operation.steps;
    const key = `${version}/${resource}`;
    groups.set(key, [...(groups.get(key) ?? []), operation]);
  }
  return groups;
}

function toOperation(row: string): Operation {
  const [method = '', path = '', life = '', conditional = '', unconditional = ''] = row.split('|');
  return {
    method: isMethod(method) ? method : 'GET',
    path,
    host: path.startsWith(SALES_ORDER_PATH) ? 'salesorder.visma.net' : 'api.finance.visma.net',
    steps: stepsOf(path),
    life: toLife(life, path),
    conditional: new Set(conditional.split(' ').filter(Boolean)),
    unconditional: new Set(unconditional.split(' ').filter(Boolean)),
  };
}

/** Of the sales orders alone it is documented what became of calls. */
function toLife(life: string, path: string): Life {
  if (life.startsWith('ended ')) {
    const since = /^\/v[12]\/salesorder/i.test(path) ? 'throttled' : 'not told';
    return { kind: 'ended', on: life.slice('ended '.length), since };
  }
  return { kind: life === 'deprecated' ? 'deprecated' : 'alive' };
}

export function isMethod(word: string): word is Method {
  return ['GET', 'POST', 'PUT', 'DELETE', 'PATCH'].includes(word);
}
