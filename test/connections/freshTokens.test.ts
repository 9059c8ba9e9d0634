import { beforeEach, describe, expect, test } from '@jest/globals';
import { createFreshTokens, type FreshTokens } from '../../src/connections/freshTokens.ts';
import { createSealer } from '../../src/connections/seal.ts';
import { createVault, type Vault } from '../../src/connections/vault.ts';
import { AppError, SignInError, StoreError, type ErrorCode } from '../../src/errors.ts';
import { silentLogger } from '../../src/log.ts';
import type { TokenSet } from '../../src/oidc/tokenSet.ts';
import { tryLock } from '../../src/store/lock.ts';
import { memoryStore } from '../../src/store/memoryStore.ts';
import type { Store } from '../../src/store/store.ts';

const HOUR = 3600;

let clockMs: number;
let store: Store;
let vault: Vault;
let refreshes: string[];
let refusal: ErrorCode | undefined;

beforeEach(() => {
  clockMs = Date.UTC(2026, 0, 1);
  store = memoryStore({ now: () => clockMs });
  vault = createVault(store, createSealer(['s'.repeat(32)], 'vault'));
  refreshes = [];
  refusal = undefined;
});

/** A provider that takes a moment and gives a numbered token. */
async function refresh(tokens: TokenSet): Promise<TokenSet> {
  refreshes.push(tokens.accessToken);
  await new Promise(setImmediate);
  if (refusal) throw new SignInError(refusal);
  return aTokenSet({ accessToken: `new-${refreshes.length}` });
}

function aTokenSet(some: Partial<TokenSet> = {}): TokenSet {
  const obtainedAt = clockMs / 1000;
  const tokens = { accessToken: 'first', idToken: 'id', refreshToken: 'refresh', scopes: [], lifetimeSeconds: HOUR };
  return { ...tokens, obtainedAt, expiresAt: obtainedAt + HOUR, ...some };
}

/** What one process has. */
function aProcess(of: Store = store): FreshTokens {
  const log = silentLogger();
  const itsVault = createVault(of, createSealer(['s'.repeat(32)], 'vault'));
  return createFreshTokens({
    store: of,
    vault: itsVault,
    prepare: () => Promise.resolve(),
    refresh,
    ttlSeconds: 10 * HOUR,
    now: () => clockMs,
    logger: log,
  });
}

function connect(some: Partial<TokenSet> = {}): Promise<string> {
  return vault.add({ tokens: aTokenSet(some), userinfo: {} }, 10 * HOUR);
}

async function codeOf(answer: Promise<unknown>): Promise<string> {
  const error: unknown = await answer.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof AppError ? error.code : 'no refusal';
}

const advance = (seconds: number) => {
  clockMs += seconds * 1000;
};

describe('A good token', () => {
  test('is handed out as it is until a minute before its end', async () => {
    const id = await connect();
    advance(HOUR - 61);
    expect((await aProcess().get(id)).accessToken).toBe('first');
    expect(refreshes).toEqual([]);
  });

  test('is refreshed when it is due, and the new one is kept', async () => {
    const id = await connect();
    advance(HOUR - 60);
    expect((await aProcess().get(id)).accessToken).toBe('new-1');
    expect((await aProcess().get(id)).accessToken).toBe('new-1');
    expect(refreshes).toEqual(['first']);
  });

  test('is used on by others while one asks for a new one', async () => {
    const id = await connect();
    advance(HOUR - 60);
    const fresh = aProcess();
    const answers = await Promise.all([fresh.get(id), fresh.get(id), fresh.get(id)]);
    expect(answers.map(({ accessToken }) => accessToken).toSorted()).toEqual(['first', 'first', 'new-1']);
    expect(refreshes).toEqual(['first']);
  });

  test('is used on while another process asks, even one that died with the lock', async () => {
    const id = await connect();
    advance(HOUR - 60);
    await tryLock(store, `refresh:${id}`, 15);
    expect((await aProcess().get(id)).accessToken).toBe('first');
    expect(refreshes).toEqual([]);
  });

  test('is not handed to somebody who comes a moment later, when it is good no more', async () => {
    const id = await connect();
    const lock = await tryLock(store, `refresh:${id}`, 2 * HOUR);
    const fresh = aProcess();
    advance(HOUR - 60);
    const content = fresh.get(id);
    await new Promise(setImmediate);
    advance(60);
    const needing = fresh.get(id);
    expect((await content).accessToken).toBe('first');
    await lock?.release();
    expect((await needing).accessToken).toBe('new-1');
  });

  test('without a refresh token is used to its end and not a second longer', async () => {
    const id = await connect({ refreshToken: undefined });
    advance(HOUR - 1);
    expect((await aProcess().get(id)).accessToken).toBe('first');
    advance(1);
    expect(await codeOf(aProcess().get(id))).toBe('sign_in_again');
    expect(refreshes).toEqual([]);
  });
});

describe('An expired token', () => {
  test('is refreshed once for fifty who ask at once', async () => {
    const id = await connect();
    advance(HOUR);
    const fresh = aProcess();
    const answers = await Promise.all(Array.from({ length: 50 }, () => fresh.get(id)));
    expect(new Set(answers.map(({ accessToken }) => accessToken))).toEqual(new Set(['new-1']));
    expect(refreshes).toEqual(['first']);
  });

  test('is refreshed once for two processes', async () => {
    const id = await connect();
    advance(HOUR);
    const [one, other] = [aProcess(), aProcess()];
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) => (index % 2 === 0 ? one : other).get(id)),
    );
    expect(new Set(answers.map((tokens) => tokens.accessToken))).toEqual(new Set(['new-1']));
    expect(refreshes).toEqual(['first']);
  });

  test('waits for a process that died with the lock, no longer than the lock lasts', async () => {
    const id = await connect();
    advance(HOUR);
    await tryLock(store, `refresh:${id}`, 15);
    const waiting = aProcess().get(id);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(refreshes).toEqual([]);
    advance(15);
    expect((await waiting).accessToken).toBe('new-1');
  });

  test('gives the lock back', async () => {
    const id = await connect();
    advance(HOUR);
    await aProcess().get(id);
    expect(await tryLock(store, `refresh:${id}`, 15)).toBeDefined();
  });
});

