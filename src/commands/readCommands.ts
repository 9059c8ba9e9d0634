import { resolve } from 'node:path';
import type { Page } from 'visma-net-client/resources/page';
import type { RequestOf } from './commandLine.ts';
import { exitCodeOf, type ExitCode } from './exitCode.ts';
import { formatOfFile, type Format } from './formats.ts';
import { overTenants, type Outcome } from './overTenants.ts';
import { withResource } from 'visma-net-client/resources';
import type { ResourceDescription } from 'visma-net-client/resources/resource';
import { rowFormat } from './rowFormat.ts';
import type { CommandContext } from './serviceIo.ts';
import { fileSink, streamSink } from './sink.ts';
import { fieldList, table } from './table.ts';
import { reportRefusals } from './reportRefusals.ts';
import { chooseTenants } from './tenants.ts';

const LISTED_ROWS = 50;

/** `<list> list`: a page of each company. */
export function listCommand(request: RequestOf<'list'>, context: CommandContext): Promise<ExitCode> {
  return withResource(request.resource, (resource) => listResource(resource, request, context));
}

async function listResource<Row extends object>(
  resource: ResourceDescription<Row>,
  request: RequestOf<'list'>,
  context: CommandContext,
): Promise<ExitCode> {
  const tenants = chooseTenants(request, context.tenants);
  const { pageNumber, pageSize = LISTED_ROWS, changedSince, sections } = request;
  const query = { pageNumber, pageSize, changedSince, sections };
  const { signal } = context.io;
  const outcomes = await overTenants(tenants, request.concurrency, ({ tenantId }) =>
    context.client.tenant(tenantId).reader(resource).list(query, { signal }),
  );
  const withTenant = request.allTenants || tenants.length > 1;
  const text = asText(resource, request.format ?? formatOfFile(request.out) ?? 'table', outcomes, withTenant);
  if (outcomes.some(({ value }) => value)) await put(context, request.out, text);
  if (!request.quiet) for (const outcome of outcomes) reportRest(context, outcome);
  reportRefusals(context, outcomes);
  return exitCodeOf(outcomes);
}

function asText<Row extends object>(
  { columns, tableColumns }: ResourceDescription<Row>,
  format: Format,
  outcomes: readonly Outcome<Page<Row>>[],
  withTenant: boolean,
): string {
  const pages = outcomes.map(({ tenant, value }) => ({ tenant, rows: value?.rows ?? [] }));
  if (format === 'table') {
    const shown = columns.filter(({ name }) => tableColumns.includes(name));
    const head = shown.map(({ name }) => name);
    const rows = pages.flatMap(({ tenant, rows: some }) =>
      some.map((row) => [...(withTenant ? [tenant.name] : []), ...shown.map(({ of }) => of(row))]),
    );
    return table(withTenant ? ['company', ...head] : head, rows);
  }
  const { begin, rows, between, end } = rowFormat(format, columns, withTenant);
  const texts = pages.map(({ tenant, rows: some }) => rows(some, withTenant ? tenant.tenantId : undefined));
  return begin + texts.filter((text) => text !== '').join(between) + end;
}

/** Where the rest is. */
function reportRest({ progress }: CommandContext, { tenant, value }: Outcome<Page<object>>): void {
  if (!value || value.isLast) return;
  const { pageNumber, pageSize, totalCount, rows } = value;
  const first = (pageNumber - 1) * pageSize + 1;
  const of = totalCount === undefined ? '' : ` of ${totalCount}`;
  progress.note(
    `${tenant.name}: rows ${first} to ${first + rows.length - 1}${of}; --page ${pageNumber + 1} has the next, export has all.`,
  );
}

/** `<list> get`: one object with everything. */
export async function getCommand(request: RequestOf<'get'>, context: CommandContext): Promise<ExitCode> {
  const tenants = chooseTenants(request, context.tenants);
  const { signal } = context.io;
  const outcomes = await overTenants(tenants, 1, ({ tenantId }) =>
    withResource(request.resource, async (resource) => {
      const { get } = context.client.tenant(tenantId).reader(resource);
      return (await get?.(request.identifier, { signal }))?.value;
    }),
  );
  for (const { value } of outcomes) {
    if (!value) continue;
    await put(
      context,
      request.out,
      request.format === 'json' ? `${JSON.stringify(value, undefined, 2)}\n` : fieldList(value),
    );
  }
  reportRefusals(context, outcomes);
  return exitCodeOf(outcomes);
}

/** To the file, or to standard output. */
export async function put({ io }: CommandContext, out: string | undefined, text: string): Promise<void> {
  const sink = out === undefined ? streamSink(io.stdout) : await fileSink(resolve(io.cwd, out));
  try {
    await sink.write(text);
    await sink.commit();
  } catch (error) {
    await sink.discard();
    throw error;
  }
}
