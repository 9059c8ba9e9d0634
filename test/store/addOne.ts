import type { Store } from '../../src/store/store.ts';

/** Reads, adds one and writes, again until nobody was faster. */
export async function addOne(store: Store, key: string): Promise<void> {
  const entry = await store.get(key);
  const version = await store.compareAndSet(key, String(Number(entry?.value ?? 0) + 1), entry?.version, 600);
  if (version === undefined) await addOne(store, key);
}
