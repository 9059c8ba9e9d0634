import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { ConfigInspection } from './configInspection.ts';
import { isRunning } from './sandboxRuns.ts';
import type { Tools } from './tools.ts';

export interface BrowserDeps {
  readonly tools: Pick<Tools, 'fetch'>;
  readonly say: (text: string) => void;
  /** Starts the application with these variables on top of the environment's, and answers its public origin. */
  readonly startApp: (variables: Readonly<Record<string, string>>) => Promise<string>;
  /** Tries to open a browser; where there is none, the printed address has to do. */
  readonly open: (url: string) => void;
}

const ready = z.object({ store: z.string(), connect: z.string() });

/**
 * Sends the person at the terminal through a whole sign-in that ends on the protocol view: with the application that
 * runs at BASE_URL, or else with one that is started here and runs until it is stopped.
 * @returns whether an application was started, and so goes on running
 */
export async function browserCheck(inspection: ConfigInspection, deps: BrowserDeps): Promise<boolean> {
  const { baseUrl } = inspection.config.server;
  const appRuns = await isOurs(baseUrl, deps.tools);
  const origin = appRuns ? baseUrl : await deps.startApp(await variablesFor(inspection, deps.tools));
  const url = `${origin}/login?return_to=/protocol`;
  const which = appRuns
    ? `the application that runs at ${origin}. Its protocol view is there if it was started with PROTOCOL_VIEW=on, or with the sandbox`
    : `an application started for it at ${origin}; Ctrl+C stops it`;
  deps.say(`\nSign in, and end on the page that shows every step and the checks made:\n\n  ${url}\n\nWith ${which}.\n`);
  deps.open(url);
  return !appRuns;
}

async function isOurs(baseUrl: string, { fetch }: Pick<Tools, 'fetch'>): Promise<boolean> {
  try {
    const answer = await fetch(`${baseUrl}/ready`);
    return ready.safeParse(await answer.json()).success;
  } catch {
    return false;
  }
}

/** A sandbox that runs already is used as it is, as if it were the real thing: its port is taken. */
async function variablesFor(
  inspection: ConfigInspection,
  tools: Pick<Tools, 'fetch'>,
): Promise<Readonly<Record<string, string>>> {
  const { config, isSandbox, issuer, client } = inspection;
  const settings = { PROTOCOL_VIEW: 'on', LOG_LEVEL: config.logLevel === 'info' ? 'warn' : config.logLevel };
  if (!isSandbox || issuer === undefined || !client || !(await isRunning(issuer, tools))) return settings;
  return {
    ...settings,
    VISMA_CONNECT_URL: issuer,
    VISMA_CLIENT_ID: client.id,
    VISMA_CLIENT_SECRET: client.secret,
    VISMA_ERP_URL: inspection.erpUrl ?? issuer,
    VISMA_SALES_ORDER_URL: inspection.salesOrderUrl ?? issuer,
    SESSION_SECRET: randomBytes(48).toString('base64url'),
  };
}
