import { mkdir, stat } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ServiceError } from 'visma-net-client/serviceError';
import { SyncProblem } from 'visma-net-client/sync/fileProblem';
import { syncList, type SyncOutcome } from 'visma-net-client/sync/syncList';
import { lockFolder } from './syncLock.ts';
import { EARLIER_NAMES } from './resources.ts';
import type { RequestOf } from './commandLine.ts';
import { CommandProblem, EXIT, exitCodeOf, fileProblem, type ExitCode } from './exitCode.ts';
import { overTenants, type Outcome } from './overTenants.ts';
import { put } from './readCommands.ts';
import { withResource, type ResourceSlug } from 'visma-net-client/resources';
import type { ResourceDescription } from 'visma-net-client/resources/resource';
import type { CommandContext } from './serviceIo.ts';
import { table } from './table.ts';
import { reportRefusals } from './reportRefusals.ts';
import { chooseTenants, type Tenant } from './tenants.ts';

const DEFAULT_FOLDER = 'data/sync';

type SyncRequest = RequestOf<'sync'>;

/** `sync` and `watch`: what has changed since the last time, one file per company and list. */
export async function syncCommand(request: SyncRequest, context: CommandContext): Promise<ExitCode> {
  const tenants = chooseTenants(request, context.tenants);
  const folder = resolve(context.io.cwd, request.out ?? DEFAULT_FOLDER);
  await makeFolder(folder);
  const release = lockFolder(folder);
  if (!release) {
    throw new CommandProblem(
      EXIT.here,
      `Another sync is writing in ${folder}. Wait for its end, or use another --out.`,
    );
  }
  try {
    const round = () => syncAll({ request, context, folder }, tenants);
    return request.everyMs === undefined ? await round() : await again(round, request.everyMs, context);
  } finally {
    release();
  }
}

/** Until the process is told to stop. A refusal is told, and the next round tries again. */
async function again(
  round: () => Promise<ExitCode>,
  everyMs: number,
  { io: { signal } }: CommandContext,
): Promise<ExitCode> {
  try {
    for (;;) {
      const startedMs = performance.now();
      await round();
      await sleep(Math.max(0, startedMs + everyMs - performance.now()), undefined, { signal });
    }
  } catch (error) {
    if (signal.aborted) return EXIT.done;
    throw error;
  }
}

interface Job {
  readonly request: SyncRequest;
  readonly context: CommandContext;
  readonly folder: string;
}

type ListOutcome = Outcome<SyncOutcome> & {
  readonly list: ResourceSlug;
  /** Its file cannot be read or written. */
  readonly problem?: CommandProblem;
};

async function syncAll(job: Job, tenants: readonly Tenant[]): Promise<ExitCode> {
  const { request, context } = job;
  context.progress.begin();
  const perTenant = await overTenants(tenants, request.concurrency, (tenant) => syncTenant(job, tenant));
  const outcomes = perTenant.flatMap(({ value }) => value ?? []);
  context.progress.end();
  const went = outcomes.filter(({ value }) => value);
  if (went.length > 0 && !request.quiet) await put(context, undefined, asTable(job, went));
  reportRefusals(context, outcomes);
  for (const { problem } of outcomes) if (problem) context.progress.note(`service: ${problem.message}`);
  return exitCodeOf(outcomes);
}

/** One list after the other: a refusal of one does not stop the others. */
async function syncTenant(job: Job, tenant: Tenant): Promise<readonly ListOutcome[]> {
  const outcomes: ListOutcome[] = [];
  for (const list of job.request.resources) {
    try {
      await makeFolder(folderOf(job, tenant));
      const value = await withResource(list, (resource) => syncResource(job, tenant, list, resource));
      outcomes.push({ tenant, list, value });
    } catch (error) {
      if (error instanceof CommandProblem || error instanceof SyncProblem) {
        outcomes.push({ tenant, list, problem: new CommandProblem(EXIT.usage, error.message, error) });
        continue;
      }
      if (!(error instanceof ServiceError)) throw error;
      outcomes.push({ tenant, list, error });
      // The others would be refused for the same reason.
      if (error.system === 'connect' && error.code !== 'scope_refused') return outcomes;
    }
  }
  return outcomes;
}

async function syncResource<Row extends object>(
  job: Job,
  tenant: Tenant,
  slug: ResourceSlug,
  resource: ResourceDescription<Row>,
): Promise<SyncOutcome> {
  const { context, request } = job;
  const { tenantId } = tenant;
  const { signal } = context.io;
  const reader = context.client.tenant(tenantId).reader(resource);
  const list = await fileNameOf(slug, folderOf(job, tenant));
  return syncList({
    tenantId,
    list,
    source: context.sourceOf(resource.api),
    path: join(folderOf(job, tenant), list),
    pageSize: request.pageSize ?? resource.pageSize,
    marking: resource.identify,
    readPage: (asked) => reader.list({ ...asked, sections: request.sections }, { signal, attempts: 4 }),
    onPage: ({ rows, totalCount }) => context.progress.add(`${tenantId} ${slug}`, rows.length, totalCount),
    now: Date.now,
  });
}

/** A file that an earlier version began under its own name for the list goes on. */
async function fileNameOf(slug: ResourceSlug, folder: string): Promise<string> {
  const earlier = EARLIER_NAMES[slug];
  if (earlier === undefined) return slug;
  const begun = await stat(join(folder, `${earlier}.checkpoint.json`)).catch(() => undefined);
  return begun ? earlier : slug;
}

/** A tenant id is opaque: whatever is in it, it names a folder inside. */
function folderOf({ folder }: Job, { tenantId }: Tenant): string {
  return join(
    folder,
    encodeURIComponent(tenantId).replace(/^\.+/, (dots) => '%2E'.repeat(dots.length)),
  );
}

async function makeFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true }).catch((error: unknown) => {
    throw fileProblem(`Cannot write in ${path}`, error);
  });
}

function asTable({ context, folder }: Job, outcomes: readonly ListOutcome[]): string {
  const rows = outcomes.map(({ tenant, list, value }) => [tenant.name, list, value?.changed, value?.rows]);
  const place = join(relative(context.io.cwd, folder), '<tenant id>', '<list>.ndjson');
  return `${table(['company', 'list', 'changed', 'lines'], rows)}In ${place}\n`;
}
