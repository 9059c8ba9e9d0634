import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { parseJson } from '../parseJson.ts';
import { errorCodeOf } from '../store/errorCode.ts';
import { CommandProblem, EXIT, fileProblem } from './exitCode.ts';

/** A company as the vendor knows it. */
export interface Tenant {
  readonly name: string;
  readonly tenantId: string;
}

export interface TenantChoice {
  readonly tenants: readonly string[];
  readonly allTenants: boolean;
  readonly tenantsFile: string | undefined;
}

export interface TenantSources {
  readonly cwd: string;
  /** VISMA_TENANT_ID */
  readonly configured: string | undefined;
  /** Those of the sandbox; empty where the real systems are meant. */
  readonly ofSandbox: readonly Tenant[];
}

const DEFAULT_FILE = 'tenants.json';

/**
 * The companies that a command is about, each once.
 * @throws CommandProblem when none is named, or the mapping file is wrong
 */
export function chooseTenants(choice: TenantChoice, sources: TenantSources): readonly Tenant[] {
  if (choice.allTenants) return mappedTenants(choice.tenantsFile, sources);
  const asked = choice.tenants.length > 0 ? choice.tenants : sources.configured ? [sources.configured] : undefined;
  if (!asked) {
    throw new CommandProblem(
      EXIT.usage,
      `Say which company: --tenant <tenant id>, --all-tenants with a ${DEFAULT_FILE}, or VISMA_TENANT_ID.`,
    );
  }
  const known = tenantsKnown(choice.tenantsFile, sources);
  const found = asked.map((word) => find(known, word) ?? { name: word, tenantId: word });
  return [...new Map(found.map((tenant) => [tenant.tenantId, tenant])).values()];
}

/**
 * All companies of the mapping file.
 * @throws CommandProblem when it is not there or wrong
 */
export function mappedTenants(file: string | undefined, sources: TenantSources): readonly Tenant[] {
  const tenants = tenantsKnown(file, sources);
  if (tenants.length > 0) return tenants;
  throw new CommandProblem(
    EXIT.usage,
    `There is no ${file ?? DEFAULT_FILE} with companies. Write one, {"<name>": "<tenant id>", …}, or name it with --tenants.`,
  );
}

function find(known: readonly Tenant[], word: string): Tenant | undefined {
  const folded = word.toLowerCase();
  return known.find(({ tenantId }) => tenantId === word) ?? known.find(({ name }) => name.toLowerCase() === folded);
}

/** Only the default file may be missing: the sandbox's companies stand in for it. */
function tenantsKnown(file: string | undefined, { cwd, ofSandbox }: TenantSources): readonly Tenant[] {
  const text = readMapping(resolve(cwd, file ?? DEFAULT_FILE), file === undefined);
  return text === undefined ? ofSandbox : parseMapping(file ?? DEFAULT_FILE, text);
}

function readMapping(path: string, mayBeMissing: boolean): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (mayBeMissing && errorCodeOf(error) === 'ENOENT') return undefined;
    throw fileProblem(`Cannot read ${path}`, error);
  }
}

const filled = z.string().trim().min(1);
const asObject = z.record(filled, filled).transform((names) => Object.entries(names));
const asList = z
  .array(z.object({ name: filled.optional(), tenantId: filled }))
  .transform((rows) => rows.map(({ name, tenantId }): [string, string] => [name ?? tenantId, tenantId]));

function parseMapping(file: string, text: string): readonly Tenant[] {
  const parsed = z.union([asList, asObject]).safeParse(readJson(file, text));
  if (!parsed.success) throw wrongMapping(file, 'it is neither {"<name>": "<tenant id>"} nor [{"name", "tenantId"}]');
  const tenants = parsed.data.map(([name, tenantId]) => ({ name, tenantId }));
  const twice = tenants.find(({ tenantId }, index) => tenants.findIndex((one) => one.tenantId === tenantId) < index);
  if (twice) throw wrongMapping(file, `${twice.tenantId} stands in it twice`);
  const names = tenants.map(({ name }) => name.toLowerCase());
  const alike = tenants.find((_, index) => names.indexOf(names[index] ?? '') < index);
  if (alike) throw wrongMapping(file, `the name ${alike.name} stands in it twice; capitals make no difference`);
  return tenants;
}

function readJson(file: string, text: string): unknown {
  const json = parseJson(text.replace(/^\uFEFF/, ''));
  if (json === undefined) throw wrongMapping(file, 'it is not JSON');
  return json;
}

function wrongMapping(file: string, why: string): CommandProblem {
  return new CommandProblem(EXIT.usage, `The mapping file ${file} cannot be used: ${why}.`);
}