describe('A refresh that fails for a moment', () => {
  test('leaves a token that is still good in use, and is tried again after a pause', async () => {
    const id = await connect();
    const fresh = aProcess();
    refusal = 'connect_unreachable';
    advance(HOUR - 60);
    expect((await fresh.get(id)).accessToken).toBe('first');
    expect((await fresh.get(id)).accessToken).toBe('first');
    expect(refreshes).toHaveLength(1);
    refusal = undefined;
    advance(6);
    expect((await fresh.get(id)).accessToken).toBe('new-2');
  });

  test('says so when the token has expired, and works again later', async () => {
    const id = await connect();
    const fresh = aProcess();
    refusal = 'connect_unreachable';
    advance(HOUR);
    expect(await codeOf(fresh.get(id))).toBe('connect_unreachable');
    refusal = undefined;
    expect((await fresh.get(id)).accessToken).toBe('new-2');
  });
});

describe('A refresh that is refused for good', () => {
  test.each<ErrorCode>(['sign_in_again', 'id_token_invalid', 'invalid_tenant'])(
    '(%s) ends the connection: nobody asks again, in any process',
    async (code) => {
      const id = await connect();
      refusal = code;
      advance(HOUR - 60);
      expect(await codeOf(aProcess().get(id))).toBe(code);
      refusal = undefined;
      expect(await codeOf(aProcess().get(id))).toBe('sign_in_again');
      expect(refreshes).toHaveLength(1);
    },
  );

  test('by a wrong client secret does not: the operator can mend that', async () => {
    const id = await connect();
    refusal = 'client_misconfigured';
    advance(HOUR);
    expect(await codeOf(aProcess().get(id))).toBe('client_misconfigured');
    refusal = undefined;
    expect((await aProcess().get(id)).accessToken).toBe('new-2');
  });
});

describe('A token that the API refused', () => {
  test('is replaced once for all whom it was refused to', async () => {
    const id = await connect();
    const fresh = aProcess();
    const refused = await fresh.get(id);
    const answers = await Promise.all(Array.from({ length: 10 }, () => fresh.replace(id, refused)));
    expect(new Set(answers.map(({ accessToken }) => accessToken))).toEqual(new Set(['new-1']));
    expect((await fresh.replace(id, refused)).accessToken).toBe('new-1');
    expect(refreshes).toEqual(['first']);
  });
});

test('new tokens are not lost when the store stumbles: the old refresh token is spent', async () => {
  const id = await connect();
  advance(HOUR);
  let failures = 2;
  const stumbling: Store = {
    ...store,
    compareAndSet: (key, ...rest) => {
      if (key.startsWith('vault:') && failures-- > 0) return Promise.reject(new StoreError());
      return store.compareAndSet(key, ...rest);
    },
  };
  expect((await aProcess(stumbling).get(id)).accessToken).toBe('new-1');
  expect((await vault.read(id))?.record.tokens.accessToken).toBe('new-1');
});

test('new tokens whose writing succeeded though its answer was lost are handed out, and asked for once', async () => {
  const id = await connect();
  advance(HOUR);
  let losses = 1;
  const forgetful: Store = {
    ...store,
    compareAndSet: async (key, ...rest) => {
      const version = await store.compareAndSet(key, ...rest);
      if (key.startsWith('vault:') && losses-- > 0) throw new StoreError();
      return version;
    },
  };
  expect((await aProcess(forgetful).get(id)).accessToken).toBe('new-1');
  expect((await vault.read(id))?.record.tokens.accessToken).toBe('new-1');
  expect(refreshes).toEqual(['first']);
});

test('tokens that another process kept meanwhile are handed out, not those that nobody kept', async () => {
  const id = await connect();
  advance(HOUR);
  const fresh = aProcess().get(id);
  while (refreshes.length === 0) await new Promise(setImmediate);
  const entry = await vault.read(id);
  if (!entry) throw new Error('the connection is gone');
  const record = { ...entry.record, tokens: aTokenSet({ accessToken: 'of another process' }) };
  expect(await vault.replace(id, record, entry.version, HOUR)).toBeDefined();
  expect((await fresh).accessToken).toBe('of another process');
  expect((await vault.read(id))?.record.tokens.accessToken).toBe('of another process');
});

test('a connection that another took the place of while it was refreshed still serves whoever asked', async () => {
  const id = await connect();
  advance(HOUR);
  const fresh = aProcess().get(id);
  while (refreshes.length === 0) await new Promise(setImmediate);
  await vault.scheduleRemoval(id);
  expect((await fresh).accessToken).toBe('new-1');
  advance(61);
  expect(await vault.read(id)).toBeUndefined();
});

test('a connection that ended while it was refreshed stays ended', async () => {
  const id = await connect();
  advance(HOUR);
  const fresh = aProcess().get(id);
  await vault.remove(id);
  expect(await codeOf(fresh)).toBe('sign_in_again');
  expect(await vault.read(id)).toBeUndefined();
});
