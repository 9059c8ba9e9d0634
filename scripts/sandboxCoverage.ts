// Writes into docs/sandbox.md which operations of the real APIs the sandbox emulates: `npx tsx scripts/sandboxCoverage.ts`.
// A test compares the tables with what this would write.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Database from 'libsql';
import prettier from 'prettier';
import { z } from 'zod';
import { routeKey, wholePath } from '../packages/sandbox/src/api/findTarget.ts';
import { createCompanyData } from '../packages/sandbox/src/companyData.ts';
import { erpRoutes } from '../packages/sandbox/src/erp/erpRouter.ts';
import { salesOrderRoutes } from '../packages/sandbox/src/salesOrder/salesOrderRouter.ts';

const document = fileURLToPath(new URL('../docs/sandbox.md', import.meta.url));

interface Operation {
  readonly name: string;
  readonly area: string;
}

export interface Coverage {
  /** Cells of a table: area, emulated, answered with 501, all. */
  readonly areas: string[][];
  /** The emulated operations as the contract spells them. */
  readonly emulated: Readonly<Record<'erp' | 'salesOrders', string[][]>>;
  /** Routes that no operation of the contract is like. */
  readonly unknown: string[];
}

/** What the sandbox emulates of what the contract has. */
export function coverage(): Coverage {
  const database = new Database(':memory:');
  const data = createCompanyData({ database, itemsOfFirstCompany: 1, now: Date.now });
  const keysOf = (version: string, routes: ReturnType<typeof erpRoutes>) =>
    routes.map(({ method, path }) => routeKey(method, wholePath(version, path)));
  const keys = new Set([...keysOf('/v1', erpRoutes(data)), ...keysOf('/api/v3', salesOrderRoutes(data))]);
  database.close();
  const operations = { erp: erpOperations(), salesOrders: salesOrderOperations() };
  const all = [...operations.erp, ...operations.salesOrders];
  const isEmulated = ({ name }: Operation): boolean => keys.has(keyOf(name));
  const rows = (list: readonly Operation[]) => list.filter(isEmulated).map(({ name }) => [`\`${name}\``]);
  const known = new Set(all.map(({ name }) => keyOf(name)));
  return {
    areas: [
      ...[...new Set(all.map(({ area }) => area))].map((area) =>
        countRow(
          area,
          all.filter((one) => one.area === area),
          isEmulated,
        ),
      ),
      countRow('ERP API', operations.erp, isEmulated),
      countRow('both APIs', all, isEmulated),
    ],
    emulated: { erp: rows(operations.erp), salesOrders: rows(operations.salesOrders) },
    unknown: [...keys].filter((key) => !known.has(key)),
  };
}

function countRow(name: string, list: readonly Operation[], isEmulated: (one: Operation) => boolean): string[] {
  const emulated = list.filter(isEmulated).length;
  return [`\`${name}\``, ...[emulated, list.length - emulated, list.length].map(String)];
}

function keyOf(name: string): string {
  const [method = '', path = ''] = name.split(' ');
  return routeKey(method, path);
}

function erpOperations(): Operation[] {
  const schema = z.object({ operations: z.array(z.object({ op: z.string(), tag: z.string() })) });
  const { operations } = schema.parse(contract('erp-operations.json'));
  return operations
    .map(({ op, tag }) => ({ name: op, area: tag }))
    .toSorted((a, b) => (a.area.toLowerCase() < b.area.toLowerCase() ? -1 : a.area === b.area ? 0 : 1));
}

function salesOrderOperations(): Operation[] {
  const schema = z.object({ operations: z.array(z.object({ op: z.string() })) });
  const { operations } = schema.parse(contract('sales-order-v3.json'));
  return operations.map(({ op }) => ({ name: op.replace(' ', ' /api/v3'), area: 'Sales Order API v3' }));
}

function contract(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../contract/${name}`, import.meta.url), 'utf8'));
}

async function write(): Promise<void> {
  const { areas, emulated } = coverage();
  let text = readFileSync(document, 'utf8');
  text = withTable(text, 'Supported: ERP API', emulated.erp);
  text = withTable(text, 'Supported: Sales Order API', emulated.salesOrders);
  text = withTable(text, 'Coverage', areas);
  const options = await prettier.resolveConfig(document);
  writeFileSync(document, await prettier.format(text, { ...options, parser: 'markdown' }));
}

/** The text with these rows in the table after a heading. */
function withTable(text: string, heading: string, rows: readonly string[][]): string {
  const from = text.indexOf(`\n## ${heading}\n`);
  if (from < 0) throw new Error(`docs/sandbox.md has no part ${heading}`);
  const head = /\n\|[ -]+\|[-| ]*\n/.exec(text.slice(from));
  if (!head) throw new Error(`${heading} has no table`);
  const begin = from + head.index + head[0].length;
  const end = text.indexOf('\n\n', begin);
  return text.slice(0, begin) + rows.map((row) => `| ${row.join(' | ')} |`).join('\n') + text.slice(end);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await write();
