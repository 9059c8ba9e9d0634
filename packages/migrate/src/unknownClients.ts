import { type LineView, REACH } from './lineView.ts';

/** The part of a name that says Visma.net, and no other product. */
const VISMA_NET = String.raw`visma[._-]?net(?!visor|work)(?![._-]?(?:payroll|hrm|expense|calendar|payslip))`;
/** A whole name with it, without and with folders or an owner. */
const NAME = String.raw`(?<at>[\w.-]{0,60}${VISMA_NET}[\w.-]{0,60})`;
const PATH = String.raw`(?<at>@?(?:[\w.-]{1,60}\/){0,5}[\w.-]{0,60}${VISMA_NET}[\w./-]{0,60})`;

/** How files of a kind ask for a package. */
interface Grammar {
  readonly files: RegExp;
  readonly asked: readonly RegExp[];
  /** Where a name alone may be something else: the last heading or key above has to look like this. */
  readonly under?: RegExp;
  /** What leads to code beside this one, which is scanned or is named elsewhere. */
  readonly unless?: RegExp;
}

const asked = (...sources: readonly string[]): RegExp[] => sources.map((source) => new RegExp(source, 'i'));

const NPM_RANGE = String.raw`"\s*:\s*"(?=[\^~<>=v*\d]|latest|next|npm:|git|https?:|[\w-]+\/[\w.-]+")`;

const GRAMMARS: readonly Grammar[] = [
  { files: /^(?:package|boss)\.json$|^deno\.jsonc?$/i, asked: asked(`"${PATH}${NPM_RANGE}`, `"(?:npm|jsr):${PATH}@`) },
  { files: /^composer\.json$/i, asked: asked(String.raw`"(?=[\w.-]{1,60}\/)${PATH}"\s*:\s*"`) },
  {
    files: /^(?:requirements|constraints)[\w.-]*\.(?:txt|in)$/i,
    asked: asked(
      String.raw`^\s*${NAME}\s*(?:\[|[=<>~!;#@]|$)`,
      String.raw`^\s*(?:-e\s+)?(?:git\+)?https?:\/\/\S{0,120}\/${NAME}`,
    ),
  },
  {
    files: /^(?:pyproject\.toml|setup\.(?:py|cfg)|Pipfile|environment\.ya?ml)$/i,
    asked: asked(
      String.raw`["']${NAME}\s*(?:\[[^\]]{0,60}\]\s*)?(?:[=<>~!;@][^"']{0,80})?["']`,
      String.raw`^\s*"?${NAME}"?\s*=\s*(?:"[^":]{0,60}"|\{)`,
      String.raw`^\s*-?\s*${NAME}\s*(?:[=<>~!;]|$)`,
    ),
    under: /depend|require|packages\b|\bpip\b|channels/i,
    unless: /\bpath\s*=|\bpackages\s*=/,
  },
  {
    files: /^Gemfile$|\.gemspec$/i,
    asked: asked(
      String.raw`\bgem\s*\(?\s*["']${NAME}["']`,
      String.raw`\badd_\w{0,20}dependency\s*\(?\s*["']${NAME}["']`,
    ),
    unless: /\bpath(?::|\s*=>)/,
  },
  {
    files: /^build\.gradle(?:\.kts)?$|^libs\.versions\.toml$/i,
    asked: asked(
      String.raw`["'][\w.-]{1,80}:${NAME}[:"'@]`,
      String.raw`["']${NAME}:[\w.-]{1,80}[:"'@]`,
      String.raw`\bgroup\s*[:=]\s*["'][^"']{1,80}["'],\s*name\s*[:=]\s*["']${NAME}["']`,
    ),
  },
  { files: /^ivy\.xml$/i, asked: asked(String.raw`<dependency\b[^>]{0,200}\bname="${NAME}"`) },
  { files: /^build\.sbt$/i, asked: asked(String.raw`"[\w.-]{1,80}"\s*%{1,3}\s*"${NAME}"\s*%`) },
  { files: /^deps\.edn$/i, asked: asked(String.raw`(?:^|[{\s])${PATH}\s+\{:(?:mvn|git)\/`) },
  {
    files: /^Cargo\.toml$/i,
    asked: asked(String.raw`^\s*${NAME}\s*=\s*(?:"|\{)`, String.raw`^\s*\[[\w.-]{0,40}dependencies\.${NAME}\]`),
    under: /dependencies/i,
    unless: /\bpath\s*=/,
  },
  { files: /^mix\.exs$/i, asked: asked(String.raw`\{:${NAME},`), unless: /\b(?:path|in_umbrella):/ },
  {
    files: /^pubspec\.yaml$/i,
    asked: asked(String.raw`^\s{1,8}${NAME}:\s*(?:["'^\d<>]|any\b|$)`),
    under: /dependencies/i,
  },
  { files: /^Package\.swift$/i, asked: asked(String.raw`\.package\([^)]{0,120}url:\s*"[^"]{0,120}\/${NAME}"`) },
  {
    files: /^cpanfile$/i,
    asked: asked(String.raw`\brequires\s*\(?\s*["'](?<at>[\w:]{0,60}${VISMA_NET}[\w:]{0,60})["']`),
  },
  {
    files: /\.(?:cs|vb|fs)proj$|^packages\.config$|^Directory\.Packages\.props$|\.nuspec$/i,
    asked: asked(
      String.raw`<(?:Package)?(?:Reference|Version)\b[^>]{0,60}\b(?:Include|Update)\s*=\s*["']${NAME}["',]`,
      String.raw`<(?:package|dependency)\b[^>]{0,60}\bid\s*=\s*["']${NAME}["']`,
    ),
  },
  { files: /^paket\.(?:dependencies|references)$/i, asked: asked(String.raw`^\s*(?:nuget\s+)?${NAME}(?:\s|$)`) },
];

