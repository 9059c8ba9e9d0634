import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ejs from 'ejs';
import { createInstance } from 'i18next';
import { codeWords, fieldWords } from './codeWords.ts';
import { createFormats, type Formats } from './formats.ts';
import type { Sentence, SentenceParts, Spoken, Text } from './spoken.ts';
import type { TextKey } from './textKeys.ts';

/** A language in which pages are shown. */
export interface Language {
  /** For `lang` and for formats, BCP 47. */
  readonly locale: Locale;
  /** What it calls itself. */
  readonly name: string;
  /** Says a text. What is no text of locales/ comes back as it is. */
  readonly speak: (text: Text | Verbatim, parts?: SentenceParts) => string;
  /** As speak, for a text that holds markup: its parts are escaped. For `<%-` of a view. */
  readonly markup: (text: Text, parts?: SentenceParts) => string;
}

/** Words of somebody else: a name, a path, a parameter. */
export type Verbatim = string & Record<never, never>;

/** The first is for everybody whose browser asks for none of them. */
export const LOCALES = ['en-GB', 'nb-NO'] as const;

export type Locale = (typeof LOCALES)[number];

const NAMES: Readonly<Record<Locale, string>> = { 'en-GB': 'English', 'nb-NO': 'Norsk bokmål' };

/** From src/languages and from dist/languages alike. */
const FOLDER = fileURLToPath(new URL('../../locales', import.meta.url));

/** A file of locales/ in JSON: texts, or further steps of their names. */
export interface TextTree {
  readonly [step: string]: string | TextTree;
}

/** The files of a language, by their names. */
export function readTexts(locale: Locale): TextTree {
  const folder = `${FOLDER}/${languageOf(locale)}`;
  const files = readdirSync(folder).map((file): [string, TextTree] => [
    file.replace(/\.json$/, ''),
    parseTexts(readFileSync(`${folder}/${file}`, 'utf8')),
  ]);
  return Object.fromEntries(files);
}

function parseTexts(json: string): TextTree {
  const toTree = (below: unknown): string | TextTree => {
    if (typeof below === 'string') return below;
    if (typeof below !== 'object' || below === null) throw new TypeError('Neither a text nor texts');
    return Object.fromEntries(Object.entries(below).map(([step, value]) => [step, toTree(value)]));
  };
  const tree = toTree(JSON.parse(json));
  return typeof tree === 'string' ? {} : tree;
}

/** All texts of a tree by their whole names. Pure. */
export function flatTexts(tree: TextTree, prefix = ''): [key: string, text: string][] {
  return Object.entries(tree).flatMap(([step, below]) =>
    typeof below === 'string' ? [[`${prefix}${step}`, below]] : flatTexts(below, `${prefix}${step}.`),
  );
}

function languageOf(locale: Locale): string {
  return locale.slice(0, 2);
}

const trees = LOCALES.map((locale): [Locale, TextTree] => [locale, readTexts(locale)]);

const i18next = createInstance();
void i18next.init({
  resources: Object.fromEntries(trees.map(([locale, tree]) => [locale, { translation: tree }])),
  lng: LOCALES[0],
  fallbackLng: false,
  // Views escape what they show, and `markup` what it puts in, both in one way.
  interpolation: { escapeValue: false, escape: ejs.escapeXML },
  initAsync: false,
});

const keys = new Set(flatTexts(trees[0]?.[1] ?? {}).map(([key]) => key));

/** Whether there is a text of that name: for texts about names that come from outside. */
export function isTextKey(key: string): key is TextKey {
  return keys.has(key);
}

/** In the order of LOCALES. */
export const LANGUAGES: readonly Language[] = trees.map(([locale, tree]) => createLanguage(locale, tree));

/** For what is always in English: answers in JSON, and pages when all else fails. */
export const ENGLISH: Language = findLanguage('en-GB');

/** The language of a locale. */
export function findLanguage(locale: Locale): Language {
  const found = LANGUAGES.find((one) => one.locale === locale);
  if (!found) throw new RangeError(`No language ${locale}`);
  return found;
}

function createLanguage(locale: Locale, tree: TextTree): Language {
  const texts = new Map(flatTexts(tree));
  const voice: Voice = {
    translate: (key, parts, escapeValue = false) => {
      const { count } = parts;
      return i18next.t(key, { lng: locale, count, replace: parts, interpolation: { escapeValue } });
    },
    formats: createFormats(locale),
    code: codeWords((code) => texts.get(`codes.${code}`)),
    field: fieldWords((name) => texts.get(`fields.${name}`)),
  };
  return {
    locale,
    name: NAMES[locale],
    speak: (text, parts) => {
      if (typeof text !== 'string') return spoken(text, voice);
      return parts ? sentence(text, parts, voice) : (texts.get(text) ?? text);
    },
    markup: (text, parts) => {
      const { say, with: own } = typeof text === 'string' ? { say: text, with: parts } : asSentence(text);
      return sentence(say, own ?? {}, voice, true);
    },
  };
}

/** What stands in place of a text's braces. `count` chooses the form of a plural. */
type Said = Readonly<Record<string, string | number>>;

/** What a language speaks with. */
interface Voice {
  readonly translate: (key: string, parts: Said, isEscaped?: boolean) => string;
  readonly formats: Formats;
  readonly code: (code: string) => string;
  readonly field: (name: string) => string;
}

function spoken(what: Spoken, voice: Voice): string {
  const { formats, code, field } = voice;
  if ('say' in what) return sentence(what.say, what.with ?? {}, voice);
  if ('amount' in what) return formats.amount(what.amount);
  if ('quantity' in what) return formats.quantity(what.quantity);
  if ('typed' in what) return formats.typed(what.typed, what.as);
  if ('day' in what) return formats.day(what.day);
  if ('iso' in what) return formats.moment(what.iso);
  if ('code' in what) return code(what.code);
  if ('field' in what) return field(what.field);
  if ('verbatim' in what) return what.verbatim;
  if ('list' in what) return what.list.map((one) => partOf(one, voice)).join(', ');
  const { unit, count } = formats.length(what.seconds);
  return voice.translate(`lengths.${unit}`, { count });
}

function sentence(key: string, parts: SentenceParts, voice: Voice, isEscaped = false): string {
  const said = Object.entries(parts).map(([name, part]): [string, string | number] => [name, partOf(part, voice)]);
  return voice.translate(key, Object.fromEntries(said), isEscaped);
}

function partOf<T extends string | number>(part: T | Spoken, voice: Voice): T | string {
  return typeof part === 'object' ? spoken(part, voice) : part;
}

function asSentence(text: Spoken): Pick<Sentence, 'with'> & { readonly say: string } {
  if ('say' in text) return text;
  throw new TypeError('Only sentences hold markup');
}
