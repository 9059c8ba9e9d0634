import type { IncomingHttpHeaders } from 'node:http';

const SHOWN = [
  'content-type',
  'accept',
  'origin',
  'user-agent',
  'ipp-company-id',
  'ipp-application-type',
  'erp-api-background',
  'if-match',
];
const SECRET = /token|secret|password|verifier|assertion|challenge$|^code$|^state$|^nonce$|id_token_hint/i;
const CUT = '(cut)';

/** Parameters as texts, secrets cut and long values shortened. */
export function cutValues(given: unknown): Record<string, string> {
  if (typeof given !== 'object' || given === null) return {};
  const fields = Object.entries(given).map(([name, value]): [string, string] => {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return [name.slice(0, 100), SECRET.test(name) && text !== '' ? CUT : text.slice(0, 300)];
  });
  return Object.fromEntries(fields);
}

/** The headers that explain something; of a credential only its scheme. */
export function describeHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const shown = SHOWN.map((name): [string, unknown] => [name, headers[name]]);
  const credentials = ['authorization', 'authentication']
    .filter((name) => headers[name] !== undefined)
    .map((name): [string, string] => [name, `${schemeOf(String(headers[name]))} ${CUT}`]);
  const present = shown.filter(([, value]) => value !== undefined);
  return { ...cutValues(Object.fromEntries(present)), ...Object.fromEntries(credentials) };
}

function schemeOf(credential: string): string {
  return /^(?:Basic|Bearer)(?= )/i.exec(credential)?.[0] ?? '?';
}
