import type { Request } from 'express';
import type { AppError } from '../../errors.ts';
import type { TextKey } from '../../languages/textKeys.ts';
import { companyHomePath, companyPath, companyPlace, hasFormPage } from '../addresses/companyPath.ts';
import type { Destination, ErrorAction } from './errorTable.ts';
import { loginPath, stepUpPath } from '../addresses/loginPath.ts';
import { safeReturnTo } from '../addresses/safeReturnTo.ts';

export interface ErrorLink {
  readonly label: TextKey;
  readonly href: string;
}

/** Where the request came from and wanted to go, as far as links of an error page need it. */
export interface Whereabouts {
  /** The path without its query. */
  readonly path: string;
  /** The page itself, when the request opened a page that can be opened again. */
  readonly here: string | undefined;
  /** The list with the same filters, where the address is that of its file. */
  readonly asList: string | undefined;
  /** The page of ours that holds the link or form. */
  readonly before: string | undefined;
  /** The form itself, when the request sent one that has a page at its address. */
  readonly form: string | undefined;
  /** Whether the address is one of signing in or out: it is no page to come back to. */
  readonly isSigning: boolean;
}

/** Reads the request; `baseUrl` tells our own pages from others in its Referer. */
export function whereaboutsOf(req: Request, baseUrl: string): Whereabouts {
  const [path = '/'] = req.originalUrl.split('?', 1);
  const isRead = req.method === 'GET' || req.method === 'HEAD';
  const returnTo = safeReturnTo(req.originalUrl);
  const isSigning = returnTo === '/' && path !== '/';
  const here = isRead && !isSigning ? returnTo : undefined;
  return {
    path,
    here,
    asList: here && listOfFile(here),
    before: refererOf(req, baseUrl),
    form: !isRead && hasFormPage(path) ? safeReturnTo(path) : undefined,
    isSigning,
  };
}

/** The address of a button. Sign-ins keep where the person wanted to go, and for which company. Pure. */
export function errorLink(
  { label, to }: ErrorAction,
  { path, here, asList, before, form }: Whereabouts,
  { returnTo, tenantId = companyPlace(path)?.tenantId }: AppError['details'],
): ErrorLink {
  const wanted = safeReturnTo(returnTo ?? here ?? before ?? form);
  const signIn = loginPath({ returnTo: wanted, tenantId });
  // A form that was sent knows the address at which it is kept; the page that it was sent from has it no more.
  const kept = here === undefined && isForm(path) && returnTo !== undefined ? wanted : undefined;
  const hrefs: Record<Destination, () => string> = {
    again: () => here ?? kept ?? (isForm(path) ? (before ?? wanted) : signIn),
    before: () =>
      kept ?? asList ?? (before === here ? undefined : before) ?? form ?? (returnTo === undefined ? '/' : wanted),
    start: () => '/',
    list: () => asList ?? listOf(path),
    companies: () => '/companies',
    sign_in: () => signIn,
    other_company: () => loginPath({}),
    // The next person is led to no page of a company: they may have another.
    other_account: () => loginPath({ returnTo: companyPlace(wanted) ? '/' : wanted, prompt: 'select_account' }),
    own_account: () => loginPath({ returnTo: wanted, tenantId, isOneMore: true, prompt: 'select_account' }),
    step_up: () => stepUpPath(tenantId, wanted),
    sign_out: () => '/logout',
  };
  const href = hrefs[to]();
  // Nothing came before: the label says where it leads.
  return { label: to === 'before' && href === '/' ? 'errors.ways.start' : label, href };
}

/** A form of a page; the addresses of signing in and out are none. */
function isForm(path: string): boolean {
  return safeReturnTo(path) !== '/';
}

/** `/companies/<tenant>/invoices/export.csv?status=Open`: what is wrong with a filter, the list says at its field. */
function listOfFile(address: string): string | undefined {
  const { pathname, search } = new URL(address, 'http://app.invalid');
  return companyPlace(pathname)?.slug && /\/export\.(csv|ndjson)$/.test(pathname)
    ? `${pathname.slice(0, pathname.lastIndexOf('/'))}${search}`
    : undefined;
}

function listOf(path: string): string {
  const place = companyPlace(path);
  if (!place) return '/';
  return place.slug ? companyPath(place.tenantId, place.slug) : companyHomePath(place.tenantId);
}

function refererOf(req: Request, baseUrl: string): string | undefined {
  const referer = req.get('Referer') ?? '';
  if (!URL.canParse(referer) || new URL(referer).origin !== baseUrl) return undefined;
  const page = safeReturnTo(referer.slice(baseUrl.length));
  return page === '/' ? undefined : page;
}
