import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { StoreError } from '../../errors.ts';
import { diagnose, fine, type Finding } from '../finding.ts';
import { isLoopbackHost } from '../../config/loopback.ts';
import type { ConfigInspection } from '../configInspection.ts';
import type { Tools } from '../tools.ts';

/** Whether the store of sessions and tokens can be reached and written, and by how many processes. */
export async function checkStore({ config }: ConfigInspection, tools: Pick<Tools, 'openStore'>): Promise<Finding[]> {
  const { storeUrl } = config;
  if (storeUrl === 'memory:') return [forgets()];
  if (storeUrl.startsWith('sqlite:')) return [await checkSqlite(storeUrl, tools)];
  const failure = await failureOf(storeUrl, tools);
  return [failure ?? fine('store', 'Redis, writable, shared by all processes'), ...inClear(storeUrl)];
}

function forgets(): Finding {
  return diagnose('store_forgets', {
    about: 'STORE_URL',
    reason: 'memory: forgets everybody at a restart, and a second process knows nothing of the first.',
    advice: 'Use sqlite:<file> for one machine, redis://… for several.',
  });
}

/** A file that is not there yet is not made: the application will. */
async function checkSqlite(storeUrl: string, tools: Pick<Tools, 'openStore'>): Promise<Finding> {
  const file = resolve(storeUrl.slice('sqlite:'.length));
  if (!(await isThere(file))) {
    const folder = await nearestFolder(dirname(file));
    if (await isWritable(`${folder}/`)) return fine('store', `SQLite, ${file} will be made at the first start`);
    return notWritable(`${file} is not there, and ${folder} cannot be written`);
  }
  if (!(await isWritable(file)) || !(await isWritable(dirname(file))))
    return notWritable(`${file} or its folder cannot be written`);
  const failure = await failureOf(storeUrl, tools);
  return failure ?? fine('store', `SQLite, ${file} is writable, shared by the processes of this machine`);
}

function notWritable(reason: string): Finding {
  return diagnose('store_not_writable', {
    about: 'STORE_URL',
    reason: `${reason}.`,
    advice:
      'Give the user of this process the right to write the file and its folder: SQLite writes a journal beside it.',
  });
}

async function failureOf(storeUrl: string, { openStore }: Pick<Tools, 'openStore'>): Promise<Finding | undefined> {
  try {
    const store = await openStore(storeUrl);
    try {
      await store.ping();
      return undefined;
    } finally {
      await store.close();
    }
  } catch (error) {
    if (error instanceof StoreError) return explain(error.details.reason ?? '');
    throw error;
  }
}

const REFUSALS: Readonly<Record<string, string>> = {
  NOAUTH: 'Put the password into STORE_URL: redis://<user>:<password>@<host>:<port>',
  WRONGPASS: 'Correct the user and the password in STORE_URL; characters such as @ and / are written as %40 and %2F.',
  NOPERM: 'Give this user of Redis the right to read, write and run scripts on keys that begin with vce:',
  READONLY: 'This is a replica: name the primary in STORE_URL.',
  OOM: 'Redis is full: give it more memory, or let what else lives in it expire.',
  MISCONF: 'Redis cannot save to its disk and takes no writes: see its log.',
};

/** The reason ends with the word of Redis or the code of the system; it is ours and holds no address. */
function explain(reason: string): Finding {
  const word = /: ([A-Z_]+)$/.exec(reason)?.[1] ?? '';
  const advice = REFUSALS[word];
  if (advice !== undefined) return diagnose('store_refuses', { about: 'STORE_URL', reason: `${reason}.`, advice });
  return diagnose('store_fails', {
    about: 'STORE_URL',
    reason: `${reason}.`,
    advice: 'See that it runs, that the address in STORE_URL is right and that no firewall is between.',
  });
}

function inClear(storeUrl: string): Finding[] {
  const { protocol, hostname } = new URL(storeUrl);
  if (protocol === 'rediss:' || isLoopbackHost(hostname)) return [];
  return [
    diagnose('store_in_clear', {
      about: 'STORE_URL',
      reason: `The way to Redis at ${hostname} is not encrypted: its password and the session ids go in the clear.`,
      advice: 'Use rediss://… , unless the network between is yours alone.',
    }),
  ];
}

async function nearestFolder(folder: string): Promise<string> {
  return (await isThere(folder)) || dirname(folder) === folder ? folder : nearestFolder(dirname(folder));
}

function isThere(path: string): Promise<boolean> {
  return can(path, constants.F_OK);
}

function isWritable(path: string): Promise<boolean> {
  return can(path, constants.W_OK);
}

function can(path: string, mode: number): Promise<boolean> {
  return access(path, mode).then(
    () => true,
    () => false,
  );
}
