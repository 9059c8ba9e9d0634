/** What a file is written in, as far as the rules tell languages apart. `other` is configuration and everything else. */
export type Language = 'curl' | 'csharp' | 'javascript' | 'python' | 'php' | 'java' | 'other';

const EXTENSIONS: Readonly<Record<string, Language>> = {
  ...of('curl', 'sh bash zsh ksh fish bat cmd ps1 psm1 http rest mk'),
  ...of('csharp', 'cs csx vb vbs vba bas frm fs fsx cshtml vbhtml razor aspx ascx asmx ashx'),
  ...of('javascript', 'js mjs cjs jsx ts mts cts tsx vue svelte astro'),
  ...of('python', 'py pyw pyi'),
  ...of('php', 'php phtml php5 php7 inc'),
  ...of('java', 'java kt kts groovy gradle scala jsp'),
};

const NAMES: Readonly<Record<string, Language>> = {
  dockerfile: 'curl',
  makefile: 'curl',
  justfile: 'curl',
  jenkinsfile: 'java',
};

const INTERPRETERS: readonly (readonly [RegExp, Language])[] = [
  [/\b(?:ba|z|k|da)?sh\b/, 'curl'],
  [/\bpython/, 'python'],
  [/\bphp/, 'php'],
  [/\b(?:node|deno|bun|tsx|ts-node)\b/, 'javascript'],
  [/\b(?:groovy|kotlin|scala)\b/, 'java'],
];

/** The language of a file by its name, or by its `#!` line when the name has no ending. */
export function languageOf(fileName: string, text: { start(): string }): Language {
  const name = fileName.toLowerCase();
  const ending = /[^.]\.([a-z0-9]+)$/.exec(name)?.[1];
  const known = NAMES[name] ?? (ending === undefined ? undefined : EXTENSIONS[ending]);
  if (known !== undefined) return known;
  if (ending !== undefined) return 'other';
  const firstLine = text.start().slice(0, 200).split('\n')[0] ?? '';
  if (!firstLine.startsWith('#!')) return 'other';
  return INTERPRETERS.find(([interpreter]) => interpreter.test(firstLine))?.[1] ?? 'other';
}

function of(language: Language, endings: string): Record<string, Language> {
  return Object.fromEntries(endings.split(' ').map((ending) => [ending, language]));
}
