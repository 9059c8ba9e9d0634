import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { refusedParts, type RefusedPart } from 'visma-net-client/errors';
import { AppError, type ErrorCode, isRefusal } from '../../errors.ts';
import { ENGLISH, type Language } from '../../languages/languages.ts';
import { momentOf, say, type Moment, type Text } from '../../languages/spoken.ts';
import type { PersonSession } from '../../connections/personSession.ts';
import type { Logger } from '../../log.ts';
import type { Clock } from '../../store/store.ts';
import { loginPath } from '../addresses/loginPath.ts';
import { safeReturnTo } from '../addresses/safeReturnTo.ts';
import { errorLink, whereaboutsOf, type ErrorLink, type Whereabouts } from './errorLinks.ts';
import { ERROR_TABLE, errorPageOf, GO_ON, type ErrorAction, type ErrorPage } from './errorTable.ts';
import { languageOf, pageText } from '../rendering/renderPage.ts';
import { correlationId } from '../requestLog.ts';
import { currentSession } from '../session/session.ts';

export interface ErrorPagesDeps {
  /** Used when the request came before the request log. */
  readonly logger: Logger;
  readonly now: Clock;
  /** The public origin: links back go to our own pages only. */
  readonly baseUrl: string;
  /** Tells the protocol view, where it is on; answers where the steps are shown, when there are any. */
  readonly noteRefusal?:
    ((req: Request, refusal: { code: string; reason?: string | undefined }) => string | undefined) | undefined;
}

/** What views/errors/error.ejs shows. */
export interface ErrorView {
  readonly code: ErrorCode;
  readonly title: Text;
  /** One after the other. */
  readonly happened: readonly Text[];
  readonly advice: readonly Text[];
  readonly wait: Text | undefined;
  readonly primary: ErrorLink;
  readonly others: readonly ErrorLink[];
  readonly reason: string | undefined;
  /** From outside: shown as text. */
  readonly providerError: string | undefined;
  readonly providerDescription: string | undefined;
  readonly fields: readonly RefusedPart[];
  readonly correlationId: string;
  readonly at: Moment;
  /** For the header: where the same person would be refused again, a sign-in that asks who it is. */
  readonly signInHref: string;
  /** Where a choice of a language leads back to; undefined: to the page itself, which can be opened again. */
  readonly path: string | undefined;
  /** Where each step that led here can be seen. */
  readonly protocolHref: string | undefined;
}

/** A refusal with the status it is answered with. */
interface Refusal {
  readonly code: ErrorCode;
  readonly status: number;
  readonly details: AppError['details'];
}

/** A refusal with what its page says of when and where it came up. */
export interface ShownRefusal extends Refusal {
  readonly correlationId: string;
  /** Epoch milliseconds. */
  readonly atMs: number;
  readonly protocolHref: string | undefined;
}

/** Headers of the answer that did not come about. */
const STALE_HEADERS = ['Content-Disposition', 'Content-Encoding', 'Content-Length', 'ETag', 'Last-Modified'];
const MAX_FOREIGN_TEXT = 500;

/** Everything that no route answers. @throws AppError not_found */
export const notFound: RequestHandler = () => {
  throw new AppError('not_found');
};

/** For `route.all(…)` behind the methods a route has. @throws AppError method_not_allowed, with Allow */
export function methodNotAllowed(...allowed: readonly string[]): RequestHandler {
  const names = allowed.includes('GET') ? [...allowed, 'HEAD'] : allowed;
  return (_req, res) => {
    res.set('Allow', names.join(', '));
    throw new AppError('method_not_allowed');
  };
}

/**
 * Answers every refusal by its page in the table, or as JSON where no page is accepted, and logs it under the
 * request's correlation id, which the page shows too. Errors of Express keep their status. Never shows a stack.
 */
