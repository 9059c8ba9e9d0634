import { parseArgs } from 'node:util';

/** How the report is written. */
export type Format = 'text' | 'markdown' | 'json' | 'sarif';

/** What a call of the command asks for. */
export type Request =
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly problem: string }
  | {
      readonly kind: 'scan';
      readonly folder: string;
      readonly format: Format;
      readonly out: string | undefined;
      readonly failOn: 'error' | 'warning' | 'never';
      readonly include: readonly string[];
      /** A JSON report of an earlier run, whose findings are left out. */
      readonly baseline: string | undefined;
      /** A commit; only lines that changed since then count. */
      readonly diff: string | undefined;
      readonly fix: 'no' | 'print' | 'write';
    };

/** The help text of the command. */
export const HELP = `Find what a VNI integration has to change for Visma Connect.

Usage
  npm run migrate -- <folder> [options]

Options
  --format text|markdown|json|sarif  how the report is written (text)
  --out <file>                       write it to a file, and only a summary here
  --fail-on error|warning|never      from which severity on the exit code is 1 (warning)
  --include <glob>                   only files that match, as in .gitignore; may be repeated
  --baseline <file>                  leave out what an earlier JSON report holds
  --diff <commit>                    only lines that changed since that commit of git
  --fix                              write what has one right answer into the files
  --fix --dry-run                    print it as a patch, and write nothing
  --help                             this text

Examples
  npm run migrate -- ../our-integration
  npm run migrate -- ../our-integration --format markdown --out plan.md
  npm run migrate -- . --format sarif --out migrate.sarif --fail-on error
  npm run migrate -- . --baseline known.json
  npm run --silent migrate -- ../ours --fix --dry-run | git -C ../ours apply
  npm run migrate -- . --include 'src/**/*.cs' --include '*.config'

Exit codes
  0  nothing found at or above --fail-on
  1  something found
  2  wrong usage, or the folder cannot be read, or the report cannot be written

Left out: what .gitignore names, vendored and built code, binaries, minified files,
documents, links. What cannot be read is reported, and the rest is scanned.
A comment on a line, or on the line above, silences it:
  visma-migrate-ignore-line [rule-id …] [-- reason]
  visma-migrate-ignore-next-line [rule-id …] [-- reason]

The move step by step: docs/migration.md
`;

/** Reads the arguments that follow `migrate`. */
export function readCommandLine(argv: readonly string[]): Request {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        format: { type: 'string', default: 'text' },
        out: { type: 'string' },
        'fail-on': { type: 'string', default: 'warning' },
        include: { type: 'string', multiple: true, default: [] },
        baseline: { type: 'string' },
        diff: { type: 'string' },
        fix: { type: 'boolean', default: false },
        'dry-run': { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) return { kind: 'help' };
    const { format, 'fail-on': failOn, out, include, baseline, diff } = values;
    const [folder, ...others] = positionals;
    if (folder === undefined) return wrong('Name the folder to look into.');
    if (others.length > 0)
      return wrong(`Name one folder, not ${positionals.length}. Put options with blanks in quotes.`);
    if (!isFormat(format)) return wrong(`--format is text, markdown, json or sarif, not "${format}".`);
    if (!isThreshold(failOn)) return wrong(`--fail-on is error, warning or never, not "${failOn}".`);
    if (values['dry-run'] && !values.fix)
      return wrong('--dry-run goes with --fix; without it nothing is changed anyway.');
    const fix = !values.fix ? 'no' : values['dry-run'] ? 'print' : 'write';
    return { kind: 'scan', folder, format, out, failOn, include, baseline, diff, fix };
  } catch (error) {
    return wrong(error instanceof Error ? error.message : String(error));
  }
}

function wrong(problem: string): Request {
  return { kind: 'wrong', problem };
}

function isFormat(word: string): word is Format {
  return ['text', 'markdown', 'json', 'sarif'].includes(word);
}

function isThreshold(word: string): word is 'error' | 'warning' | 'never' {
  return ['error', 'warning', 'never'].includes(word);
}
