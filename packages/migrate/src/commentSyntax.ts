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

const none: CommentSyntax = { line: [], block: [], quotes: '', plainQuotes: '', longQuotes: [] };
const markup: CommentSyntax = { ...none, block: [['<!--', '-->']] };
const slashes: CommentSyntax = { ...none, line: ['//'], block: [['/*', '*/']], quotes: `"'` };
const hash: CommentSyntax = { ...none, line: ['#'], quotes: '"', plainQuotes: "'" };
const sql: CommentSyntax = { ...none, line: ['--'], block: [['/*', '*/']], plainQuotes: `'"` };
const basic: CommentSyntax = { ...none, line: ["'"], block: [['@*', '*@']], wholeLine: /^\s*rem\b/i, plainQuotes: '"' };

const ofLanguage: Readonly<Record<Exclude<Language, 'other'>, CommentSyntax>> = {
  csharp: {
    ...slashes,
    block: [...slashes.block, ['@*', '*@'], ['<!--', '-->'], ['<%--', '--%>']],
    longQuotes: ['"""'],
    hasVerbatim: true,
  },
  javascript: { ...slashes, block: [...slashes.block, ['<!--', '-->']], longQuotes: ['`'], hasRegExps: true },
  java: { ...slashes, block: [...slashes.block, ['<%--', '--%>']], longQuotes: ['"""'] },
  php: { ...slashes, line: ['//', '#'], block: [...slashes.block, ['<!--', '-->']] },
  python: { ...hash, quotes: `"'`, plainQuotes: '', longQuotes: ['"""', "'''"], hasDocstrings: true },
  curl: { ...hash, block: [['<#', '#>']] },
};

const ofEnding: Readonly<Record<string, CommentSyntax>> = {
  ...of(basic, 'vb vbs vba bas cls frm vbhtml'),
  ...of(
    { ...slashes, quotes: '"', plainQuotes: "'" },
    'c h cc cpp hpp m mm swift rs dart proto css scss less bicep jsonc json5',
  ),
  ...of({ ...slashes, quotes: `"'`, longQuotes: ['`'] }, 'go'),
  ...of({ ...slashes, quotes: '', plainQuotes: '"' }, 'pq pqm'),
  ...of({ ...slashes, line: ['//', '#'] }, 'tf tfvars hcl'),
  ...of({ ...hash, block: [['=begin', '=end']], quotes: `"'`, plainQuotes: '' }, 'rb rake gemspec pl pm'),
  ...of(hash, 'yml yaml toml conf cfg env ex exs r jl nix dockerfile containerfile'),
  ...of({ ...none, wholeLine: /^\s*(?:rem\b|::)/i }, 'bat cmd'),
  ...of({ ...none, wholeLine: /^\s*(?:#|\/\/)/ }, 'http rest'),
  ...of({ ...none, wholeLine: /^\s*[#!]/ }, 'properties'),
  ...of({ ...none, wholeLine: /^\s*[#;]/ }, 'ini'),
  ...of({ ...none, wholeLine: /^\s*\/\// }, 'json ipynb har'),
  ...of(sql, 'sql ddl lua hs'),
  ...of(markup, 'xml config html htm xhtml svg resx csproj vbproj fsproj props targets wsdl xsd xsl xslt plist'),
};

/** For what is not known: lines that begin as comments do in most languages. */
const unknown: CommentSyntax = { ...markup, wholeLine: /^\s*(?:#|\/\/|;|--(?!-)|\*|\/\*|%)/ };

/** The marks of comments in a file, by its name, else by its language. */
export function commentSyntaxOf(fileName: string, language: Language): CommentSyntax {
  const name = fileName.toLowerCase();
  const known = /^\.env(?:\.|$)/.test(name) ? hash : ofEnding[name.slice(name.lastIndexOf('.') + 1)];
  return known ?? (language === 'other' ? unknown : ofLanguage[language]);
}

function of(syntax: CommentSyntax, endings: string): Record<string, CommentSyntax> {
  return Object.fromEntries(endings.split(' ').map((ending) => [ending, syntax]));
}
