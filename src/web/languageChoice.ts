import { parseCookie } from 'cookie';
import { Router, type Request, type RequestHandler, type Response } from 'express';
import { z } from 'zod';
import { acceptedLocale } from '../languages/chooseLocale.ts';
import { findLanguage, LOCALES, type Locale } from '../languages/languages.ts';
import { safeReturnTo } from './addresses/safeReturnTo.ts';
import { optionalText, parseQuery } from './input.ts';

const YEAR_MS = 31_536_000_000;
const query = z.object({ locale: z.enum(LOCALES), return_to: optionalText(2000) });

/** The language of each answer: the one chosen here, else the browser's, else English. */
export function language({ https }: { readonly https: boolean }): RequestHandler {
  return (req, res, next) => {
    const chosen = chosenLocale(req, https);
    const locale = chosen ?? acceptedLocale(req.get('Accept-Language')) ?? LOCALES[0];
    res.locals.language = findLanguage(locale);
    res.locals.isLanguageChosen = chosen !== undefined;
    res.locals.chooseLanguage = (wanted) => {
      rememberLocale(res, wanted, https);
      res.locals.language = findLanguage(wanted);
      res.locals.isLanguageChosen = true;
    };
    next();
  };
}

/** `GET /language?locale=nb-NO&return_to=/path`: remembers a choice in this browser, and leads back. */
export function languageChoice({ https }: { readonly https: boolean }): Router {
  const router = Router();
  router.get('/language', (req, res) => {
    const { locale, return_to: returnTo } = parseQuery(req, query);
    // Another site's link leads here, and changes nothing.
    if (req.get('Sec-Fetch-Site') !== 'cross-site') rememberLocale(res, locale, https);
    res.redirect(303, safeReturnTo(returnTo));
  });
  return router;
}

/** What was chosen in this browser; undefined when nothing was. */
export function chosenLocale(req: Request, https: boolean): Locale | undefined {
  const value = parseCookie(req.get('Cookie') ?? '')[nameOf(https)];
  return LOCALES.find((locale) => locale === value);
}

function rememberLocale(res: Response, locale: Locale, https: boolean): void {
  const attributes = { httpOnly: true, sameSite: 'lax', path: '/', secure: https } as const;
  res.cookie(nameOf(https), locale, { ...attributes, maxAge: YEAR_MS });
}

function nameOf(https: boolean): string {
  return `${https ? '__Host-' : ''}vc_language`;
}
