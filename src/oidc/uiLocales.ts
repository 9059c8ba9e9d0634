/** Languages of Visma Connect's pages. */
const SUPPORTED = ['da-DK', 'en-GB', 'en-US', 'fi-FI', 'nb-NO', 'nl-NL', 'sv-SE', 'lv-LV'];

/** Norwegian has two written forms and an old common tag; Connect knows one of them. */
const ALIASES: Readonly<Record<string, string>> = { no: 'nb', nn: 'nb' };

/**
 * The `ui_locales` value for a browser's `Accept-Language`: languages that Connect supports, best first; undefined
 * when there is none, so that Connect chooses.
 *
 * @see OpenID Connect Core 1.0 §3.1.2.1, RFC 9110 §12.5.4
 */
export function uiLocales(acceptLanguage: string | undefined): string | undefined {
  const wanted = (acceptLanguage ?? '')
    .slice(0, 500)
    .split(',')
    .map(parseRange)
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality);
  const locales = [...new Set(wanted.flatMap(({ tag }) => supported(tag)))];
  return locales.length > 0 ? locales.join(' ') : undefined;
}

function parseRange(range: string): { tag: string; quality: number } {
  const [tag = '', ...parameters] = range.trim().split(';');
  const q = parameters.map((parameter) => /^\s*q=([\d.]+)$/i.exec(parameter)?.[1]).find((value) => value !== undefined);
  return { tag: tag.trim().toLowerCase(), quality: q === undefined ? 1 : Number(q) };
}

function supported(tag: string): string[] {
  const exact = SUPPORTED.find((locale) => locale.toLowerCase() === tag);
  if (exact !== undefined) return [exact];
  const [language = ''] = tag.split('-');
  const first = SUPPORTED.find((locale) => locale.startsWith(`${ALIASES[language] ?? language}-`));
  return first === undefined ? [] : [first];
}
