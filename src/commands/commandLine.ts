import { parseArgs } from 'node:util';
import { errorCodeOf } from '../store/errorCode.ts';
import { FORMATS, type Format } from './formats.ts';
import {
  either,
  everyOf,
  maxWaitOf,
  oneOf,
  outOf,
  sectionsOf,
  timeOf,
  wholeNumber,
  splitList,
  Wrong,
} from './optionValues.ts';
import { RESOURCE_SLUGS, withResource, type ResourceSlug } from 'visma-net-client/resources';
import { resourceOf } from './resources.ts';
import { actionsOf, canWrite, isWrite, readWrite, WRITE_NAMES, type WriteRequest } from './writeLine.ts';

const LISTED = RESOURCE_SLUGS.filter((slug) => withResource(slug, ({ isListed }) => isListed));

/** Which companies, and how to reach them. */
export interface Common {
  /** Tenant ids, or names of the mapping file. */
  readonly tenants: readonly string[];
  readonly allTenants: boolean;
  readonly tenantsFile: string | undefined;
  readonly clientAuthentication: 'basic' | 'post';
  readonly concurrency: number;
  readonly maxWaitSeconds: number | undefined;
  readonly quiet: boolean;
  readonly format: Format | undefined;
  readonly out: string | undefined;
  readonly changedSince: string | undefined;
  readonly pageNumber: number;
  readonly pageSize: number | undefined;
  readonly sections: readonly string[] | undefined;
}

/** What a call of the command asks for. */
export type Request =
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly problem: string }
  | (Common & { readonly kind: 'token'; readonly scopes: readonly string[]; readonly show: boolean })
  | (Common & { readonly kind: 'tenants' })
  | (Common & { readonly kind: 'list'; readonly resource: ResourceSlug })
  | (Common & { readonly kind: 'export'; readonly resource: ResourceSlug })
  | (Common & { readonly kind: 'get'; readonly resource: ResourceSlug; readonly identifier: readonly string[] })
  | (Common & { readonly kind: 'write'; readonly write: WriteRequest })
  | (Common & { readonly kind: 'sync'; readonly resources: readonly ResourceSlug[]; readonly everyMs?: number });

export type RequestOf<K extends Request['kind']> = Extract<Request, { readonly kind: K }>;

