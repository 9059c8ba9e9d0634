import { createServer, type RequestListener, type Server } from 'node:http';
import { createApp } from './app.ts';
import { compose, type ComposeOptions } from './compose.ts';
import type { Config, ReadyConfig } from './config.ts';

export interface WebAppOptions extends Omit<ComposeOptions, 'now'> {
  /** Epoch milliseconds; the machine's clock unless told. */
  readonly now?: ComposeOptions['now'];
  /** Completes the configuration once the app's own address is known: with port 0 it is known only then. */
  readonly complete: (config: Config) => Promise<ReadyConfig>;
}

export interface WebApp {
  /** The public origin. */
  readonly url: string;
  readonly config: ReadyConfig;
  /** Takes no new requests, lets running ones finish for up to ten seconds, and closes the stores. */
  readonly stop: () => Promise<void>;
}

const PATIENCE_MS = 10_000;

/**
 * Starts the web application: listens, composes, answers. Requests that come in between wait.
 * @throws Error when the port is taken, ConfigError, StoreError
 */
export async function startWebApp(
  config: Config,
  { complete, now = Date.now, ...options }: WebAppOptions,
): Promise<WebApp> {
  const server = createServer();
  await listen(server, config.server);
  try {
    const started = complete(withPort(config, server)).then((ready) => composeApp(ready, { ...options, now }));
    answerWith(server, started);
    const { close, config: ready } = await started;
    return { url: ready.server.baseUrl, config: ready, stop: () => stop(server, close) };
  } catch (error) {
    server.close();
    throw error;
  }
}

async function composeApp(config: ReadyConfig, options: ComposeOptions) {
  const { deps, close } = await compose(config, options);
  return { app: createApp(deps), close, config };
}

function answerWith(server: Server, started: Promise<{ app: RequestListener }>): void {
  server.on('request', (req, res) => {
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

async function stop(server: Server, close: () => Promise<void>): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  server.closeIdleConnections();
  const impatient = setTimeout(() => server.closeAllConnections(), PATIENCE_MS);
  await closed;
  clearTimeout(impatient);
  await close();
}
