import { fileURLToPath } from 'node:url';
import ejs from 'ejs';
import type { Express, Request, Response } from 'express';
import { AppError } from '../../errors.ts';
import { localeOf } from '../../languages/chooseLocale.ts';
import { ENGLISH, LANGUAGES, type Language, type Locale, findLanguage } from '../../languages/languages.ts';
import type { Text } from '../../languages/spoken.ts';
import { csrfTokenOf } from '../forms/csrf.ts';
import type { ErrorView } from '../errors/errorPages.ts';
import { loginPath } from '../addresses/loginPath.ts';
import { safeReturnTo } from '../addresses/safeReturnTo.ts';
import { navigationOf, type Navigation, type Site } from './navigation.ts';
import { currentSession } from '../session/session.ts';

declare module 'express-serve-static-core' {
  interface Locals {
    /** Of the application. */
    shell?: Shell;
    /** Of the response. */
    cspNonce?: string;
    language?: Language;
    /** Whether it was chosen in this browser. */
    isLanguageChosen?: boolean;
    /** Answers in another language, and remembers it in this browser. */
    chooseLanguage?: (locale: Locale) => void;
  }
}

/** What all pages have in common; the same for every request. */
export interface Shell extends Site {
  readonly appName: string;
  /** The address of a style sheet, script or picture: `assetUrl('css/app.css')`. */
  readonly assetUrl: (name: string) => string;
  /** Where the sandbox answers; undefined with the real systems. */
  readonly sandboxUrl: string | undefined;
}

/** What a view's layout needs, under the name `page`. */
export interface PageFrame extends Shell {
  readonly title: Text;
  readonly locale: string;
  /** Those to choose from. */
  readonly languages: readonly LanguageChoice[];
  /** The person's own one, as Visma Connect knows it, where the page is in another that nobody chose here. */
  readonly offered: OfferedLanguage | undefined;
  /** Where a choice of a language leads back to. */
  readonly path: string;
  /** The form that is sent with a choice of a language, so that nothing typed in it is lost. */
  readonly languageForm: string | undefined;
  readonly cspNonce: string;
  /** Undefined for visitors: they have no session, and no forms that change something. */
  readonly csrfToken: string | undefined;
  readonly personName: string | undefined;
  readonly navigation: Navigation | undefined;
  /** Where the header leads visitors who want to sign in. */
  readonly signInHref: string;
}

/**
 * Every view that is rendered by itself, by its path under views/, and what it shows under the name `data`. Pages add
 * theirs (src/pages/views.ts): a view with other data does not compile.
 */
export interface Views {
  'errors/error': ErrorView;
}

/** A button with which pages are shown in another language. */
export interface LanguageChoice extends Pick<Language, 'locale' | 'name'> {
  readonly isCurrent: boolean;
}

/** A question whether to show pages in another language, in that language. */
export interface OfferedLanguage extends Pick<Language, 'locale'> {
  readonly question: string;
}

/** One page: its view, its title, and what its view shows. */
export interface PageContent<V extends keyof Views> {
  readonly view: V;
  readonly title: Text;
  readonly data: Views[V];
  /** Where the header leads visitors who want to sign in; to the usual sign-in unless told. */
  readonly signInHref?: string;
  /** Where a choice of a language leads back to; to the page itself unless told. */
  readonly path?: string | undefined;
  /** The id of the form that shows itself in another language when it is sent with `way=language-<locale>`. */
  readonly languageForm?: string;
}

/** From src/web and from dist/web alike. */
const VIEWS = fileURLToPath(new URL('../../../views', import.meta.url));

/**
 * Makes the application render pages: EJS in strict mode, where a view sees `page`, `data`, `t` and `markup` only, and an
 * assignment to an undeclared name fails in place of becoming global. `t` says a text in the reader's language, `markup`
 * one that holds tags. `keep` compiles each view once. Views include others by their
 * path under views/, `/layout/top`: EJS looks for a relative one on the disk at every request.
 */
export function setUpViews(app: Express, shell: Shell, { keep }: { readonly keep: boolean }): void {
  app.set('views', VIEWS);
  app.set('view engine', 'ejs');
  app.locals.shell = shell;
  const names = ['page', 'data', 't', 'markup'];
  const options = { root: VIEWS, strict: true, destructuredLocals: names, cache: keep, compileDebug: !keep };
  app.engine('ejs', (path, locals, done) => {
    const values = Object.fromEntries(names.map((name): [string, unknown] => [name, Reflect.get(locals, name)]));
    ejs.renderFile(path, values, options, done);
  });
}

/** Answers with a page. No cache keeps it: every page shows who is signed in. */
export function renderPage<V extends keyof Views>(
  req: Request,
  res: Response,
  { status = 200, ...content }: PageContent<V> & { readonly status?: number },
): void {
  res.status(status).set('Cache-Control', 'no-store');
  res.render(content.view, localsOf(req, res, content));
}

/** Hands over the text of a page, or why there is none. Throws where the page cannot even be begun. */
export function pageText<V extends keyof Views>(
  req: Request,
  res: Response,
  content: PageContent<V>,
  done: (error: unknown, html: string) => void,
): void {
  res.render(content.view, localsOf(req, res, content), done);
}

function localsOf<V extends keyof Views>(req: Request, res: Response, { title, data, ...own }: PageContent<V>) {
  const frame = frameOf(req, res, title);
  const { speak, markup } = languageOf(res);
  const { signInHref = frame.signInHref, path = frame.path, languageForm } = own;
  return { page: { ...frame, signInHref, path, languageForm }, data, t: speak, markup };
}

/** What surrounds a page of this request. */
export function frameOf(req: Request, res: Response, title: Text): PageFrame {
  const { shell } = req.app.locals;
  if (!shell) throw new AppError('unexpected', { reason: 'setUpViews has not been called' });
  const signedIn = currentSession(req)?.signedIn;
  const { locale } = languageOf(res);
  return {
    ...shell,
    title,
    locale,
    languages: LANGUAGES.map((one) => ({ locale: one.locale, name: one.name, isCurrent: one.locale === locale })),
    offered: offeredLanguage(res, signedIn?.person.locale),
    path: req.method === 'GET' ? safeReturnTo(req.originalUrl) : '/',
    languageForm: undefined,
    cspNonce: res.locals.cspNonce ?? '',
    csrfToken: csrfTokenOf(req),
    personName: signedIn?.person.name,
    navigation: signedIn && navigationOf(pathOf(req), signedIn, shell),
    signInHref: loginPath({}),
  };
}

function offeredLanguage(res: Response, personLocale: string | undefined): OfferedLanguage | undefined {
  const locale = personLocale === undefined ? undefined : localeOf(personLocale);
  const isOffered = locale && locale !== languageOf(res).locale && res.locals.isLanguageChosen !== true;
  return isOffered ? { locale, question: findLanguage(locale).speak('layout.offer') } : undefined;
}

/** The language of an answer; English before anybody looked for one. */
export function languageOf(res: Response): Language {
  return res.locals.language ?? ENGLISH;
}

/** The whole path, wherever a router is mounted. */
function pathOf({ originalUrl }: Request): string {
  const [path = '/'] = originalUrl.split('?', 1);
  return path;
}
