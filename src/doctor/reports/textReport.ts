import { CHECKS, type CheckId, type Verdict } from '../diagnoses.ts';
import type { Finding } from '../finding.ts';
import type { ConfigInspection } from '../configInspection.ts';
import type { Counts } from '../summary.ts';

/** Writes findings for a terminal, one by one as they come. */
export interface TextReport {
  readonly head: (inspection: ConfigInspection) => string;
  readonly entry: (finding: Finding) => string;
  readonly end: (counts: Counts) => string;
}

export interface TerminalStyle {
  readonly coloured: boolean;
  /** Where lines are broken; undefined: nowhere, for programs that read lines. */
  readonly columns: number | undefined;
}

const INDENT = '           ';

export function textReport({ coloured, columns = Infinity }: TerminalStyle): TextReport {
  const paragraph = (text: string) => wrapText(text, columns - INDENT.length).join(`\n${INDENT}`);
  const paint = paintWith(coloured);
  const mark: Readonly<Record<Verdict, string>> = {
    ok: paint.green('ok'),
    warning: paint.yellow('warning'),
    problem: paint.red('problem'),
    skipped: paint.dim('skipped'),
  };
  let current: CheckId | undefined;
  return {
    head: ({ config, issuer, isSandbox }) => {
      const where = isSandbox ? `the sandbox (${issuer ?? ''})` : (issuer ?? 'no issuer');
      return paint.bold(`Checking ${safe(config.server.baseUrl)} at ${safe(where)}`) + '\n';
    },
    entry: ({ check, verdict, diagnosis, about, reason, advice }) => {
      const heading = check === current ? '' : `\n${paint.bold(CHECKS[check])}\n`;
      current = check;
      const gap = ' '.repeat(INDENT.length - 2 - verdict.length);
      const subject = about === undefined ? '' : `${safe(about)}: `;
      const name = diagnosis === undefined ? '' : ` [${diagnosis}]`;
      const lines = [`${heading}  ${mark[verdict]}${gap}${paragraph(`${subject}${safe(reason)}${name}`)}`];
      if (advice !== undefined) lines.push(`${INDENT}${paragraph(`→ ${safe(advice)}`)}`);
      return lines.join('\n') + '\n';
    },
    end: (counts) => `\n${paint.bold(sentenceOf(counts))}\n`,
  };
}

function sentenceOf({ ok, warning, problem, skipped }: Counts): string {
  const rest = `${ok} ok, ${skipped} skipped. Each is explained in docs/doctor.md.`;
  if (problem === 0 && warning === 0) return `Nothing is wrong: ${rest}`;
  return `${plural(problem, 'problem')}, ${plural(warning, 'warning')}, ${rest}`;
}

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

/** Broken at blanks; a word that is too long has a line of its own. */
function wrapText(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

/** Text that came from outside must not steer the terminal. */
function safe(text: string): string {
  // eslint-disable-next-line no-control-regex -- these are the characters to keep out
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
}

function paintWith(coloured: boolean) {
  const with_ = (open: number, close: number) => (text: string) =>
    coloured ? `\u001b[${open}m${text}\u001b[${close}m` : text;
  return {
    bold: with_(1, 22),
    dim: with_(2, 22),
    red: with_(31, 39),
    green: with_(32, 39),
    yellow: with_(33, 39),
  };
}
