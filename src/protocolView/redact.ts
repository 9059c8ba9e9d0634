import { decodeJwt, decodeProtectedHeader } from 'jose';
import type { ProtocolStep, StepKind, StepMessage } from 'visma-net-client/connect/protocolStep';
import { cleanJson, fieldsOf, indented, MAX_PARAMETERS, objectOf } from './cleanJson.ts';
import { parseJson } from '../parseJson.ts';
import { cut, foreignText, fingerprintOf, openText, SHOWN_FROM_LENGTH } from './cutText.ts';
import { shapeOfJson } from './jsonShape.ts';
import { scrub } from './scrub.ts';
import {
  HIDDEN_PARAMETERS,
  isPrivateKeyPart,
  isSecretName,
  OPEN_HEADERS,
  OPEN_PARAMETERS,
  SECRET_PARAMETERS,
} from './secretNames.ts';
import type { Parameter, RedactedStep, TraceMessage, TraceToken } from './traceStep.ts';

/**
 * Cuts what is secret out of steps, before anybody keeps or shows them: codes, verifiers, states, nonces, tokens,
 * client secrets, credentials, cookies, and what is not known to be harmless. Of a cut value stay its first characters,
 * its length and a mark, by which the same value is recognised elsewhere. Data of the ERP is not kept at all, only its
 * shape.
 *
 * A value that was cut in one step is cut wherever else it turns up in the same call, in a provider's error text for
 * example.
 */
export type Redact = (steps: readonly ProtocolStep[]) => RedactedStep[];

/** `ownSecrets` are cut wherever they turn up: the client secret, the session secrets. */
export function createRedact(ownSecrets: readonly string[]): Redact {
  return (steps) => {
    const found = new Set(ownSecrets);
    const redacted = steps.map((step) => redactStep(step, found));
    return scrub(redacted, found);
  };
}

function redactStep(step: ProtocolStep, found: Set<string>): RedactedStep {
  const { kind, startedAtMs, durationMs, error } = step;
  const links = new Set<string>();
  const about = new Set<string>();
  const context = { kind, found, links, about };
  return {
    kind,
    startedAtMs,
    durationMs,
    error,
    request: step.request && redactMessage(step.request, context),
    response: step.response && redactMessage(step.response, context),
    checks: (step.checks ?? []).map((check) => ({ ...check, rule: openText(check.rule) })),
    links: [...links],
    about: [...about],
  };
}

/** What cutting a step gathers on the way. */
interface Context {
  readonly kind: StepKind;
  /** Secrets, whole: they leave this file in no way. */
  readonly found: Set<string>;
  readonly links: Set<string>;
  readonly about: Set<string>;
}

function redactMessage({ method, url, status, headers = {}, body = '' }: StepMessage, context: Context): TraceMessage {
  const address = url === undefined ? undefined : splitUrl(url);
  const isForm = (headers['content-type'] ?? '').includes('form-urlencoded') || context.kind === 'backchannel_logout';
  const form = isForm ? namedValues(new URLSearchParams(body), context) : [];
  const content = isForm || body === '' ? NO_CONTENT : redactContent(body, status, context);
  const tokens = isForm ? tokensIn(new URLSearchParams(body), context) : content.tokens;
  return {
    method,
    url: address?.url,
    status,
    form,
    tokens,
    body: content.body,
    fields: content.fields,
    query: address === undefined ? [] : namedValues(address.query, context),
    headers: Object.entries(headers).map(([name, value]) => ({ name, value: headerValue(name, value, context) })),
  };
}

function splitUrl(text: string): { url: string; query: URLSearchParams } {
  const nowhere = 'http://nowhere.invalid';
  if (!URL.canParse(text, nowhere)) return { url: '(not an address)', query: new URLSearchParams() };
  const { origin, pathname, searchParams } = new URL(text, nowhere);
  return { url: (origin === nowhere ? '' : origin) + pathname, query: searchParams };
}

function namedValues(parameters: URLSearchParams, context: Context): Parameter[] {
  return [...parameters]
    .slice(0, MAX_PARAMETERS)
    .map(([name, value]) => ({ name: name.slice(0, 100), value: parameterValue(name, value, context) }));
}

function parameterValue(name: string, value: string, context: Context): string {
  if (SECRET_PARAMETERS.has(name)) return cutSecret(name, value, context);
  // The queries of API calls are filters; the names in them are Visma's.
  const isOpen = context.kind === 'api_call' ? !isSecretName(name) : OPEN_PARAMETERS.has(name);
  return isOpen ? openText(value) : cut(value);
}

