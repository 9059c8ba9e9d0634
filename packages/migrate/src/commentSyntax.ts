import type { Language } from './languageOf.ts';

/** How a file marks comments, and the strings in which those marks mean nothing. */
export interface CommentSyntax {
  /** From here to the end of the line. */
  readonly line: readonly string[];
  readonly block: readonly (readonly [open: string, close: string])[];
  /** Comments that fill a line, beside the marks above. */
  readonly wholeLine?: RegExp;
  /** Quotes of strings in which a backslash escapes the next character. */
  readonly quotes: string;
  /** Quotes of strings that know no backslash. */
  readonly plainQuotes: string;
  /** Quotes of strings that may go on over several lines. */
  readonly longQuotes: readonly string[];
  /** Long strings that stand alone are comments. */
  readonly hasDocstrings?: true;
  /** `/…/` is a string of its own kind. */
  readonly hasRegExps?: true;
  /** `@"…"` knows no backslash. */
  readonly hasVerbatim?: true;
}

const NONE: CommentSyntax = { line: [], block: [], quotes: '', plainQuotes: '', longQuotes: [] };
const MARKUP: CommentSyntax = { ...NONE, block: [['<!--', '-->']] };
const SLASHES: CommentSyntax = { ...NONE, line: ['//'], block: [['/*', '*/']], quotes: `"'` };
const HASH: CommentSyntax = { ...NONE, line: ['#'], quotes: '"', plainQuotes: "'" };
const SQL: CommentSyntax = { ...NONE, line: ['--'], block: [['/*', '*/']], plainQuotes: `'"` };
const BASIC: CommentSyntax = { ...NONE, line: ["'"], block: [['@*', '*@']], wholeLine: /^\s*rem\b/i, plainQuotes: '"' };

const OF_LANGUAGE: Readonly<Record<Exclude<Language, 'other'>, CommentSyntax>> = {
  csharp: {
    ...SLASHES,
    block: [...SLASHES.block, ['@*', '*@'], ['<!--', '-->'], ['<%--', '--%>']],
    longQuotes: ['"""'],
    hasVerbatim: true,
  },
  javascript: { ...SLASHES, block: [...SLASHES.block, ['<!--', '-->']], longQuotes: ['`'], hasRegExps: true },
  java: { ...SLASHES, block: [...SLASHES.block, ['<%--', '--%>']], longQuotes: ['"""'] },
  php: { ...SLASHES, line: ['//', '#'], block: [...SLASHES.block, ['<!--', '-->']] },
  python: { ...HASH, quotes: `"'`, plainQuotes: '', longQuotes: ['"""', "'''"], hasDocstrings: true },
  curl: { ...HASH, block: [['<#', '#>']] },
};

const OF_ENDING: Readonly<Record<string, CommentSyntax>> = {
  ...of(BASIC, 'vb vbs vba bas cls frm vbhtml'),
  ...of(
    { ...SLASHES, quotes: '"', plainQuotes: "'" },
    'c h cc cpp hpp m mm swift rs dart proto css scss less bicep jsonc json5',
  ),
  ...of({ ...SLASHES, quotes: `"'`, longQuotes: ['`'] }, 'go'),
  ...of({ ...SLASHES, quotes: '', plainQuotes: '"' }, 'pq pqm'),
  ...of({ ...SLASHES, line: ['//', '#'] }, 'tf tfvars hcl'),
  ...of({ ...HASH, block: [['=begin', '=end']], quotes: `"'`, plainQuotes: '' }, 'rb rake gemspec pl pm'),
  ...of(HASH, 'yml yaml toml conf cfg env ex exs r jl nix dockerfile containerfile'),
  ...of({ ...NONE, wholeLine: /^\s*(?:rem\b|::)/i }, 'bat cmd'),
  ...of({ ...NONE, wholeLine: /^\s*(?:#|\/\/)/ }, 'http rest'),
  ...of({ ...NONE, wholeLine: /^\s*[#!]/ }, 'properties'),
  ...of({ ...NONE, wholeLine: /^\s*[#;]/ }, 'ini'),
  ...of({ ...NONE, wholeLine: /^\s*\/\// }, 'json ipynb har'),
  ...of(SQL, 'sql ddl lua hs'),
  ...of(MARKUP, 'xml config html htm xhtml svg resx csproj vbproj fsproj props targets wsdl xsd xsl xslt plist'),
};

/** For what is not known: lines that begin as comments do in most languages. */
const UNKNOWN: CommentSyntax = { ...MARKUP, wholeLine: /^\s*(?:#|\/\/|;|--(?!-)|\*|\/\*|%)/ };

/** The marks of comments in a file, by its name, else by its language. */
export function commentSyntaxOf(fileName: string, language: Language): CommentSyntax {
  const name = fileName.toLowerCase();
  const known = /^\.env(?:\.|$)/.test(name) ? HASH : OF_ENDING[name.slice(name.lastIndexOf('.') + 1)];
  return known ?? (language === 'other' ? UNKNOWN : OF_LANGUAGE[language]);
}

function of(syntax: CommentSyntax, endings: string): Record<string, CommentSyntax> {
  return Object.fromEntries(endings.split(' ').map((ending) => [ending, syntax]));
}
