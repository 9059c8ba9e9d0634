import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { aMovingList, faultsOf, sync, tearTail, written, type ListOptions, type MovingList } from './movingList.ts';
import { aFolder } from '../../../test/commands/runService.ts';

class Killed extends Error {}

/** Ends a sync as it asks for its nth page. */
function killAt(list: MovingList, call: number): void {
  const from = list.calls();
  list.beforePage = (number) => {
    if (number - from >= call) throw new Killed();
  };
}

function letGo(list: MovingList): void {
  list.beforePage = () => undefined;
}

const aPath = (): string => join(aFolder(), 'acme', 'things');

describe('A sync', () => {
  test('brings all rows at first, then what has changed, each state once', async () => {
    const [list, path] = [aMovingList(35), aPath()];
    expect(await sync(list, path)).toEqual({ changed: 35, rows: 35 });
    expect(await sync(list, path)).toEqual({ changed: 0, rows: 35 });
    list.pass(60);
    list.change(3);
    list.change(17);
    list.add();
    list.pass(60);
    expect(await sync(list, path)).toEqual({ changed: 3, rows: 38 });
    expect(faultsOf(list, path)).toEqual([]);
  });

  test('asks for few rows when little has changed', async () => {
    const [list, path] = [aMovingList(3000), aPath()];
    await sync(list, path, 1000);
    list.pass(7200);
    list.change(5);
    await sync(list, path, 1000);
    const before = list.calls();
    await sync(list, path, 1000);
    expect(list.calls() - before).toBe(1);
  });

  test('brings rows that change at the very moment of the newest one, before and after it was read', async () => {
    const [list, path] = [aMovingList(12), aPath()];
    list.change(0);
    await sync(list, path);
    list.change(1);
    list.change(0);
    await sync(list, path);
    list.change(2);
    await sync(list, path);
    expect(faultsOf(list, path)).toEqual([]);
    expect(written(path)).toHaveLength(15);
  });

  test('brings a change that becomes visible minutes after its time', async () => {
    const [list, path] = [aMovingList(12), aPath()];
    list.pass(-200);
    list.change(4);
    const hidden = list.rows().splice(4, 1);
    list.pass(200);
    list.change(7);
    await sync(list, path);
    list.rows().push(...hidden);
    await sync(list, path);
    expect(faultsOf(list, path)).toEqual([]);
  });

  test('is not led astray by a row from the future', async () => {
    const [list, path] = [aMovingList(12), aPath()];
    list.pass(90_000);
    list.change(4);
    list.pass(-90_000);
    await sync(list, path);
    list.pass(600);
    list.change(5);
    await sync(list, path);
    expect(await sync(list, path)).toMatchObject({ changed: 0 });
    expect(faultsOf(list, path)).toEqual([]);
  });

  test.each<[string, ListOptions]>([
    ['gives smaller pages than asked for', { mostRows: 4 }],
    ['does not say how long it is', { counts: false }],
    ['is empty', {}],
  ])('reads a list to its end that %s', async (name, options) => {
    const [list, path] = [aMovingList(name === 'is empty' ? 0 : 23, options), aPath()];
    await sync(list, path);
    await sync(list, path);
    expect(faultsOf(list, path)).toEqual([]);
  });

  test('loses no row when others before it are deleted while it reads', async () => {
    const [list, path] = [aMovingList(50), aPath()];
    list.beforePage = (call) => {
      if (call === 3) for (let i = 0; i < 14; i++) list.remove(0);
    };
    await sync(list, path);
    expect(faultsOf(list, path)).toEqual([]);
  });

  test('loses no row when rows change their place in the list as they change', async () => {
    const [list, path] = [aMovingList(50, { order: 'lastModified' }), aPath()];
    list.beforePage = (call) => {
      if (call === 3) list.change(0);
    };
    await sync(list, path);
    expect(faultsOf(list, path)).toEqual([]);
  });

  test('gives up for this time when the list never stands still, and keeps what it has', async () => {
    const [list, path] = [aMovingList(60, { order: 'lastModified' }), aPath()];
    list.beforePage = () => {
      list.pass(1);
      list.change(0);
    };
    await expect(sync(list, path)).rejects.toThrow('The list of things changes faster than it can be read.');
    letGo(list);
    await sync(list, path);
    expect(faultsOf(list, path)).toEqual([]);
  });
});

