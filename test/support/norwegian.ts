import { flatTexts, readTexts } from '../../src/languages/languages.ts';
import { textOf } from './webBrowser.ts';

/** What a browser of a Norwegian reader asks for. */
export const NORWEGIAN = 'nb-NO,nb;q=0.9,en;q=0.5';

/** Short words may be data. */
const SHORTEST = 6;

/**
 * What title and content of a page in Norwegian say that it should not: names of texts, and English texts of these files of locales/ that
 * are other ones in Norwegian.
 */
export function notNorwegian(html: string, ...files: readonly string[]): string[] {
  const norwegian = new Map(flatTexts(readTexts('nb-NO')));
  const main = /<title>[\s\S]*<\/title>|<main[\s\S]*<\/main>/g;
  const words = textOf((html.match(main) ?? []).join(' ').replace(/<(code|pre|q)\b[\s\S]*?<\/\1>/g, ''));
  const english = flatTexts(readTexts('en-GB'))
    .filter(([key, text]) => files.includes(key.split('.')[0] ?? '') && norwegian.get(key) !== text)
    .flatMap(([, text]) => text.split(/\{\{[^}]*\}\}|<[^>]*>/))
    .map((part) => part.trim())
    .filter((part) => part.length >= SHORTEST && wordsAlone(words).includes(wordsAlone(part)));
  const keys = [...words.matchAll(/\b[a-z]+[a-zA-Z]*\.[a-zA-Z.]+\b/g)].map(([key]) => key);
  const language = html.includes('<html lang="nb-NO">') ? [] : ['no lang="nb-NO"'];
  return [...language, ...new Set([...english, ...keys.filter((key) => norwegian.has(key))])];
}

function wordsAlone(text: string): string {
  return ` ${(text.match(/[\p{L}\d]+/gu) ?? []).join(' ')} `;
}
