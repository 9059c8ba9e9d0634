#!/usr/bin/env node
import { ConfigError } from './configError.ts';
import { stderrLogger } from './log.ts';
import { startConfiguredSandbox } from './startConfigured.ts';
import { readVariables } from './variables.ts';

const HELP = `Usage: visma-net-sandbox

Starts the sandbox on SANDBOX_PORT (4400): Visma Connect, Developer Portal, App Store, Visma Admin, ERP API,
Sales Order API. What happens in it is forgotten at its end, unless SANDBOX_STORE_URL=sqlite:<file> keeps it.

Variables
  SANDBOX_PORT         where it listens, 0 for any free port
  SANDBOX_URL          its address, where it differs from http://127.0.0.1:<port>
  SANDBOX_STORE_URL    sqlite:<file> or memory:
  SANDBOX_ADMIN_TOKEN  token of the control API; made at start and printed unless set
  SANDBOX_ITEMS        inventory items of the first company (1200)
  SANDBOX_VNI          on: the former sign-in too
  SANDBOX_SEED         a JSON file of people, tenants, applications and grants
  SANDBOX_SETTINGS     JSON of delays and of guesses about the real systems

Examples
  visma-net-sandbox
  SANDBOX_PORT=4500 SANDBOX_ITEMS=20000 visma-net-sandbox
`;

async function run(argv: readonly string[]): Promise<void> {
  if (argv.length > 0) {
    const isAsked = argv.every((word) => word === '--help' || word === '-h');
    (isAsked ? process.stdout : process.stderr).write(HELP);
    process.exitCode = isAsked ? 0 : 2;
    return;
  }
  const options = { appUrls: [], logger: stderrLogger(process.stderr) };
  const sandbox = await startConfiguredSandbox(readVariables(process.env), options);
  const stop = () => void sandbox.stop().then(() => process.exit(0));
  process.once('SIGTERM', stop).once('SIGINT', stop);
  process.stdout.write(sandbox.welcome());
}

function explain(error: unknown): string {
  if (error instanceof ConfigError) return `The configuration is wrong:\n${error.message.replace(/^/gm, '  - ')}\n`;
  const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  if (isTaken) return 'Cannot start: the port is in use. Set SANDBOX_PORT, or stop what uses it.\n';
  return `Cannot start: ${error instanceof Error ? error.message : String(error)}\n`;
}

run(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(explain(error));
  process.exitCode = 1;
});