describe('After a kill', () => {
  test.each([1, 2, 3, 4, 5, 6])('at page %i it goes on from there', async (call) => {
    const [list, path] = [aMovingList(55, { secondsApart: 3600 }), aPath()];
    killAt(list, call);
    await expect(sync(list, path)).rejects.toBeInstanceOf(Killed);
    const before = written(path).length;
    letGo(list);
    const calls = list.calls();
    expect(await sync(list, path)).toEqual({ changed: 55 - before, rows: 55 });
    expect(list.calls() - calls).toBeLessThanOrEqual(10 - call);
    expect(faultsOf(list, path)).toEqual([]);
  });

  test.each([
    ['half a line', '{"id":11,"vers'],
    ['a line', '{"id":11,"version":"v11","lastModified":"2026-01-01T00:00:04.400Z"}\n'],
    ['a line and a half', '{"id":11,"version":"v11","lastModified":"2026-01-01T00:00:04.400Z"}\n{"id"'],
  ])('with %s that no checkpoint counts, that is cut off', async (_name, tail) => {
    const [list, path] = [aMovingList(55), aPath()];
    killAt(list, 3);
    await sync(list, path).catch(() => undefined);
    letGo(list);
    tearTail(path, tail);
    await sync(list, path);
    expect(faultsOf(list, path)).toEqual([]);
  });

  test('in the middle of writing a checkpoint, the old one counts', async () => {
    const [list, path] = [aMovingList(55), aPath()];
    killAt(list, 3);
    await sync(list, path).catch(() => undefined);
    letGo(list);
    writeFileSync(`${path}.checkpoint.json.part`, '{"format":1,"sou');
    await sync(list, path);
    expect(faultsOf(list, path)).toEqual([]);
  });

  const random = (seed: number) => () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;

  /** Changes of all kinds while it reads and while it is down; kills at any page, torn tails. */
  async function live(list: MovingList, path: string, seed: number): Promise<void> {
    const next = random(seed);
    const upTo = (most: number) => Math.floor(next() * most);
    const move = (): void => {
      list.pass(upTo(3) === 0 ? upTo(400) : 0);
      const kind = upTo(8);
      if (kind < 3) list.change(upTo(1000));
      else if (kind === 3) list.add();
      else if (kind === 4) list.remove(upTo(1000));
    };
    for (let round = 0; round < 6; round++) {
      const from = list.calls();
      const life = upTo(12);
      list.beforePage = (call) => {
        if (call - from > life) throw new Killed();
        move();
      };
      await sync(list, path, 3 + upTo(6)).catch((error: unknown) => {
        if (!(error instanceof Killed)) throw error;
        if (upTo(2) === 0) tearTail(path, '{"id":1,"version":"v1","lastModified":"2026-01-01T00:00:00Z"}\n{"i');
      });
      for (let i = upTo(9); i > 0; i--) move();
    }
    letGo(list);
    await sync(list, path);
  }

  test.each(['id', 'lastModified'] as const)(
    'and with changes at any time nothing is lost or doubled, in a list ordered by %s',
    async (order) => {
      const faults = await Promise.all(
        Array.from({ length: 15 }, async (_none, index) => {
          const [list, path] = [aMovingList(40, { order }), aPath()];
          await live(list, path, 7919 * (index + 1));
          return faultsOf(list, path).map((fault) => `${index}: ${fault}`);
        }),
      );
      expect(faults.flat()).toEqual([]);
    },
  );
});

describe('Files that are not its own', () => {
  test.each([
    ['a checkpoint of another API', 'is of https://other.example: sync https://erp.example into another folder'],
    ['no checkpoint', 'is no checkpoint of this version. Move its folder away'],
    ['rows that are missing', 'is shorter than its checkpoint says. Move its folder away'],
  ])('are refused: %s', async (what, words) => {
    const [list, path] = [aMovingList(20), aPath()];
    await sync(list, path);
    const checkpoint = `${path}.checkpoint.json`;
    const text = readFileSync(checkpoint, 'utf8');
    if (what === 'no checkpoint') writeFileSync(checkpoint, '{"format":2}');
    else if (what === 'rows that are missing') truncateSync(`${path}.ndjson`, 100);
    else writeFileSync(checkpoint, text.replace('https://erp.example', 'https://other.example'));
    await expect(sync(list, path)).rejects.toThrow(words);
  });
});
