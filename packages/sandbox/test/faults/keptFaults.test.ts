import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Sandbox } from '../../src/start.ts';
import { aSandbox } from '../connect/connectStack.ts';
import { controlCall } from '../control/controlCall.ts';

let folder: string;
let sandbox: Sandbox;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'faults-'));
  sandbox = await start();
});
afterEach(async () => {
  await sandbox.stop();
  rmSync(folder, { recursive: true });
});

function start(): Promise<Sandbox> {
  return aSandbox({ store: `sqlite:${folder}/sandbox.db` });
}

async function restart(): Promise<void> {
  await sandbox.stop();
  sandbox = await start();
}

/** How discovery is answered, so many times. */
async function discovery(times: number): Promise<number[]> {
  const statuses: number[] = [];
  for (let time = 0; time < times; time += 1)
    statuses.push((await fetch(`${sandbox.url}/.well-known/openid-configuration`)).status);
  return statuses;
}

async function activeFaults(): Promise<unknown> {
  return (await controlCall(sandbox, 'GET', 'faults')).body.active;
}

describe('A fault that comes a number of times', () => {
  beforeEach(() => sandbox.setFault({ name: 'discovery_500', times: 3 }));

  test('is counted down after a restart from where it stood', async () => {
    expect(await discovery(1)).toEqual([500]);
    await restart();
    expect(await discovery(1)).toEqual([500]);
    expect(await activeFaults()).toMatchObject([{ name: 'discovery_500', timesLeft: 1 }]);
    await restart();
    expect(await discovery(2)).toEqual([500, 200]);
    await restart();
    expect(await activeFaults()).toEqual([]);
  });

  test('is counted down after a snapshot was put back', async () => {
    await controlCall(sandbox, 'PUT', 'snapshots/broken');
    expect(await discovery(4)).toEqual([500, 500, 500, 200]);
    await controlCall(sandbox, 'POST', 'snapshots/broken/restore');
    expect(await discovery(4)).toEqual([500, 500, 500, 200]);
  });
});
