import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { startMainProcess, statusOf, type MainProcess } from '../support/mainProcess.ts';
import { waitFor } from '../support/waitFor.ts';

let app: MainProcess | undefined;
afterEach(async () => {
  await app?.remove();
  app = undefined;
});

describe('A process behind a balancer', () => {
  test('keeps idle connections longer than balancers do', async () => {
    app = await startMainProcess({ env: { KEEP_ALIVE_SECONDS: '90' } });
    expect((await fetch(`${app.url}/health`)).headers.get('keep-alive')).toBe('timeout=90');
  });

  test('told to stop, says so at /ready and takes requests for a while, each on a connection of its own', async () => {
    app = await startMainProcess({ env: { DRAIN_SECONDS: '6' } });
    const { url, child } = app;
    expect(await statusOf(`${url}/ready`)).toBe(200);
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await waitFor(async () => (await statusOf(`${url}/ready`)) === 503);
    const ready = await fetch(`${url}/ready`);
    expect(await ready.json()).toEqual({ store: 'ok', connect: 'unknown', stopping: true });
    const health = await fetch(`${url}/health`);
    expect(health.status).toBe(200);
    expect(health.headers.get('connection')).toBe('close');
    expect(await ended).toEqual([0, null]);
    expect(await statusOf(`${url}/health`)).toBe(undefined);
  });

  test('closes a connection on which nothing comes', async () => {
    app = await startMainProcess();
    const socket = connect(Number(new URL(app.url).port), '127.0.0.1');
    await once(socket, 'connect');
    socket.resume();
    await once(socket, 'close');
    expect(await statusOf(`${app.url}/health`)).toBe(200);
  });
});
