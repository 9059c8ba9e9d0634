import { createHash } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import type { ProtocolStep, StepKind, StepMessage } from '../oidc/protocolStep.ts';
import { shapeOfJson } from './jsonShape.ts';
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
    const secrets = [...found].filter(({ length }) => length >= SCRUBBED_LENGTH).toSorted(longestFirst);
    return redacted.map((step) => scrub(step, secrets));
  };
}

/** Texts shorter than this would be found where they are not meant. */
const SCRUBBED_LENGTH = 8;
/** Shorter values could be guessed by what is shown of them. */
const SHOWN_FROM_LENGTH = 20;
const SHOWN_CHARACTERS = 4;
const MAX_TEXT = 500;
const MAX_BODY = 8_000;
const MAX_PARAMETERS = 60;

/** Parameters of the protocol that are shown as they are. Any other is cut. */
const OPEN_PARAMETERS = new Set([
  ...['client_id', 'response_type', 'response_mode', 'redirect_uri', 'scope', 'prompt', 'max_age', 'acr_values'],
  ...['code_challenge', 'code_challenge_method', 'ui_locales', 'login_hint', 'tenant_hint', 'tenant_id', 'iss', 'sid'],
  ...['grant_type', 'token_type', 'token_type_hint', 'expires_in', 'target_link_uri', 'post_logout_redirect_uri'],
  ...['error', 'error_description', 'error_uri'],
]);

/** Parameters that prove something: never whole, and cut wherever else their value turns up. */
const SECRET_PARAMETERS = new Set([
  ...['code', 'state', 'nonce', 'code_verifier', 'access_token', 'refresh_token', 'id_token', 'id_token_hint'],
  ...['token', 'logout_token', 'client_secret', 'client_assertion', 'password', 'assertion', 'device_code'],
]);

/** Of these not even the first characters: people choose them, or they live for years. */
const HIDDEN_PARAMETERS = new Set(['client_secret', 'password', 'client_assertion', 'assertion']);

const OPEN_HEADERS = new Set([
  ...['accept', 'accept-encoding', 'allow', 'cache-control', 'connection', 'content-encoding', 'content-length'],
  ...['content-type', 'date', 'erp-api-background', 'etag', 'expires', 'if-match', 'ipp-request-id', 'location'],
  ...['pragma', 'request-context', 'retry-after', 'server', 'transfer-encoding', 'user-agent', 'vary'],
  ...['www-authenticate', 'x-correlation-id', 'x-visma-erp-error-codes'],
  ...['x-ratelimit-limit', 'x-ratelimit-remaining', 'x-ratelimit-reset', 'x-ratelimit-policy'],
]);

/** Names in claims and in documents whose values are cut: secrets, and numbers that the state gave a person. */
const SECRET_NAME =
  /(^|[_-])(token|secret|password|passwd|verifier|assertion|api[_-]?key)$|^(nonce|nnin|snin|([a-z]{2}_)?ssn|cpr|hetu)$/i;

/** RFC 7518 §6.2.2, §6.3.2, §6.4.1: the private parts of keys. */
const PRIVATE_KEY_PARTS = new Set(['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k']);

const JWT = /\beyJ[\w-]{8,}(?:\.[\w-]*){1,4}/g;
const LONG_RUN = /[\w+/-]{24,}={0,2}/g;
const GUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Names a value without giving it away: 32 bits of its hash. The same value has the same mark everywhere. */
export function markOf(value: string): string {
  return createHash('sha256').update(value).digest('hex').slice(0, 8);
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
    ...{ method, url: address?.url, status, form, tokens, body: content.body, fields: content.fields },
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
  const isOpen = context.kind === 'api_call' ? !SECRET_NAME.test(name) : OPEN_PARAMETERS.has(name);
  return isOpen ? openText(value) : cut(value);
}

/** Cuts a value, and remembers it so that it is cut elsewhere too. */
function cutSecret(name: string, value: string, { found, links }: Context): string {
  found.add(value);
  const [, , signature] = value.split('.');
  if (signature !== undefined) found.add(signature);
  if (HIDDEN_PARAMETERS.has(name)) return `… (${value.length} characters)`;
  if (value.length >= SHOWN_FROM_LENGTH) links.add(markOf(value));
  return cut(value);
}

function cut(value: string): string {
  const length = `${value.length} character${value.length === 1 ? '' : 's'}`;
  if (value.length < SHOWN_FROM_LENGTH) return `… (${length})`;
  return `${value.slice(0, SHOWN_CHARACTERS)}… (${length}, #${markOf(value)})`;
}

/** A text that may stand, but for tokens and long random runs in it; of an address, the query does not. */
function openText(text: string): string {
  const short = text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
  const withoutJwts = short.replace(JWT, cut);
  if (!/^https?:\/\//.test(withoutJwts) || !URL.canParse(withoutJwts)) return withoutJwts;
  const { origin, pathname, search, hash } = new URL(withoutJwts);
  return search === '' && hash === '' ? withoutJwts : `${origin}${pathname}?…`;
}

/** Text that a provider wrote for people: whatever looks like a secret is cut. */
function foreignText(text: string): string {
  return openText(text).replace(LONG_RUN, (run) =>
    /\d/.test(run) && /[a-z]/i.test(run) && !GUID.test(run) ? cut(run) : run,
  );
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
  if (typeof sub === 'string') about.add(markOf(sub));
}

/** JSON with the values of secret names cut, at any depth. */
function cleanJson(value: unknown, isSecret: (name: string) => boolean): unknown {
  if (typeof value === 'string') return foreignValue(value);
  if (Array.isArray(value)) return value.map((inner) => cleanJson(inner, isSecret));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]: [string, unknown]) => [
      name,
      isSecret(name) ? cut(typeof inner === 'string' ? inner : JSON.stringify(inner)) : cleanJson(inner, isSecret),
    ]),
  );
}

/** Values of claims and documents are ids and addresses, so long runs are let be. */
function foreignValue(value: string): string {
  const short = value.length > MAX_TEXT * 4 ? `${value.slice(0, MAX_TEXT * 4)}…` : value;
  return short.replace(JWT, cut);
}

function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name);
}

function isPrivateKeyPart(name: string): boolean {
  return PRIVATE_KEY_PARTS.has(name) || isSecretName(name);
}

function objectOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function fieldsOf(json: unknown): Parameter[] {
  return Object.entries(objectOf(json))
    .slice(0, MAX_PARAMETERS)
    .map(([name, value]) => ({ name, value: shortened(typeof value === 'string' ? value : JSON.stringify(value)) }));
}

function shortened(text: string): string {
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
}

function indented(json: unknown): string {
  const text = JSON.stringify(json, undefined, 2);
  return text.length > MAX_BODY ? `${text.slice(0, MAX_BODY)}… (${text.length} characters)` : text;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function longestFirst(one: string, other: string): number {
  return other.length - one.length;
}

/** The same value with every text in it freed of the secrets. */
function scrub<T>(value: T, secrets: readonly string[]): T;
function scrub(value: unknown, secrets: readonly string[]): unknown {
  if (typeof value === 'string') return scrubText(value, secrets);
  if (Array.isArray(value)) return value.map((inner: unknown) => scrub(inner, secrets));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [scrubText(name, secrets), scrub(inner, secrets)]),
  );
}

function scrubText(text: string, secrets: readonly string[]): string {
  return secrets.reduce((rest, secret) => (rest.includes(secret) ? rest.replaceAll(secret, '…') : rest), text);
}