const OPTIONS = {
  tenant: { type: 'string', multiple: true },
  'all-tenants': { type: 'boolean' },
  tenants: { type: 'string' },
  'client-auth': { type: 'string' },
  concurrency: { type: 'string' },
  'max-wait': { type: 'string' },
  quiet: { type: 'boolean', short: 'q' },
  format: { type: 'string' },
  out: { type: 'string' },
  'changed-since': { type: 'string' },
  page: { type: 'string' },
  'page-size': { type: 'string' },
  with: { type: 'string' },
  scope: { type: 'string' },
  show: { type: 'boolean' },
  every: { type: 'string' },
  file: { type: 'string' },
  lines: { type: 'string' },
  'if-match': { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

type OptionName = keyof typeof OPTIONS;

const EVERYWHERE: readonly OptionName[] = ['tenants', 'client-auth', 'max-wait', 'quiet', 'help'];
const COMPANIES: readonly OptionName[] = ['tenant', 'all-tenants', 'concurrency', ...EVERYWHERE];

const WRITE_OPTIONS: readonly OptionName[] = ['file', 'lines', 'if-match', 'tenant', 'format', ...EVERYWHERE];

/** The options that each command knows. */
const ALLOWED: Readonly<Record<string, readonly OptionName[]>> = {
  token: ['scope', 'show', 'format', ...COMPANIES],
  tenants: ['format', 'concurrency', ...EVERYWHERE],
  list: ['format', 'out', 'changed-since', 'page', 'page-size', 'with', ...COMPANIES],
  export: ['format', 'out', 'changed-since', 'page-size', 'with', ...COMPANIES],
  get: ['tenant', 'format', 'out', ...EVERYWHERE],
  ...Object.fromEntries(WRITE_NAMES.map((name) => [name, WRITE_OPTIONS])),
  sync: ['out', 'page-size', 'with', ...COMPANIES],
  watch: ['every', 'out', 'page-size', 'with', ...COMPANIES],
};

/** The formats of those that have not all. */
const FORMATS_OF: Readonly<Record<string, readonly Format[]>> = {
  token: ['table', 'json', 'ndjson'],
  tenants: ['table', 'json', 'ndjson'],
  get: ['table', 'json'],
  export: ['csv', 'json', 'ndjson'],
  ...Object.fromEntries(WRITE_NAMES.map((name): [string, Format[]] => [name, ['table', 'json']])),
};

/** Reads the arguments that follow `service`. */
export function readCommandLine(argv: readonly string[]): Request {
  try {
    return read(argv);
  } catch (error) {
    if (error instanceof Wrong) return { kind: 'wrong', problem: error.message };
    if (errorCodeOf(error).startsWith('ERR_PARSE_ARGS')) return { kind: 'wrong', problem: firstSentence(error) };
    throw error;
  }
}

/** What parseArgs advises besides fits no option of ours. */
function firstSentence(error: unknown): string {
  const [first = ''] = String(error).split('. To specify');
  return `${first.replace(/^\w*Error( \[\w+\])?: /, '').replace(/\.$/, '')}.`;
}

function read(argv: readonly string[]): Request {
  const { values, positionals } = parseArgs({ args: [...argv], allowPositionals: true, options: OPTIONS });
  if (values.help || positionals.length === 0 || positionals[0] === 'help') return { kind: 'help' };
  const { command, resource, rest } = splitCommand(positionals);
  const known = ALLOWED[command] ?? [];
  const strange = Object.keys(values).find((name) => !known.some((allowed) => allowed === name));
  if (strange !== undefined) throw new Wrong(`${command} has no --${strange}.`);
  const common = commonOf(values, resource);
  const formats = FORMATS_OF[command];
  if (common.format && formats?.includes(common.format) === false)
    throw new Wrong(`${command} has --format ${either(formats)}, not ${common.format}.`);
  switch (command) {
    case 'token': {
      noMore(command, rest);
      return { kind: 'token', ...common, scopes: splitList(values.scope) ?? [], show: values.show ?? false };
    }
    case 'tenants':
      noMore(command, rest);
      return { kind: 'tenants', ...common };
    case 'sync':
      return { kind: 'sync', ...common, resources: resourcesIn(rest) };
    case 'watch':
      return { kind: 'sync', ...common, resources: resourcesIn(rest), everyMs: everyOf(values.every) };
    default:
      if (resource && isWrite(command)) return ofWrite(command, resource, rest, { common, values });
      return ofResource(command, resource ?? 'inventory', rest, common);
  }
}

interface SplitCommand {
  readonly command: string;
  readonly resource: ResourceSlug | undefined;
  readonly rest: readonly string[];
}

function splitCommand([first = '', second, ...others]: readonly string[]): SplitCommand {
  if (['token', 'tenants', 'sync', 'watch'].includes(first)) {
    return { command: first, resource: undefined, rest: second === undefined ? [] : [second, ...others] };
  }
  const resource = resourceOf(first);
  if (!resource) throw new Wrong(`There is no command "${first}".`);
  const isKnown = ['list', 'get', 'export'].includes(second ?? '') || (canWrite(resource) && isWrite(second ?? ''));
  if (second === undefined || !isKnown) throw new Wrong(`Say what to do with ${first}: ${actionsOf(resource)}.`);
  return { command: second, resource, rest: others };
}

interface WriteParts {
  readonly common: Common;
  readonly values: Values;
}

function ofWrite(
  command: WriteRequest['name'],
  resource: ResourceSlug,
  rest: readonly string[],
  { common, values }: WriteParts,
): Request {
  if (common.tenants.length > 1) throw new Wrong(`${command} is about one company: name one --tenant.`);
  const { file, lines, 'if-match': ifMatch } = values;
  return { kind: 'write', ...common, write: readWrite(command, resource, rest, { file, lines, ifMatch }) };
}

function ofResource(command: string, resource: ResourceSlug, rest: readonly string[], common: Common): Request {
  if (command === 'get') {
    const wanted = withResource(resource, ({ identifier }) => identifier);
    if (wanted.length === 0) throw new Wrong(`${resource} has a list alone: list or export it.`);
    if (rest.length !== wanted.length) throw new Wrong(`${resource} get wants the ${wanted.join(' and the ')}.`);
    if (common.tenants.length > 1) throw new Wrong('get is about one company: name one --tenant.');
    return { kind: 'get', ...common, resource, identifier: rest };
  }
  if (!LISTED.includes(resource)) throw new Wrong(`${resource} has no list: get one.`);
  noMore(`${resource} ${command}`, rest);
  if (command === 'list') return { kind: 'list', ...common, resource };
  return { kind: 'export', ...common, resource };
}

function noMore(command: string, [word]: readonly string[]): void {
  if (word !== undefined) throw new Wrong(`${command} takes no "${word}".`);
}

type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'];

function commonOf(values: Values, resource: ResourceSlug | undefined): Common {
  const tenants = values.tenant ?? [];
  const allTenants = values['all-tenants'] ?? false;
  if (allTenants && tenants.length > 0) throw new Wrong('Choose between --tenant and --all-tenants.');
  return {
    tenants,
    allTenants,
    tenantsFile: values.tenants,
    clientAuthentication: oneOf('client-auth', ['basic', 'post'], values['client-auth']) ?? 'basic',
    concurrency: wholeNumber('concurrency', values.concurrency, 1, 32) ?? 4,
    maxWaitSeconds: maxWaitOf(values['max-wait']),
    quiet: values.quiet ?? false,
    format: oneOf('format', FORMATS, values.format),
    out: outOf(values.out),
    changedSince: timeOf(values['changed-since']),
    pageNumber: wholeNumber('page', values.page, 1, 1_000_000_000) ?? 1,
    pageSize: wholeNumber('page-size', values['page-size'], 1, 5000),
    sections: sectionsOf(values.with, resource),
  };
}

function resourcesIn(rest: readonly string[]): readonly ResourceSlug[] {
  const asked = rest.map(resourceOf);
  const strange = rest.find((_word, index) => !LISTED.some((slug) => slug === asked[index]));
  if (strange !== undefined) throw new Wrong(`There is no list "${strange}"; there are ${LISTED.join(', ')}.`);
  return rest.length === 0 ? LISTED : LISTED.filter((slug) => asked.includes(slug));
}
