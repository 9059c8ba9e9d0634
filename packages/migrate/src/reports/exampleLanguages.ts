import type { Language } from '../languageOf.ts';
import type { ExampleLanguage } from '../rule.ts';
import type { FileFinding } from '../scanFolder.ts';

/** In the order in which they are shown. */
export const EXAMPLE_LANGUAGES: readonly ExampleLanguage[] = ['curl', 'csharp', 'javascript', 'python', 'php', 'java'];

/** How a report calls a language, and how Markdown marks its code. */
export const LANGUAGE_NAMES: Readonly<Record<ExampleLanguage, { readonly name: string; readonly fence: string }>> = {
  curl: { name: 'curl', fence: 'sh' },
  csharp: { name: 'C#', fence: 'csharp' },
  javascript: { name: 'JavaScript', fence: 'js' },
  python: { name: 'Python', fence: 'python' },
  php: { name: 'PHP', fence: 'php' },
  java: { name: 'Java', fence: 'java' },
};

/** The language to show an example in; curl stands in where a file's language has none. */
export function exampleLanguage(language: Language): ExampleLanguage {
  return language === 'other' ? 'curl' : language;
}

/** The languages of the findings, curl only when nothing else is there or a script uses it. */
export function exampleLanguagesOf(findings: readonly FileFinding[]): ExampleLanguage[] {
  const languages = new Set(findings.map(({ language }) => language));
  if (languages.size > 1) languages.delete('other');
  return [...new Set([...languages].map(exampleLanguage))];
}