/** A name with its version, in any manifest or lock file. */
const WITH_VERSION = new RegExp(
  String.raw`(?<![\w.-])(?<at>@?(?:[\w.-]{1,60}\/){0,4}[\w.-]{0,40}${VISMA_NET}[\w./-]{0,60})["'\s:=@,>(){~^<[-]{1,12}v?(?<version>\d[\w.-]*)`,
  'i',
);

const LOCKED_NAME = String.raw`(?<at>(?:@?[\w.-]{1,60}\/)?[\w.-]{0,40}${VISMA_NET}[\w.-]{0,60})`;

/** How lock files name a package where its version is on a line of its own, by the name of the file. */
const LOCKED: Readonly<Record<string, RegExp>> = {
  'package-lock.json': new RegExp(String.raw`"(?:[^"]*\/)?node_modules\/${LOCKED_NAME}"\s*:\s*\{`, 'i'),
  'npm-shrinkwrap.json': new RegExp(String.raw`"(?:[^"]*\/)?node_modules\/${LOCKED_NAME}"\s*:\s*\{`, 'i'),
  'composer.lock': new RegExp(String.raw`^\s*"name"\s*:\s*"${LOCKED_NAME}"`, 'i'),
  'poetry.lock': new RegExp(String.raw`^name\s*=\s*"${LOCKED_NAME}"`, 'i'),
  'pipfile.lock': new RegExp(String.raw`^\s*"${LOCKED_NAME}"\s*:\s*\{`, 'i'),
  'packages.lock.json': new RegExp(String.raw`^\s*"${LOCKED_NAME}"\s*:\s*\{`, 'i'),
};

/** A package whose name says Visma.net, asked for on a line of a manifest or lock file, and which is not known. */
export function unknownClientIn(view: LineView): RegExpExecArray | undefined {
  const { file, line } = view;
  if (file.manifest === 'lock') {
    return WITH_VERSION.exec(line.code) ?? LOCKED[file.name.toLowerCase()]?.exec(line.code) ?? undefined;
  }
  if (/^pom\.xml$/i.test(file.name)) return inPom(view);
  const grammar = GRAMMARS.find(({ files }) => files.test(file.name));
  if (grammar?.unless?.test(line.code) === true) return undefined;
  const found = grammar?.asked.map((pattern) => pattern.exec(line.code)).find((one) => one !== null);
  if (found !== undefined && (grammar?.under === undefined || grammar.under.test(headingOf(view)))) return found;
  return WITH_VERSION.exec(line.code) ?? undefined;
}

/** A dependency of Maven by its artifact, or by its group where that alone says it. */
function inPom(view: LineView): RegExpExecArray | undefined {
  const artifact = new RegExp(String.raw`<artifactId>\s*${NAME}\s*<`, 'i');
  const found = artifact.exec(view.line.code);
  if (found !== null) return found;
  const group = new RegExp(String.raw`<groupId>\s*${NAME}\s*<`, 'i').exec(view.line.code);
  return group === null || artifact.test(view.contextText(0, 2)) ? undefined : group;
}

const HEADING = /^\s*\[([^\]"',]{1,80})\]\s*$|^\s*"?[\w.-]{1,60}"?\s*(?:=\s*[[{(]\s*$|:\s*$)/;
const KEY_ON_LINE = /\b\w{0,40}(?:requires?|dependencies)\s*=|\[[\w.-]{0,40}dependencies\./i;

/** The key that a line begins with, or the last heading or key above: `[dependencies]`, `install_requires=[`, `pip:`. */
function headingOf(view: LineView): string {
  const key = KEY_ON_LINE.exec(view.line.code)?.[0];
  if (key !== undefined) return key;
  const above = view.contextText(REACH, 0).split('\n').slice(0, -1);
  return above.findLast((line) => HEADING.test(line) || KEY_ON_LINE.test(line)) ?? '';
}
