import { createServer, type RequestListener, type Server } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { createApp } from './app.ts';
import { compose, type ComposeOptions } from './compose.ts';
import type { Config, ReadyConfig } from './config.ts';

export interface WebAppOptions extends Omit<ComposeOptions, 'now' | 'isStopping'> {
  /** Epoch milliseconds; the machine's clock unless told. */
  readonly now?: ComposeOptions['now'];
  /** Completes the configuration once the app's own address is known: with port 0 it is known only then. */
  readonly complete: (config: Config) => Promise<ReadyConfig>;
}

export interface WebApp {
  /** The public origin. */
  readonly url: string;
  readonly config: ReadyConfig;
  /** Goes on taking requests for a while, `/ready` aside: whoever sends them has to notice. For before `stop`. */
  readonly drain: () => Promise<void>;
  /** Takes no new requests, lets running ones finish for as long as the configuration says, and closes the stores. */
  readonly stop: () => Promise<void>;
}

/** A request's headers are there within this time, and all of it within the next: else the connection is closed. */
const HEADERS_MS = 20_000;
const REQUEST_MS = 60_000;
/** A connection that has sent nothing at all. Node's own limits begin with the first byte. */
const SILENT_MS = 20_000;

/**
 * Starts the web application: listens, composes, answers. Requests that come in between wait.
 * @throws Error when the port is taken, ConfigError, StoreError
 */
export async function startWebApp(
  config: Config,
  { complete, now = Date.now, ...options }: WebAppOptions,
): Promise<WebApp> {
  const server = createLimitedServer(config.server);
  const stopping = { isStopping: false };
  await listen(server, config.server);
  try {
    const started = complete(withPort(config, server)).then((ready) =>
      composeApp(ready, { ...options, now, isStopping: () => stopping.isStopping }),
    );
    answerWith(server, started, stopping);
    const { close, config: ready } = await started;
    const drain = async () => {
      stopping.isStopping = true;
      await delay(ready.server.drainSeconds * 1000);
    };
    const stop = () => {
      stopping.isStopping = true;
      return stopServer(server, ready.server.stopSeconds * 1000, close);
    };
    return { url: ready.server.baseUrl, config: ready, drain, stop };
  } catch (error) {
    server.close();
    throw error;
  }
}

async function composeApp(config: ReadyConfig, options: ComposeOptions) {
  const { deps, close } = await compose(config, options);
  return { app: createApp(deps), close, config };
}

/** A server whose idle connections outlive those of a balancer, and whose slow ones do not live for ever. */
function createLimitedServer({ keepAliveSeconds }: Config['server']): Server {
  const limits = { headersTimeout: HEADERS_MS, requestTimeout: REQUEST_MS, connectionsCheckingInterval: 5000 };
  const server = createServer({ ...limits, keepAliveTimeout: keepAliveSeconds * 1000 });
  server.on('connection', (socket) => {
    const silent = setTimeout(() => {
      if (socket.bytesRead === 0) socket.destroy();
    }, SILENT_MS);
    socket.once('close', () => clearTimeout(silent));
  });
  return server;
}

function answerWith(
  server: Server,
  started: Promise<{ app: RequestListener }>,
  stopping: { readonly isStopping: boolean },
): void {
  server.on('request', (req, res) => {
    // Whoever sends the next request finds another process, or opens a new connection while there is time.
    if (stopping.isStopping) res.setHeader('Connection', 'close');
    started.then(
      ({ app }) => app(req, res),
      () => res.destroy(),
    );
  });
}

/** The configuration with the port that the system chose. */
function withPort(config: Config, server: Server): Config {
  const address = server.address();
  if (config.server.port !== 0 || typeof address !== 'object' || address === null) return config;
  const { port } = address;
  const baseUrl = config.server.baseUrl.replace(/:0$/, `:${port}`);
  return { ...config, server: { ...config.server, port, baseUrl } };
}

function listen(server: Server, { port, host }: Config['server']): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

async function stopServer(server: Server, withinMs: number, close: () => Promise<void>): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  server.closeIdleConnections();
  const impatient = setTimeout(() => server.closeAllConnections(), withinMs);
  await closed;
  clearTimeout(impatient);
  await close();
}
