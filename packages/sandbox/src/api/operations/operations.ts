import { operationRows } from './operationData.ts';

/** An operation of a real API. */
export interface ApiOperation {
  readonly method: string;
  /** With its version, parameters in braces: `/v1/customer/{customerCd}`. */
  readonly path: string;
  /** Of the path, in lower case, `{}` for parameters. */
  readonly steps: readonly string[];
  readonly isDeprecated: boolean;
  /** The day of its end, `2026-03-31`; undefined while it lives. */
  readonly endedOn: string | undefined;
}

/** An operation that a request is for. */
export interface OperationMatch {
  readonly operation: ApiOperation;
  /** What stands in place of its parameters, in their order, as it was sent. */
  readonly values: readonly string[];
}

export interface Operations {
  readonly all: readonly ApiOperation[];
  /** Letter case does not count; a fixed step goes before a parameter. */
  readonly find: (method: string, path: string) => OperationMatch | undefined;
  /** The methods that a path has, whatever stands in place of its parameters. */
  readonly methodsAt: (path: string) => string[];
}

/** The operations of the ERP API and of the Sales Order API. Read when it is first asked for: nobody waits for it at the start. */
export function knownOperations(): Operations {
  return (known ??= indexOf(parseRows(operationRows)));
}

let known: Operations | undefined;

/** Paths that differ in nothing but the names of their parameters have the same key. */
export function pathKey(path: string): string {
  return path
    .toLowerCase()
    .replace(/\{\w+\}/g, '{}')
    .replace(/:\w+/g, '{}');
}

/** The steps of a path; one slash at its end does not count. */
export function stepsOf(path: string): string[] {
  return path.replace(/\/$/, '').slice(1).split('/');
}

function parseRows(rows: string): ApiOperation[] {
  return rows
    .trim()
    .split('\n')
    .map((row) => {
      const [method = '', path = '', life = ''] = row.split('|');
      const steps = stepsOf(pathKey(path));
      return { method, path, steps, isDeprecated: life.includes('deprecated'), endedOn: /ended (\S+)/.exec(life)?.[1] };
    });
}

function indexOf(all: readonly ApiOperation[]): Operations {
  const groups = new Map<string, ApiOperation[]>();
  for (const operation of all.toSorted(fixedFirst)) {
    const key = groupOf(operation.steps);
    groups.set(key, [...(groups.get(key) ?? []), operation]);
  }
  const at = (steps: readonly string[]): ApiOperation[] => {
    const lower = steps.map((step) => step.toLowerCase());
    return (groups.get(groupOf(lower)) ?? []).filter((operation) => fits(operation, lower));
  };
  return {
    all,
    find: (method, path) => {
      const steps = stepsOf(path);
      const operation = at(steps).find((one) => one.method === method);
      return operation && { operation, values: steps.filter((_, place) => operation.steps[place] === '{}') };
    },
    methodsAt: (path) => [...new Set(at(stepsOf(path)).map(({ method }) => method))],
  };
}

/** Version, first step and length: no path of the APIs has a parameter so early. */
function groupOf(steps: readonly string[]): string {
  const fixed = steps[0] === 'api' ? 3 : 2;
  return `${steps.slice(0, fixed).join('/')} ${steps.length}`;
}

function fits({ steps }: ApiOperation, given: readonly string[]): boolean {
  return steps.every((step, place) => (step === '{}' ? given[place] !== '' : step === given[place]));
}

/** `/customer/balance` before `/customer/{customerCd}`. */
function fixedFirst(a: ApiOperation, b: ApiOperation): number {
  for (const [place, step] of a.steps.entries()) {
    const [ours, theirs] = [step === '{}', b.steps[place] === '{}'];
    if (ours !== theirs) return ours ? 1 : -1;
  }
  return 0;
}
