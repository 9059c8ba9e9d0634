import { ErpRefusal, type ErpAnswer } from './erpAnswer.ts';
import type { ErpRoute } from './erpCall.ts';
import { nearestPath } from './operations/nearestPath.ts';
import { knownOperations, pathKey, type ApiOperation, type OperationMatch } from './operations/operations.ts';
import { lifeOf } from './operations/successors.ts';

/** What a request is for. */
export type Target =
  | {
      readonly kind: 'emulated';
      readonly operation: ApiOperation;
      readonly route: ErpRoute;
      readonly params: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'not emulated'; readonly operation: ApiOperation }
  | { readonly kind: 'no such method'; readonly methods: readonly string[]; readonly near: string | undefined }
  | { readonly kind: 'no such path'; readonly near: string | undefined };

/** Finds what a request is for: its method, and its path as the real host has it. */
export type FindTarget = (method: string, path: string, slashes: EscapedSlashes) => Target;

/** Whether `%2F` in an id is taken for a slash, or refused. */
export type EscapedSlashes = 'taken' | 'refused';

/**
 * The routes of an API among all operations that the real one has.
 * @param version where the paths of routes begin that name no version themselves
 */
export function targetFinder(version: string, routes: readonly ErpRoute[]): FindTarget {
  const emulated = new Map(routes.map((route) => [routeKey(route.method, wholePath(version, route.path)), route]));
  return (sent, path, slashes) => {
    const operations = knownOperations();
    const method = sent === 'HEAD' ? 'GET' : sent;
    const match = operations.find(method, path);
    if (!match) {
      const methods = operations.methodsAt(path);
      if (methods.length > 0) return { kind: 'no such method', methods, near: nearestPath(operations, path, method) };
      return { kind: 'no such path', near: nearestPath(operations, path) };
    }
    const { operation } = match;
    const route = emulated.get(routeKey(method, operation.path));
    if (!route) return { kind: 'not emulated', operation };
    return { kind: 'emulated', operation, route, params: paramsOf(wholePath(version, route.path), match, slashes) };
  };
}

/** The path of a route as the real API has it, `/v1/customer/:customerCd` for example. */
export function wholePath(version: string, path: string): string {
  if (/^\/v\d\//.test(path)) return path;
  return path === '/' ? version : `${version}${path}`;
}

/** Operations and routes with the same key are the same. */
export function routeKey(method: string, path: string): string {
  return `${method.toLowerCase()} ${pathKey(path)}`;
}

/** @throws ErpRefusal 400 for an escape that cannot be read */
function paramsOf(path: string, { values }: OperationMatch, slashes: EscapedSlashes): Record<string, string> {
  const names = path.match(/(?<=:)\w+/g) ?? [];
  return Object.fromEntries(names.map((name, place) => [name, decoded(values[place] ?? '', slashes)]));
}

/**
 * An id as it stands in a path: escaped, or as `b64(…)` around its Base64 for addresses, which takes every character.
 * @see https://docs.vismasoftware.no/vismanetapi, release 8.19
 */
function decoded(value: string, slashes: EscapedSlashes): string {
  if (slashes === 'refused' && /%2f/i.test(value))
    throw new ErpRefusal({ status: 404, body: { message: 'Not found.' } });
  const [, encoded] =
    /^b64\(([\w=-]*)\)$/i.exec(value.replace(/%28/, '(').replace(/%29$/, ')').replaceAll(/%3d/gi, '=')) ?? [];
  if (encoded !== undefined) return Buffer.from(encoded, 'base64url').toString();
  try {
    return decodeURIComponent(value);
  } catch {
    throw new ErpRefusal({ status: 400, body: { message: 'The address cannot be read.' } });
  }
}

/** What the request log should tell about a target: empty for an operation that is emulated and here to stay. */
export function targetHint(method: string, target: Target): string {
  if (target.kind === 'no such path') {
    return `The real API has no such address${target.near === undefined ? '' : `; did you mean ${target.near}?`}`;
  }
  if (target.kind === 'no such method') {
    const near = target.near === undefined ? '' : `; ${method} is at ${target.near}`;
    return `The real API has no ${method} at this address, it has ${target.methods.join(', ')}${near}`;
  }
  const { operation } = target;
  const life = lifeOf(operation);
  const sentence = life === '' ? '' : `${nameOf(operation)} ${life}`;
  if (target.kind === 'emulated') return sentence;
  return `The real API has ${nameOf(operation)}, this sandbox does not emulate it${life === '' ? '' : `. It ${life}`}`;
}

/** The answer to an operation that the real API has and the sandbox has not. */
export function notEmulated(operation: ApiOperation): ErpAnswer {
  const life = lifeOf(operation);
  const message = [
    `The real API has ${nameOf(operation)}; this sandbox does not emulate it.`,
    ...(life === '' ? [] : [`It ${life}.`]),
  ].join(' ');
  return { status: 501, body: { message } };
}

function nameOf({ method, path }: ApiOperation): string {
  return `${method} ${path}`;
}