/** Cuts a value, and remembers it so that it is cut elsewhere too. */
function cutSecret(name: string, value: string, { found, links }: Context): string {
  found.add(value);
  const [, , signature] = value.split('.');
  if (signature !== undefined) found.add(signature);
  if (HIDDEN_PARAMETERS.has(name)) return `… (${value.length} characters)`;
  if (value.length >= SHOWN_FROM_LENGTH) links.add(fingerprintOf(value));
  return cut(value);
}

function headerValue(name: string, value: string, context: Context): string {
  if (name.toLowerCase() === 'authorization') return credential(value, context);
  return OPEN_HEADERS.has(name.toLowerCase()) ? foreignText(value) : '…';
}

/** `Bearer` shows what a token shows, `Basic` the client id (RFC 6749 §2.3.1) and nothing of the secret. */
function credential(value: string, context: Context): string {
  const [, scheme = '', given = ''] = /^(Basic|Bearer) +(\S+)$/i.exec(value) ?? [];
  context.found.add(given);
  if (scheme.toLowerCase() === 'bearer') return `Bearer ${cutSecret('access_token', given, context)}`;
  if (scheme.toLowerCase() !== 'basic') return '…';
  const [id = '', secret = ''] = Buffer.from(given, 'base64').toString().split(':').map(formDecoded);
  context.found.add(secret);
  return `Basic ${id}:${cutSecret('client_secret', secret, context)}`;
}

function formDecoded(text: string): string {
  return new URLSearchParams(`v=${text}`).get('v') ?? '';
}

interface Content {
  readonly body?: string | undefined;
  readonly fields: readonly Parameter[];
  readonly tokens: readonly TraceToken[];
}

const NO_CONTENT: Content = { fields: [], tokens: [] };

function redactContent(body: string, status: number | undefined, context: Context): Content {
  const { kind } = context;
  if (kind === 'id_token') {
    const tokens = tokenNamed('id_token', body, context);
    return { body: cutSecret('id_token', body, context), fields: [], tokens };
  }
  if (kind === 'api_call' && (status ?? 200) < 400) return { ...NO_CONTENT, body: shapeOfJson(body) };
  const json = parseJson(body);
  if (typeof json !== 'object' || json === null) return { ...NO_CONTENT, body: foreignText(body) };
  if (kind === 'token_request' || kind === 'refresh') return tokenAnswer(json, context);
  noteSub(json, context);
  const cleaned = cleanJson(json, kind === 'keys' ? isPrivateKeyPart : isSecretName);
  return { body: indented(cleaned), fields: Array.isArray(json) ? [] : fieldsOf(cleaned), tokens: [] };
}

/** RFC 6749 §5.1: what is not known to be open is a token or may be one. */
function tokenAnswer(json: object, context: Context): Content {
  const fields = Object.entries(json)
    .slice(0, MAX_PARAMETERS)
    .map(([name, value]: [string, unknown]): [string, unknown] => [
      name,
      typeof value === 'string' ? answerValue(name, value, context) : OPEN_PARAMETERS.has(name) ? value : '…',
    ]);
  const cleaned = Object.fromEntries(fields);
  return { body: indented(cleaned), fields: fieldsOf(cleaned), tokens: tokensIn(Object.entries(json), context) };
}

function answerValue(name: string, value: string, context: Context): string {
  const text = parameterValue(name, value, context);
  return name === 'error_description' ? foreignText(text) : text;
}

const TOKEN_NAMES = ['id_token', 'access_token', 'logout_token'];

/** A hint at sign-out is not opened: whoever uses the browser next reads that step. */
function tokensIn(values: Iterable<[string, unknown]>, context: Context): TraceToken[] {
  return [...values].flatMap(([name, value]) =>
    TOKEN_NAMES.includes(name) && typeof value === 'string' ? tokenNamed(name, value, context) : [],
  );
}

function tokenNamed(name: string, token: string, context: Context): TraceToken[] {
  try {
    const claims = decodeJwt(token);
    noteSub(claims, context);
    const header = cleanJson({ ...decodeProtectedHeader(token) }, isSecretName);
    return [{ name, header: objectOf(header), claims: objectOf(cleanJson(claims, isSecretName)) }];
  } catch {
    return [];
  }
}

/**
 * A token for reading: header and claims, what is secret in them cut, no signature. Undefined for one that is not a
 * JWT.
 */
export function readableToken(name: string, token: string): TraceToken | undefined {
  const nothing = { found: new Set<string>(), links: new Set<string>(), about: new Set<string>() };
  return tokenNamed(name, token, { kind: 'token_request', ...nothing })[0];
}

function noteSub(json: object, { about }: Context): void {
  const sub: unknown = Reflect.get(json, 'sub');
  if (typeof sub === 'string') about.add(fingerprintOf(sub));
}
