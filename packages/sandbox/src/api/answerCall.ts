import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Request, Response } from 'express';
import type { CompanyDataset } from '../dataset/companies/companyDataset.ts';
import type { AccessTokenClaims } from '../world/accessTokenClaims.ts';
import { requireAccess, type Access, type AccessDeps } from './access.ts';
import type { BackgroundTable } from './background/backgroundTable.ts';
import { runInBackground, wantsBackground } from './background/runInBackground.ts';
import { quotaHeaders, type CallQuota } from './callQuota.ts';
import { anonymousQuota, countCall, refuseBurst, refuseExcess, type RateLimit } from './rateLimits.ts';
import { ErpRefusal, notFound, type ErpAnswer } from './erpAnswer.ts';
import type { ErpCall } from './erpCall.ts';
import type { ErpFault, TakeFault } from './erpFaults.ts';
import { notEmulated, targetHint, type FindTarget, type Target } from './findTarget.ts';
import { noteParameters } from './parameterHints.ts';
import { readQuery } from './queryParameters.ts';
import { sendAnswer, withoutNulls } from './sendAnswer.ts';
import { defaultErpSettings, type ErpSettings } from './settings.ts';
import { injectRefusal, injectConnectionFault, injectSamePage, injectBareRows } from './injectErpFault.ts';

/** What every API needs of the companies' data. */
export interface ApiData {
  /** The company of a tenant id, undefined when there is none. */
  readonly company: (tenantId: string) => CompanyDataset | undefined;
  readonly background: BackgroundTable;
  readonly quota: CallQuota;
}

export interface AnswerDeps extends Omit<AccessDeps, 'identify'> {
  readonly data: ApiData;
  /** The sandbox clock in epoch milliseconds. */
  readonly now: () => number;
  /** The sandbox's own origin, without a slash at the end. */
  readonly origin: () => string;
  /** Read at every call, so that a change counts at once. */
  readonly settings?: (() => ErpSettings) | undefined;
  readonly fault?: TakeFault | undefined;
  /** How long slow answers take. */
  readonly faultDelayMs?: (() => number) | undefined;
  /** The tokens of the sign-in before Visma Connect, which the old host took; undefined when that is off. */
  readonly legacyTokens?: LegacyTokens | undefined;
  /** Tells the request log whose call it is. */
  readonly identify?: ((req: Request, claims: AccessTokenClaims) => void) | undefined;
  /** Tells the request log what would have helped the developer: our words, never a value of the request. */
  readonly note?: ((req: Request, message: string) => void) | undefined;
}

export interface LegacyTokens {
  readonly isToken: (headers: IncomingHttpHeaders) => boolean;
  /**
   * Whose call it is, for which company.
   * @throws ErpRefusal 400 when the headers do not go with the token
   */
  readonly access: (
    headers: IncomingHttpHeaders,
    note: (message: string) => void,
    identify: ((claims: AccessTokenClaims) => void) | undefined,
  ) => Access;
}

/** What differs between the old ERP host, the new one and the Sales Order API. */
export interface ApiHost {
  /** What its paths have before those of the real host: empty, or where a second host stands on this origin. */
  readonly prefix: string;
  /** Where its routes begin below that, which name no version themselves. */
  readonly version: string;
  readonly rateLimit: RateLimit;
  /** @throws ErpRefusal 403 when the token lacks what this method needs */
  readonly requireScope: (
    access: Access,
    method: string,
    settings: ErpSettings,
    note: (message: string) => void,
  ) => void;
  /** Puts a refusal into the form of this API. */
  readonly toRefusal: (answer: ErpAnswer) => ErpAnswer;
  /** The answer to a method that an address has not got. */
  readonly unknownMethod: (settings: ErpSettings, methods: readonly string[]) => ErpAnswer;
  /** Whether `erp-api-background` is looked at. */
  readonly hasBackground: boolean;
  /** Whether tokens of the sign-in before Visma Connect are taken. */
  readonly takesLegacyTokens?: boolean;
  /** Told to the request log at every call. */
  readonly hint?: string;
}

/**
 * One call from its token to its answer, with the headers that every answer carries.
 * @see https://docs.vismasoftware.no/vismanetapi/api-reference/rate-limits
 */
