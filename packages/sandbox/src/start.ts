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
  readonly port: number;
  /** Origins on which the app runs; registered for the seeded Web application beside the default ones. */
  readonly appUrls?: readonly string[] | undefined;
  /** `sqlite:<file>` or `memory:`, the default. */
  readonly store?: string | undefined;
  /** Inventory items of the first company; 1200 unless told. */
  readonly items?: number | undefined;
  /** Epoch milliseconds; the machine's clock unless told. */
  readonly clock?: (() => number) | undefined;
  /** Token of the control API; made at start unless told. */
  readonly adminToken?: string | undefined;
  /** In place of the default settings; docs/sandbox.md lists them. */
  readonly settings?: Readonly<Record<string, unknown>> | undefined;
  /** The contents of a seed file: people, tenants, applications, grants and settings on top of the built-in ones. */
  readonly seed?: unknown;
  /** The legacy VNI endpoints. */
  readonly vni?: boolean | undefined;
  /** The public origin, when it differs from where the sandbox listens. */
  readonly url?: string | undefined;
  /** Where it listens; loopback unless told. */
  readonly host?: string | undefined;
  readonly logger?: Logger | undefined;
}

export interface SandboxGuide {
  /** One for all people. */
  readonly password: string;
  readonly people: readonly { readonly username: string; readonly description: string }[];
  readonly systems: readonly { readonly name: string; readonly href: string; readonly description: string }[];
}

export interface Sandbox {
  /** The one origin of all stand-ins, and the issuer: without a slash at the end. */
  readonly url: string;
  readonly adminToken: string;
  /** Opens the control pages in one browser, once: for whoever started it. */
  readonly controlUrl: string;
  readonly webApplication: { readonly clientId: string; readonly clientSecret: string };
  readonly serviceApplication: { readonly clientId: string; readonly clientSecret: string; readonly tenantId: string };
  /** Whom to sign in as and what there is to see, for whoever shows the way. */
  readonly guide: SandboxGuide;
  /** For the app's own buttons: faults worth trying, and how to call for one, once, for the Web application alone. */
  readonly faultsToTry: { readonly choices: readonly FaultToTry[]; readonly injectOnce: (name: string) => void };
  /** Everything back to the seeds: people, sessions, tokens, faults, settings, clock and ERP data. */
  readonly reset: () => void;
  /** Breaks something on purpose: sticky without `times`, for all applications without `application`. */
  readonly setFault: (fault: FaultOrder) => void;
  /** Moves the sandbox's clock on, or back with a negative number. */
  readonly advanceClock: (seconds: number) => void;
  /** Stops listening, ends open connections and closes the state. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts a sandbox: every Visma system an integration meets, on one origin. Several can run in one process.
 * @throws Error when the port is taken or the state cannot be opened; ZodError for wrong settings or seeds.
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { port, host = '127.0.0.1', logger = silentLogger(), clock: outerClock = Date.now } = options;
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
      logger,
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
        injectOnce: (name) => {
          const choice = FAULTS_TO_TRY.find((one) => one.name === name);
          if (choice) faults.set({ name: choice.name, times: 1, application: WEB_APPLICATION.clientId });
        },
      },
      reset: control.reset,
      setFault: (fault) => void faults.set(fault),
      advanceClock: (seconds) => {
        control.moveClock(seconds).catch((error: unknown) => logger.error({ err: error }, 'sandbox: sessions live on'));
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
