import { StoreError } from '../errors.ts';
import type { Logger } from '../log.ts';
import { memoryStore } from './memoryStore.ts';
import type { Clock, Store } from './store.ts';

export interface OpenStoreOptions {
  readonly now: Clock;
  readonly logger: Logger;
}

/**
 * The store that STORE_URL names: `sqlite:<file>` (relative to the working directory), `redis://…`, `rediss://…` or
 * `memory:`. Loads only what that one needs. Redis may be away: its store connects when it can.
 * @throws StoreError when the file cannot be opened or the address names no store
 */
export async function openStore(storeUrl: string, { now, logger }: OpenStoreOptions): Promise<Store> {
  if (storeUrl === 'memory:') return memoryStore({ now });
  if (/^rediss?:\/\//.test(storeUrl)) {
    const { redisStore } = await import('./redisStore.ts');
    return redisStore({ url: storeUrl, logger });
  }
  if (storeUrl.startsWith('sqlite:')) {
    const { sqliteStore } = await import('./sqliteStore.ts');
    return sqliteStore({ file: storeUrl.slice('sqlite:'.length), now });
  }
  throw new StoreError({ reason: 'STORE_URL names no store' });
}