export async function answerCall(
  deps: AnswerDeps,
  host: ApiHost,
  find: FindTarget,
  req: Request,
  res: Response,
): Promise<void> {
  const settings = deps.settings?.() ?? defaultErpSettings();
  const note = (message: string): void => deps.note?.(req, message);
  let headers = { ...requestHeaders(), ...quotaHeaders(anonymousQuota(deps.data.quota, host.rateLimit, settings)) };
  try {
    const target = find(req.method, pathOf(req, host), settings.erpEscapedSlash);
    const hint = targetHint(req.method, target);
    if (hint !== '') note(hint);
    let application: string | undefined;
    const identify = (claims: AccessTokenClaims): void => {
      application = claims.client_id;
      deps.identify?.(req, claims);
    };
    const access = await findAccess({ ...deps, identify }, host, req.headers, settings, note);
    const takesFault = (fault: ErpFault): boolean => deps.fault?.(fault, application) ?? false;
    if (await injectConnectionFault(takesFault, res, deps.faultDelayMs?.() ?? 0)) return;
    if (access instanceof ErpRefusal) throw access;
    const quota = countCall(deps.data.quota, host.rateLimit, settings, access);
    headers = { ...headers, ...quotaHeaders(quota) };
    refuseExcess(quota);
    refuseBurst(deps.data.quota, host.rateLimit, settings, access, note);
    injectRefusal(takesFault);
    const answer = workOn(deps, host, { req, access, settings, note, takesFault, target });
    const body = settings.erpEmptyFields === 'absent' ? withoutNulls(answer.body) : answer.body;
    sendAnswer(res, { ...answer, body }, headers);
  } catch (error) {
    if (!(error instanceof ErpRefusal)) throw error;
    sendAnswer(res, host.toRefusal(error.answer), headers);
  }
}

/** The path as the real host has it. */
function pathOf({ baseUrl, path }: Request, { prefix }: ApiHost): string {
  return `${baseUrl}${path}`.slice(prefix.length);
}

/** Who calls, or why they may not: faults are injected all the same. */
async function findAccess(
  deps: AccessDeps & Pick<AnswerDeps, 'legacyTokens'>,
  host: ApiHost,
  headers: IncomingHttpHeaders,
  settings: ErpSettings,
  note: (message: string) => void,
): Promise<Access | ErpRefusal> {
  const { legacyTokens } = deps;
  try {
    if (!legacyTokens?.isToken(headers)) return await requireAccess(deps, headers, settings, note);
    if (host.takesLegacyTokens) return legacyTokens.access(headers, note, deps.identify);
    note('A VNI token: this host takes tokens of Visma Connect only');
    return await requireAccess(deps, headers, settings, note);
  } catch (error) {
    if (error instanceof ErpRefusal) return error;
    throw error;
  }
}

interface Work {
  readonly req: Request;
  readonly access: Access;
  readonly settings: ErpSettings;
  readonly note: (message: string) => void;
  readonly takesFault: (fault: ErpFault) => boolean;
  readonly target: Target;
}

function workOn(deps: AnswerDeps, host: ApiHost, work: Work): ErpAnswer {
  const { req, access, settings, note, takesFault } = work;
  noteHost(host, work);
  const target = requireOperation(host, work.target, settings);
  host.requireScope(access, target.operation.method, settings, note);
  if (target.kind === 'not emulated') throw new ErpRefusal(notEmulated(target.operation));
  const { route } = target;
  const call = toCall(deps, work, host, target);
  noteParameters(call, route.parameters ?? []);
  const handle = (): ErpAnswer => route.handle(call);
  const inBackground = host.hasBackground && wantsBackground(call);
  const { background } = deps.data;
  return injectBareRows(
    takesFault,
    inBackground ? runInBackground(call, background, req.originalUrl, handle) : handle(),
  );
}

function noteHost({ hint }: ApiHost, { req, access, note }: Work): void {
  if (req.headers['ipp-company-id'] !== undefined && access.byHeader !== true)
    note('ipp-company-id is ignored: the company comes from the token');
  if (hint !== undefined) note(hint);
}

function toCall(
  deps: AnswerDeps,
  { req, access: { claims, tenantId }, settings, note, takesFault }: Work,
  host: ApiHost,
  { operation, params }: Pick<Extract<Target, { kind: 'emulated' }>, 'operation' | 'params'>,
): ErpCall {
  const dataset = deps.data.company(tenantId);
  if (!dataset) throw notFound('The company has no data in this sandbox.');
  return {
    dataset,
    claims,
    resource: operation.path.split('/')[2] ?? '',
    params,
    query: readQuery(injectSamePage(takesFault, req.originalUrl)),
    body: bodyOf(req),
    header: (name) => req.get(name),
    baseUrl: `${deps.origin()}${host.version}`,
    settings,
    nowMs: deps.now(),
    note,
  };
}

function bodyOf(req: Request): unknown {
  return req.body;
}

type Operation = Extract<Target, { operation: unknown }>;

/** @throws ErpRefusal when the real API has no such address, or not with this method */
function requireOperation(host: ApiHost, target: Target, settings: ErpSettings): Operation {
  if (target.kind === 'no such path') throw new ErpRefusal(unknownResource(404));
  if (target.kind === 'no such method') throw new ErpRefusal(host.unknownMethod(settings, target.methods));
  return target;
}

// Guess: not documented. API Management answers an operation that it does not know like this.
/** The answer where there is nothing, or nothing of this method. */
export function unknownResource(status: 404 | 405): ErpAnswer {
  return {
    status,
    body: { statusCode: status, message: status === 404 ? 'Resource not found' : 'Method not allowed' },
  };
}

function requestHeaders(): Record<string, string> {
  return { 'Ipp-Request-Id': randomUUID(), 'Request-Context': 'appId=cid-v1:sandbox' };
}
