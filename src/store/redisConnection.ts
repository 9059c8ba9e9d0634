import { createClient, ErrorReply } from '@redis/client';
import { StoreError } from '../errors.ts';
import type { Logger } from '../log.ts';
import { errorCodeOf } from './errorCode.ts';
import { SCRIPTS } from './redisScripts.ts';

export interface RedisConnectionOptions {
  /** redis:// or rediss://, with user, password and database number where needed. */
  readonly url: string;
  /** Told once when Redis goes away and once when it is back. */
  readonly logger?: Logger | undefined;
}

const CONNECT_MS = 1000;
const ANSWER_MS = 2000;
/** After the first failure commands wait so long for the next connection: a short break is no error. */
const PATIENCE_MS = 1000;
const FIRST_RETRY_MS = 25;
const LONGEST_RETRY_MS = 1000;

type Client = ReturnType<typeof makeClient>;

/**
 * One connection that mends itself. Making it never waits and never fails because Redis is away; commands then reject
 * with StoreError, and soon: within a second after a break, at once later, after two seconds when Redis hangs.
 * @throws StoreError when the address is no Redis address
 */
export class RedisConnection {
  readonly #options: RedisConnectionOptions;
  #client: Client;
  #state: 'connecting' | 'there' | 'away' | 'closed' = 'connecting';
  #patience = new Patience();
  #loss = 'Redis is not connected yet';
  #failures = 0;
  #retry: NodeJS.Timeout | undefined;

  constructor(options: RedisConnectionOptions) {
    this.#options = options;
    this.#client = this.#connect();
  }

  /**
   * A command of which nobody can say whether it was done is not asked again.
   * @throws StoreError when Redis is away, hangs, or refuses the command
   */
  run<T>(command: (client: Client) => Promise<T>): Promise<T> {
    return this.#runTwice(command, isFromWrongServer);
  }

  /** The same for a command that only reads: it is asked once more when the connection is lost meanwhile. */
  read<T>(command: (client: Client) => Promise<T>): Promise<T> {
    return this.#runTwice(command, (error) => isFromWrongServer(error) || !(error instanceof ErrorReply));
  }

  async #runTwice<T>(command: (client: Client) => Promise<T>, mayAskAgain: (error: unknown) => boolean): Promise<T> {
    try {
      return await this.#runOnce(command);
    } catch (error) {
      if (error instanceof StoreError) throw error;
      if (!mayAskAgain(error)) throw toStoreError(error);
    }
    return this.#runOnce(command).catch((error: unknown) => {
      throw error instanceof StoreError ? error : toStoreError(error);
    });
  }

  async #runOnce<T>(command: (client: Client) => Promise<T>): Promise<T> {
    if (this.#state !== 'there') await this.#patience.end;
    if (this.#state !== 'there') throw new StoreError({ reason: this.#loss });
    const client = this.#client;
    try {
      return await answerInTime(command(client));
    } catch (error) {
      // A server that hangs may be gone, and one that takes no writes has a successor: a new connection finds it.
      if (error instanceof LateError || isFromWrongServer(error)) this.#lost(client, error);
      throw error;
    }
  }

  async close(): Promise<void> {
    const wasThere = this.#state === 'there';
    this.#state = 'closed';
    this.#loss = 'the Redis store is closed';
    clearTimeout(this.#retry);
    this.#patience.endNow();
    if (wasThere) await answerInTime(this.#client.close()).catch(() => undefined);
    this.#client.destroy();
  }

  #connect(): Client {
    const client = makeClient(this.#options.url);
    client.on('error', (error) => this.#lost(client, error));
    answerInTime(connectForWriting(client)).then(
      () => this.#found(client),
      (error: unknown) => this.#lost(client, error),
    );
    return client;
  }

  #found(client: Client): void {
    if (this.#client !== client || this.#state === 'closed') return;
    if (this.#state === 'away') this.#options.logger?.info({ event: 'redis_back' }, 'Redis is back');
    this.#state = 'there';
    this.#failures = 0;
    this.#patience.endNow();
  }

  #lost(client: Client, error: unknown): void {
    if (this.#client !== client || this.#state === 'closed') return;
    client.destroy();
    if (this.#state === 'there') this.#patience = new Patience();
    if (this.#state !== 'away') {
      this.#patience.endAfter(PATIENCE_MS);
      this.#options.logger?.warn({ event: 'redis_away', reason: wordOf(error) }, 'Redis is away');
    }
    this.#loss = `Redis is away: ${wordOf(error)}`;
    this.#state = 'away';
    clearTimeout(this.#retry);
    const delayMs = Math.min(FIRST_RETRY_MS * 2 ** this.#failures++, LONGEST_RETRY_MS);
    this.#retry = setTimeout(() => (this.#client = this.#connect()), delayMs);
  }
}

/** Connects to a server that takes writes. A replica, and one that is still loading, would refuse them all. */
async function connectForWriting(client: Client): Promise<void> {
  await client.connect();
  try {
    // A write that leaves nothing behind, and that a full Redis takes.
    await client.del('vce:ping');
  } catch (error) {
    // Another refusal is told to whoever asks for something.
    if (!(error instanceof ErrorReply) || isFromWrongServer(error)) throw error;
  }
}

const WRONG_SERVER = /^(READONLY|MASTERDOWN|LOADING|CLUSTERDOWN)\b|-READONLY\b/;

/**
 * An answer that says "not here" or "not yet", after a failover or a start: nothing was done. Redis 6 puts that of a
 * script behind words of its own.
 */
function isFromWrongServer(error: unknown): boolean {
  return error instanceof ErrorReply && WRONG_SERVER.test(error.message);
}

function makeClient(url: string) {
  try {
    return createClient({
      url,
      scripts: SCRIPTS,
      // Every server speaks it; RESP 3 begins with HELLO, which some do not know.
      RESP: 2,
      disableOfflineQueue: true,
      maintNotifications: 'disabled',
      socket: { connectTimeout: CONNECT_MS, reconnectStrategy: false },
    });
  } catch {
    // The error holds the address, and with it the password.
    throw new StoreError({ reason: 'STORE_URL is no address like redis://<user>:<password>@<host>:<port>/<number>' });
  }
}

/** A time of waiting that others wait for. */
class Patience {
  readonly end: Promise<void>;
  #resolve: () => void = () => undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor() {
    this.end = new Promise((resolve) => (this.#resolve = resolve));
  }

  endAfter(ms: number): void {
    this.#timer = setTimeout(this.#resolve, ms);
  }

  endNow(): void {
    clearTimeout(this.#timer);
    this.#resolve();
  }
}

class LateError extends Error {
  readonly code = 'ETIMEDOUT';
}

async function answerInTime<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    // A process that was busy for so long has yet to read what came meanwhile: reading comes before setImmediate.
    timer = setTimeout(() => setImmediate(() => reject(new LateError())), ANSWER_MS);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Without its cause: Redis repeats arguments in its refusals, the password among them. */
function toStoreError(error: unknown): StoreError {
  return new StoreError({ reason: `Redis: ${wordOf(error)}` });
}

/** Refusals of Redis begin with a word: WRONGPASS, NOAUTH, OOM, READONLY, LOADING … */
function wordOf(error: unknown): string {
  if (isFromWrongServer(error))
    return WRONG_SERVER.exec(error instanceof Error ? error.message : '')?.[1] ?? 'READONLY';
  const refusal = error instanceof ErrorReply ? /^[A-Z]{2,20}\b/.exec(error.message)?.[0] : undefined;
  return refusal ?? errorCodeOf(error);
}
