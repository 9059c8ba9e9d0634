import { setTimeout as pause } from 'node:timers/promises';

/** Asks again and again, for what only another process can bring about. @throws Error when it stays untrue */
export async function waitFor(condition: () => boolean | Promise<boolean>, withinMs = 30_000): Promise<void> {
  const end = performance.now() + withinMs;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`still not so after ${withinMs} ms: ${String(condition)}`);
    await pause(10);
  }
}
