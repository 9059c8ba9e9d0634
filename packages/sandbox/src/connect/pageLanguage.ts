/** The languages of Connect's pages here. */
export type Language = 'en' | 'nb';

/**
 * The first known language of `ui_locales`, else English, else one the application has. `supported` is what the
 * application is set to; empty means all.
 * @see OpenID Connect Core 1.0 §3.1.2.1
 */
export function pageLanguage(uiLocales: string | undefined, supported: readonly string[]): Language {
  for (const locale of (uiLocales ?? '').split(' ')) {
    const language = languageOf(locale);
    const isOn = supported.length === 0 || supported.some((one) => languageOf(one) === language);
    if (language && isOn) return language;
  }
  const known = supported.map(languageOf).filter((language) => language !== undefined);
  return known.length === 0 || known.includes('en') ? 'en' : (known[0] ?? 'en');
}

function languageOf(locale: string): Language | undefined {
  if (/^(nb|no|nn)\b/i.test(locale)) return 'nb';
  return /^en\b/i.test(locale) ? 'en' : undefined;
}