export function errorPages(deps: ErrorPagesDeps): ErrorRequestHandler {
  // Express knows an error handler by its four parameters.
  return (error: unknown, req, res, _next) => {
    if (res.headersSent) {
      logRefusal(error, refusalOf(error), req, deps.logger);
      res.socket?.destroy();
      return;
    }
    const refusal = noteRefused(error, req, deps);
    logRefusal(error, refusal, req, deps.logger);
    showRefusal(refusal, req, res, deps);
  };
}

/** What an error means to the person, told to the protocol view. */
export function noteRefused(
  error: unknown,
  req: Request,
  { now, noteRefusal }: Pick<ErrorPagesDeps, 'now' | 'noteRefusal'>,
): ShownRefusal {
  const refusal = refusalOf(error);
  const protocolHref = noteRefusal?.(req, { code: refusal.code, reason: refusal.details.reason });
  return { ...refusal, correlationId: correlationId(req), atMs: now(), protocolHref };
}

/** Answers with a refusal: its page, or as JSON where no page is accepted. */
export function showRefusal(
  refusal: ShownRefusal,
  req: Request,
  res: Response,
  { baseUrl }: Pick<ErrorPagesDeps, 'baseUrl'>,
): void {
  prepare(res, refusal);
  if (req.accepts('html') === false) res.json(jsonOf(refusal));
  else sendPage(req, res, toErrorView(refusal, req, baseUrl));
}

function refusalOf(error: unknown): Refusal {
  if (isRefusal(error)) {
    return { code: error.code, status: ERROR_TABLE[error.code].status, details: error.details };
  }
  const status = clientErrorStatus(error);
  if (status === undefined) return { code: 'unexpected', status: ERROR_TABLE.unexpected.status, details: {} };
  return { code: codeOfStatus(status), status, details: {} };
}

/** Express and its parsers say with `status` that the request was at fault. */
function clientErrorStatus(error: unknown): number | undefined {
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  return typeof status === 'number' && Number.isInteger(status) && status >= 400 && status < 500 ? status : undefined;
}

function codeOfStatus(status: number): ErrorCode {
  const codes: Partial<Record<number, ErrorCode>> = {
    404: 'not_found',
    405: 'method_not_allowed',
    413: 'too_large',
    429: 'rate_limited',
  };
  return codes[status] ?? 'bad_request';
}

/** A request has a logger of its own unless it came before the request log. */
export function logRefusal(error: unknown, { code, status }: Refusal, req: Request, logger: Logger): void {
  const log = 'log' in req ? req.log : logger;
  const level = status === 500 ? 'error' : status > 500 ? 'warn' : 'info';
  log[level]({ err: error, code, status }, 'request refused');
}

function prepare(res: Response, { status, details: { retryAfterSeconds } }: Refusal): void {
  for (const name of STALE_HEADERS) res.removeHeader(name);
  res.status(status).set('Cache-Control', 'no-store').vary('Accept');
  if (retryAfterSeconds !== undefined) res.set('Retry-After', String(Math.ceil(retryAfterSeconds)));
}

function jsonOf(refusal: ShownRefusal) {
  const page = errorPageOf(refusal);
  const message = `${ENGLISH.speak(page.title)}. ${happenedOf(page)
    .map((text) => ENGLISH.speak(text))
    .join(' ')}`;
  return { error: refusal.code, message, correlationId: refusal.correlationId };
}

