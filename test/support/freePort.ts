import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * Below the ports that systems give away by themselves (from 32768), so that no server of a test that runs beside this
 * one can take a port between its choice and its use; each test worker has a thousand of its own.
 */
const FIRST = 20_000 + 1000 * (Number(process.env.JEST_WORKER_ID ?? 1) % 12);
const PORTS = 1000;
let turn = Math.floor(Math.random() * PORTS);

/** A port of loopback that nothing listens on, and another one at each call. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < PORTS; tries++) {
    turn = (turn + 1) % PORTS;
    if (await isFree(FIRST + turn)) return FIRST + turn;
  }
  throw new Error(`no port of ${FIRST} to ${FIRST + PORTS} is free`);
}

async function isFree(port: number): Promise<boolean> {
  const probe = createServer().listen(port, '127.0.0.1');
  try {
    await once(probe, 'listening');
  } catch {
    return false;
  }
  probe.close();
  await once(probe, 'close');
  return true;
}
