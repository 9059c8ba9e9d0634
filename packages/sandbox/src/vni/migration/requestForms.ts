import type { NumberedRequest } from '../../world/requestLog.ts';

type Seen = NumberedRequest;

/** Parameters wherever they stood, by their names. */
export function parametersOf({ query, form }: Seen): Readonly<Record<string, string>> {
  return { ...query, ...form };
}

/** Whether it was taken. */
export function isTaken({ status, error }: Seen): boolean {
  return status > 0 && status < 400 && error === null;
}

export function isVniAuthorize({ path }: Seen): boolean {
  return /^\/API\/resources\/oauth\/authorize\/?$/i.test(path);
}

export function isVniToken({ path, method }: Seen): boolean {
  return method === 'POST' && /^\/API\/security\/api\/v\d\/token\/?$/i.test(path);
}

export function isVniContext({ path }: Seen): boolean {
  return /^\/API\/(?:resources\/v\d\/context|security\/api\/v\d\/token\/usercontexts)(?:\/|$)/i.test(path);
}

export function isConnectAuthorize({ path }: Seen): boolean {
  return path === '/connect/authorize';
}

/** A token request, of one grant when that is named. */
export function isConnectToken(request: Seen, grant?: string): boolean {
  const { path, method } = request;
  if (path !== '/connect/token' || method !== 'POST') return false;
  return grant === undefined || parametersOf(request).grant_type === grant;
}

/** A call to the ERP or Sales Order API, at whatever host and version. */
export function isApiCall({ system }: Seen): boolean {
  return system.startsWith('Visma.net ERP API') || system === 'Sales Order API';
}

/** A call to the ERP API that a token of Connect was taken for. */
export function isTakenApiCall(request: Seen): boolean {
  return isApiCall(request) && isTaken(request) && request.credential === 'Connect token';
}

export function isOldHost({ system }: Seen): boolean {
  return system === 'Visma.net ERP API, old host';
}

/** The resource of an API call, `inventory` for example: the first part of its path after the version. */
export function resourceOf({ path }: Seen): string {
  const [, resource = ''] = /\/v\d\/([^/?]+)/i.exec(path) ?? [];
  return resource.toLowerCase();
}

/** A call that reads a list: a resource and nothing behind it. */
export function isList({ method, path }: Seen): boolean {
  return method === 'GET' && /^\/(?:API\/(?:service\/)?controller\/api\/)?v\d\/[a-z]+\/?$/i.test(path);
}

/** The names of an address's parameters that one of these is, without letter case. */
export function namesAmong({ query }: Seen, names: readonly string[]): string[] {
  const wanted = names.map((name) => name.toLowerCase());
  return Object.keys(query).filter((name) => wanted.includes(name.toLowerCase()));
}
