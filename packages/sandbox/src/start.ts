import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { silentLogger, type Logger } from './log.ts';
import { assembleSandbox } from './assembleSandbox.ts';
import type { FaultOrder } from './faults.ts';
import { FAULTS_TO_TRY, type FaultToTry } from './faultsToTry.ts';
import { SYSTEMS } from './sandboxApp.ts';
import { SETTINGS_CATALOGUE } from './settings.ts';
import { openSandboxState } from './world/sandboxState.ts';
import { SEED_PASSWORD, SEED_PEOPLE, SERVICE_APPLICATION, WEB_APPLICATION } from './world/seed.ts';

export interface SandboxOptions {
  /** 0: any free port. */
  port: number;
  /** Origins on which the app runs; registered for the seeded Web application beside the default ones. */
  appUrls?: readonly string[] | undefined;
  /** `sqlite:<file>` or `memory:`, the default. */
  store?: string | undefined;
  /** Inventory items of the first company; 1200 unless told. */
  items?: number | undefined;
  /** Epoch milliseconds; the machine's clock unless told. */
  clock?: (() => number) | undefined;
  /** Token of the control API; made at start unless told. */
  adminToken?: string | undefined;
  /** In place of the default settings; docs/sandbox.md lists them. */
  settings?: Readonly<Record<string, unknown>> | undefined;
  /** The contents of a seed file: people, tenants, applications, grants and settings on top of the built-in ones. */
  seed?: unknown;
  /** The legacy VNI endpoints. */
  vni?: boolean | undefined;
  /** The public origin, when it differs from where the sandbox listens. */
  url?: string | undefined;
  /** Where it listens; loopback unless told. */
  host?: string | undefined;
  log?: Logger | undefined;
}

export interface SandboxGuide {
  /** One for all people. */
  password: string;
  people: readonly { username: string; words: string }[];
  systems: readonly { name: string; href: string; words: string }[];
}

export interface Sandbox {
  /** The one origin of all stand-ins, and the issuer: without a slash at the end. */
  url: string;
  adminToken: string;
  /** Opens the control pages in one browser, once: for whoever started it. */
  controlUrl: string;
  webApplication: { clientId: string; clientSecret: string };
  serviceApplication: { clientId: string; clientSecret: string; tenantId: string };
  /** Whom to sign in as and what there is to see, for whoever shows the way. */
  guide: SandboxGuide;
  /** For the app's own buttons: faults worth trying, and how to call for one, once, for the Web application alone. */
  faultsToTry: { choices: readonly FaultToTry[]; strikeOnce: (name: string) => void };
  /** Everything back to the seeds: people, sessions, tokens, faults, settings, clock and ERP data. */
  reset: () => void;
  /** Breaks something on purpose: sticky without `times`, for all applications without `application`. */
  setFault: (fault: FaultOrder) => void;
  /** Moves the sandbox's clock on, or back with a negative number. */
  advanceClock: (seconds: number) => void;
  /** Stops listening, ends open connections and closes the state. */
  stop: () => Promise<void>;
}

/**
 * Starts a sandbox: every Visma system an integration meets, on one origin. Several can run in one process.
 * @throws Error when the port is taken or the state cannot be opened; ZodError for wrong settings or seeds.
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { port, host = '127.0.0.1', log = silentLogger(), clock: outerClock = Date.now } = options;
  const state = openSandboxState({
    store: options.store ?? 'memory:',
    outerClock,
    appUrls: options.appUrls ?? [],
    catalogue: SETTINGS_CATALOGUE,
    settings: options.settings ?? {},
    seed: options.seed,
  });
  const server = createServer();
  try {
    await listen(server, port, host);
    const issuer = (options.url ?? `http://${host}:${portOf(server)}`).replace(/(?<!\/)\/+$/, '');
    const adminToken = options.adminToken ?? randomBytes(24).toString('base64url');
    const { app, control, faults, controlUrl } = assembleSandbox(state, {
      issuer,
      adminToken,
      log,
      items: options.items ?? 1200,
      vniIsOn: options.vni ?? false,
      outerClock,
    });
    server.on('request', app);
    return {
      url: issuer,
      adminToken,
      controlUrl,
      webApplication: WEB_APPLICATION,
      serviceApplication: SERVICE_APPLICATION,
      guide: { password: SEED_PASSWORD, people: SEED_PEOPLE, systems: systemsAt(issuer) },
      faultsToTry: {
        choices: FAULTS_TO_TRY,
        strikeOnce: (name) => {
          const choice = FAULTS_TO_TRY.find((one) => one.name === name);
          if (choice) faults.set({ name: choice.name, times: 1, application: WEB_APPLICATION.clientId });
        },
      },
      reset: control.reset,
      setFault: (fault) => void faults.set(fault),
      advanceClock: (seconds) => {
        control.moveClock(seconds).catch((error: unknown) => log.error({ err: error }, 'sandbox: sessions live on'));
      },
      stop: async () => {
        await close(server);
        state.close();
      },
    };
  } catch (error) {
    await close(server);
    state.close();
    throw error;
  }
}

/** The systems that have pages. */
function systemsAt(issuer: string): SandboxGuide['systems'] {
  return SYSTEMS.flatMap(({ href, ...system }) => (href === null ? [] : [{ ...system, href: `${issuer}${href}` }]));
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function portOf(server: Server): number {
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The sandbox does not listen');
  return address.port;
}

/** Ends open connections too: a browser keeps its own for a minute. */
function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
