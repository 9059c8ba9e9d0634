import { parseArgs } from 'node:util';

/** What a call of the command asks for. */
export type Request =
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly problem: string }
  | {
      readonly kind: 'check';
      /** `configured`: the one of VISMA_TENANT_ID. */
      readonly tenant: { readonly id: string } | 'configured' | undefined;
      readonly json: boolean;
      readonly strict: boolean;
      readonly browser: boolean;
    };

/** The help text of the command. */
export const HELP = `Usage: npm run doctor -- [options]

Checks the configuration of the environment and of .env as the application would read it, and says what is wrong and
what to do. It asks only what leaves nothing behind, and prints no secret.

Options
  --tenant [id]   try the service application too: a token for this company (VISMA_TENANT_ID without an id),
                  and the first call of the ERP with it
  --browser       then sign in in the browser, and end on the page that shows every step (/protocol);
                  with the application that runs at BASE_URL, or else one that is started for it
  --json          findings as JSON
  --strict        warnings count as problems
  --help          this text

Examples
  npm run doctor
  npm run doctor -- --tenant 11111111-1111-4111-8111-111111111101
  npm run doctor -- --json --strict > doctor.json
  npm run doctor -- --browser

Exit codes
  0  no problem
  1  a problem; with --strict, a warning too
  2  wrong usage

Every check and every finding is explained in docs/doctor.md.
`;

/** Reads the arguments that follow `doctor`. */
export function readCommandLine(argv: readonly string[]): Request {
  try {
    const { values, positionals } = parseArgs({
      args: withTenantValue(argv),
      allowPositionals: true,
      options: {
        tenant: { type: 'string' },
        browser: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        strict: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) return { kind: 'help' };
    const [extra] = positionals;
    if (extra !== undefined) return { kind: 'wrong', problem: `"${extra}" is no option.` };
    const { tenant, browser, json, strict } = values;
    if (browser && json) return { kind: 'wrong', problem: '--browser is for people, --json for programs: choose one.' };
    return { kind: 'check', tenant: tenantOf(tenant), browser, json, strict };
  } catch (error) {
    return { kind: 'wrong', problem: error instanceof Error ? error.message : String(error) };
  }
}

/** `--tenant` may stand alone; parseArgs wants a value. */
function withTenantValue(argv: readonly string[]): string[] {
  return argv.map((word, at) => {
    const next = argv[at + 1];
    return word === '--tenant' && (next === undefined || next.startsWith('-')) ? '--tenant=' : word;
  });
}

function tenantOf(value: string | undefined): { id: string } | 'configured' | undefined {
  if (value === undefined) return undefined;
  return value === '' ? 'configured' : { id: value };
}