function toErrorView(refusal: ShownRefusal, req: Request, baseUrl: string): ErrorView {
  const { code, details, protocolHref } = refusal;
  const page = errorPageOf(refusal);
  const whereabouts = whereaboutsOf(req, baseUrl);
  const signedIn = currentSession(req)?.signedIn;
  const isStill = signedIn !== undefined && whereabouts.isSigning;
  const [primary, ...others] = linksOf(isStill ? goingOn(page) : page, whereabouts, details);
  const otherAccount = actionsOf(page).find(({ to }) => to === 'other_account');
  const { retryAfterSeconds, reason, providerError, providerDescription } = details;
  return {
    code,
    title: page.title,
    happened: signedIn ? [page.happened, ...nameOf(signedIn, page, isStill)] : happenedOf(page),
    advice: page.advice,
    wait:
      retryAfterSeconds === undefined ? undefined : say('errors.page.wait', { wait: { seconds: retryAfterSeconds } }),
    primary,
    others,
    path: req.method === 'POST' ? safeReturnTo(details.returnTo ?? whereabouts.before ?? whereabouts.form) : undefined,
    signInHref: otherAccount ? errorLink(otherAccount, whereabouts, details).href : loginPath({}),
    reason,
    providerError: providerError?.slice(0, MAX_FOREIGN_TEXT),
    providerDescription: providerDescription?.slice(0, MAX_FOREIGN_TEXT),
    fields: refusedParts(details),
    correlationId: refusal.correlationId,
    at: momentOf(refusal.atMs),
    protocolHref,
  };
}

function happenedOf({ happened, isNobodySignedIn }: ErrorPage): Text[] {
  return isNobodySignedIn ? [happened, 'errors.nobodySignedIn'] : [happened];
}

/** A refused sign-in ends no session; and whose refusal it is, is said where somebody else might not have it. */
function nameOf({ person, companies, currentTenantId }: PersonSession, page: ErrorPage, isStill: boolean): Text[] {
  const { name } = person;
  const company = companies[currentTenantId]?.name;
  if (isStill)
    return [
      company === undefined ? say('errors.stillSignedIn', { name }) : say('errors.stillSignedInFor', { name, company }),
    ];
  return actionsOf(page).some(({ to }) => to === 'other_account') ? [say('errors.signedInAs', { name })] : [];
}

/** The first way on of somebody who is signed in, and stays so. */
function goingOn(page: ErrorPage): ErrorPage {
  const [primary, ...more] = actionsOf(page);
  if (primary.label === GO_ON.label) return page;
  return { ...page, primary: GO_ON, secondary: primary, more };
}

/** All ways on, the first one first. */
function actionsOf({ primary, secondary, more = [] }: ErrorPage): [ErrorAction, ...ErrorAction[]] {
  return [primary, ...(secondary ? [secondary] : []), ...more];
}

/** No two lead to one address: of those, the first stays. */
function linksOf(page: ErrorPage, whereabouts: Whereabouts, details: AppError['details']): [ErrorLink, ...ErrorLink[]] {
  const [primary, ...more] = actionsOf(page);
  const first = errorLink(primary, whereabouts, details);
  const others = more.map((action) => errorLink(action, whereabouts, details));
  const isFirst = ({ href }: ErrorLink, index: number) => others.findIndex((one) => one.href === href) === index;
  return [first, ...others.filter((link, index) => link.href !== first.href && isFirst(link, index))];
}

function sendPage(req: Request, res: Response, data: ErrorView): void {
  const sendPlainly = (error: unknown) => {
    if ('log' in req) req.log.error({ err: error }, 'the error page could not be rendered');
    res.type('html').send(plainPage(data, languageOf(res)));
  };
  try {
    pageText(
      req,
      res,
      { view: 'errors/error', title: data.title, data, signInHref: data.signInHref, path: data.path },
      (error, html) => {
        if (error) sendPlainly(error);
        else res.type('html').send(html);
      },
    );
  } catch (error) {
    sendPlainly(error);
  }
}

/** For the day that views fail: nothing from outside is in it, so nothing needs escaping. */
function plainPage(
  { title, happened, code, correlationId: reference }: ErrorView,
  { locale, speak }: Language,
): string {
  const heading = speak(title);
  const parts = { code: `<code data-testid="error-code">${code}</code>`, reference: `<code>${reference}</code>` };
  return `<!doctype html><html lang="${locale}"><meta charset="utf-8"><title>${heading}</title><main><h1>${heading}</h1>
<p>${happened.map((text) => speak(text)).join(' ')}</p><p><a href="/">${speak('errors.ways.start')}</a></p>
<p>${speak('errors.page.plain', parts)}</p></main></html>\n`;
}
