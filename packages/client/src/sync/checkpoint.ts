import { open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { errorCodeOf } from '../errors.ts';
import { SyncProblem, syncFolder, syncProblem } from './fileProblem.ts';

/** A reading of the list that has not come to its end. */
const passSchema = z.object({
  /** Rows changed at this moment or later are read; null: all. */
  since: z.string().nullable(),
  /** ISO text by our clock. */
  startedAt: z.string(),
  /** Where its rows begin in the file. */
  startBytes: z.number().int().nonnegative(),
  nextPage: z.number().int().positive(),
  pageSize: z.number().int().positive(),
  /** Every page so far came in the order of lastModified: then a row that changes leaves its place. */
  byTime: z.boolean(),
});

const markSchema = z.object({ key: z.string(), version: z.string(), lastModified: z.string().optional() });

const checkpointSchema = z.object({
  format: z.literal(1),
  /** The origin of the API. */
  source: z.string(),
  tenantId: z.string(),
  list: z.string(),
  /** So much of the file counts; what stands behind it is the beginning of a page that was cut off. */
  bytes: z.number().int().nonnegative(),
  /** Lines in it. */
  rows: z.number().int().nonnegative(),
  /** Where the next reading begins; null: at the beginning of time. ISO text in UTC. */
  changedSince: z.string().nullable(),
  /** Rows that the next reading will bring again. */
  recent: z.array(markSchema),
  pass: passSchema.nullable(),
});

/** How far a list has been read. Rows and place are one: see writeCheckpoint. */
export type Checkpoint = z.output<typeof checkpointSchema>;
export type Pass = z.output<typeof passSchema>;

/** What a checkpoint must be about. */
export type Subject = Pick<Checkpoint, 'source' | 'tenantId' | 'list'>;

/**
 * The checkpoint of a list, a new one when there is none.
 * @throws SyncProblem when it cannot be read, or is about something else
 */
export async function readCheckpoint(path: string, subject: Subject): Promise<Checkpoint> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (errorCodeOf(error) === 'ENOENT') return undefined;
    throw syncProblem(`Cannot read ${path}`, error);
  });
  if (text === undefined) {
    return { format: 1, ...subject, bytes: 0, rows: 0, changedSince: null, recent: [], pass: null };
  }
  const checkpoint = parse(path, text);
  const { source, tenantId, list } = checkpoint;
  if (source === subject.source && tenantId === subject.tenantId && list === subject.list) return checkpoint;
  throw new SyncProblem(`${path} is of ${source}: sync ${subject.source} into another folder (--out).`);
}

function parse(path: string, text: string): Checkpoint {
  try {
    return checkpointSchema.parse(JSON.parse(text));
  } catch (cause) {
    const message = `${path} is no checkpoint of this version. Move its folder away to begin anew.`;
    throw new SyncProblem(message, cause);
  }
}

/** Lasts when it comes back; before, the old one counts. The rows must be on the disk already. */
export async function writeCheckpoint(path: string, checkpoint: Checkpoint): Promise<void> {
  // One name for all: what a killed process left is written over.
  const part = `${path}.part`;
  try {
    const file = await open(part, 'w');
    await file.writeFile(`${JSON.stringify(checkpoint)}\n`);
    await file.sync();
    await file.close();
    await rename(part, path);
    await syncFolder(dirname(path));
  } catch (error) {
    throw syncProblem(`Cannot write ${path}`, error);
  }
}
