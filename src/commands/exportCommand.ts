import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { RequestOf } from './commandLine.ts';
import { exitCodeOf, fileProblem, type ExitCode } from './exitCode.ts';
import { formatOfFile, type Format } from './formats.ts';
import { overTenants, type Outcome } from './overTenants.ts';
import { withResource } from 'visma-net-client/resources';
import type { ResourceDescription } from 'visma-net-client/resources/resource';
import { rowFormat, type RowFormat } from './rowFormat.ts';
import type { CommandContext } from './serviceIo.ts';
import { fileSink, streamSink, type Sink } from './sink.ts';
import { reportRefusals } from './reportRefusals.ts';
import { chooseTenants, type Tenant } from './tenants.ts';

/** `<list> export`: all rows, never more than two pages of a company in memory. */
export function exportCommand(request: RequestOf<'export'>, context: CommandContext): Promise<ExitCode> {
  return withResource(request.resource, (resource) => exportResource(resource, request, context));
}

async function exportResource<Row extends object>(
  resource: ResourceDescription<Row>,
  request: RequestOf<'export'>,
  context: CommandContext,
): Promise<ExitCode> {
  const tenants = chooseTenants(request, context.tenants);
  const withTenant = request.allTenants || tenants.length > 1;
  const format = rowFormat(formatOf(request), resource.columns, withTenant);
  const job = { resource, request, context, format, withTenant };
  const out = request.out === undefined ? undefined : resolve(context.io.cwd, request.out);
  const sink = out === undefined ? streamSink(context.io.stdout) : await fileSink(out);
  try {
    const outcomes = withTenant ? await writeSeveral(job, tenants, sink) : await writeOne(job, tenants, sink);
    await (outcomes.some(({ error }) => !error) ? sink.commit() : sink.discard());
    context.progress.end();
    reportRefusals(context, outcomes);
    return exitCodeOf(outcomes);
  } catch (error) {
    await sink.discard();
    throw error;
  }
}

interface Job<Row extends object> {
  readonly resource: ResourceDescription<Row>;
  readonly request: RequestOf<'export'>;
  readonly context: CommandContext;
  readonly format: RowFormat<Row>;
  readonly withTenant: boolean;
}

function formatOf({ format, out }: RequestOf<'export'>): Exclude<Format, 'table'> {
  return format !== undefined && format !== 'table' ? format : (formatOfFile(out) ?? 'ndjson');
}

async function writeOne<Row extends object>(
  job: Job<Row>,
  tenants: readonly Tenant[],
  sink: Sink,
): Promise<readonly Outcome<void>[]> {
  return overTenants(tenants, 1, async (tenant) => {
    await sink.write(job.format.begin);
    await writeRows(job, tenant, sink);
    await sink.write(job.format.end);
  });
}

/** All rows of a company. */
async function writeRows<Row extends object>(job: Job<Row>, { tenantId }: Tenant, sink: Sink): Promise<void> {
  const { resource, context, format, withTenant } = job;
  const { changedSince, sections, pageSize = resource.pageSize } = job.request;
  const { signal } = context.io;
  let isFirst = true;
  const reader = context.client.tenant(tenantId).reader(resource);
  for await (const page of reader.pages({ changedSince, sections, pageSize }, { signal })) {
    context.progress.add(tenantId, page.rows.length, page.totalCount);
    const text = format.rows(page.rows, withTenant ? tenantId : undefined);
    if (text === '') continue;
    await sink.write(isFirst ? text : format.between + text);
    isFirst = false;
  }
}

/**
 * Companies side by side, each into a file of its own first: what is written in the end has all rows of a company or
 * none, in the order of the companies.
 */
async function writeSeveral<Row extends object>(
  job: Job<Row>,
  tenants: readonly Tenant[],
  sink: Sink,
): Promise<readonly Outcome<string>[]> {
  const folder = await mkdtemp(join(sink.folder, '.export-')).catch((error: unknown) => {
    throw fileProblem(`Cannot write in ${sink.folder}`, error);
  });
  try {
    const outcomes = await overTenants(tenants, job.request.concurrency, async (tenant) => {
      const path = join(folder, String(tenants.indexOf(tenant)));
      const own = await fileSink(path);
      await writeRows(job, tenant, own).catch(async (error: unknown) => {
        await own.discard();
        throw error;
      });
      await own.commit();
      return path;
    });
    await concatenate(job.format, outcomes, sink);
    return outcomes;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function concatenate<Row>(
  { begin, between, end }: RowFormat<Row>,
  outcomes: readonly Outcome<string>[],
  sink: Sink,
): Promise<void> {
  if (outcomes.every(({ error }) => error)) return;
  await sink.write(begin);
  let isFirst = true;
  for (const { value } of outcomes) {
    if (value !== undefined) isFirst = !(await copy(value, sink, isFirst ? '' : between)) && isFirst;
  }
  await sink.write(end);
}

/** True when there was something. */
async function copy(path: string, sink: Sink, before: string): Promise<boolean> {
  let isEmpty = true;
  for await (const part of createReadStream(path, { encoding: 'utf8', highWaterMark: 1 << 20 })) {
    await sink.write(isEmpty ? before + String(part) : String(part));
    isEmpty = false;
  }
  return !isEmpty;
}
