/** Lets work that belongs to one name run in the order in which it came, one at a time. */
export interface KeyedQueue {
  /** Runs `work` after what was taken for that name before. `work` must not reject. */
  run(name: string, work: () => Promise<void>): Promise<void>;
  /** Until what was taken so far for these names is done; for all names unless told. */
  settled(names?: readonly string[]): Promise<void>;
}

export function createKeyedQueue(): KeyedQueue {
  const last = new Map<string, Promise<void>>();
  return {
    run: (name, work) => {
      const done: Promise<void> = (last.get(name) ?? Promise.resolve()).then(work).finally(() => {
        if (last.get(name) === done) last.delete(name);
      });
      last.set(name, done);
      return done;
    },
    settled: async (names = [...last.keys()]) => {
      await Promise.all(names.map((name) => last.get(name) ?? Promise.resolve()));
    },
  };
}
