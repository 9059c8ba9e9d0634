import type { ResourceSlug } from 'visma-net-client/resources';
import { either, splitList, Wrong } from './optionValues.ts';

export const WRITE_NAMES = ['create', 'update', 'delete', 'add-lines', 'update-lines', 'delete-lines'] as const;

export type WriteName = (typeof WRITE_NAMES)[number];

interface Wants {
  /** How many steps of the order's address. */
  readonly steps: number;
  readonly file: boolean;
  readonly lines: boolean;
}

/** What each write wants on the command line. */
const WRITES: Readonly<Record<WriteName, Wants>> = {
  create: { steps: 0, file: true, lines: false },
  update: { steps: 2, file: true, lines: false },
  delete: { steps: 2, file: false, lines: false },
  'add-lines': { steps: 2, file: true, lines: false },
  'update-lines': { steps: 2, file: true, lines: false },
  'delete-lines': { steps: 2, file: false, lines: true },
};

/** One write, as the command line asks for it. */
export interface WriteRequest {
  readonly name: WriteName;
  readonly type: string;
  readonly orderId: string;
  /** JSON with what is written. */
  readonly file: string | undefined;
  readonly lineIds: readonly number[];
  /** The ETag or version that the change is made on. */
  readonly ifMatch: string | undefined;
}

/** The resources that can be written to from here. */
const WRITABLE: readonly ResourceSlug[] = ['sales-orders'];

export function canWrite(resource: ResourceSlug): boolean {
  return WRITABLE.includes(resource);
}

export function isWrite(word: string): word is WriteName {
  return WRITE_NAMES.some((name) => name === word);
}

interface WriteOptions {
  readonly file: string | undefined;
  readonly lines: string | undefined;
  readonly ifMatch: string | undefined;
}

/** @throws Wrong */
export function readWrite(
  name: WriteName,
  resource: ResourceSlug,
  rest: readonly string[],
  { file, lines, ifMatch }: WriteOptions,
): WriteRequest {
  const wants = WRITES[name];
  if (rest.length !== wants.steps) {
    const what = wants.steps === 0 ? 'nothing but a --file' : 'the type and the order number';
    throw new Wrong(`${resource} ${name} wants ${what}.`);
  }
  if (wants.file && (file ?? '') === '') throw new Wrong(`${resource} ${name} wants --file with JSON.`);
  const lineIds = wants.lines ? lineIdsOf(name, resource, lines) : [];
  const [type = '', orderId = ''] = rest;
  return { name, type, orderId, file, lineIds, ifMatch };
}

const MOST_LINES = 1000;

function lineIdsOf(name: string, resource: string, lines: string | undefined): number[] {
  const ids = splitList(lines) ?? [];
  const areGood = ids.length > 0 && ids.length <= MOST_LINES && ids.every((id) => /^\d{1,9}$/.test(id));
  if (!areGood) throw new Wrong(`${resource} ${name} wants --lines with up to ${MOST_LINES} line ids: 1,2,3.`);
  return ids.map(Number);
}

/** "list, get, export or create" */
export function actionsOf(resource: ResourceSlug): string {
  return either(['list', 'get', 'export', ...(canWrite(resource) ? WRITE_NAMES : [])]);
}
