import { LOCALES, type Locale } from './languages.ts';

/** Norwegian has two written forms and an old common tag; there are pages in one of them. */
const ALIASES: Readonly<Record<string, string>> = { no: 'nb', nn: 'nb' };

/**
 * The language for a browser's `Accept-Language`; undefined when it asks for none that there is. Pure.
 *
 * @see RFC 9110 §12.5.4, RFC 4647 §3.4
 */
export function acceptedLocale(acceptLanguage: string | undefined): Locale | undefined {
  const ranges = (acceptLanguage ?? '').slice(0, 500).split(',').map(parseRange);
  const wanted = ranges.filter(({ quality }) => quality > 0).toSorted((one, other) => other.quality - one.quality);
  return wanted.map(({ language }) => localeOf(language)).find((locale) => locale !== undefined);
}

/** The locale of a tag as people, providers and browsers write it, `nb`, `no-NO`; undefined for other languages. Pure. */
export function localeOf(tag: string): Locale | undefined {
  const [language = ''] = tag.trim().toLowerCase().split(/[-_]/, 1);
  const wanted = ALIASES[language] ?? language;
  return LOCALES.find((locale) => locale.startsWith(`${wanted}-`));
}

function parseRange(range: string): { readonly language: string; readonly quality: number } {
  const [language = '', ...parameters] = range.split(';');
  const quality = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/i.exec(parameter)?.[1]).find(Boolean);
  return { language, quality: quality === undefined ? 1 : Number(quality) };
}
