import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { z } from 'zod';
import type { TenantClient } from 'visma-net-client';
import {
  newOrderLineSchema,
  newSalesOrderSchema,
  orderLineChangeSchema,
  salesOrderChangeSchema,
} from 'visma-net-client/resources/salesOrders/orderChange';
import { parseJson } from '../parseJson.ts';
import type { RequestOf } from './commandLine.ts';
import { CommandProblem, EXIT, exitCodeOf, fileProblem, type ExitCode } from './exitCode.ts';
import { overTenants } from './overTenants.ts';
import { put } from './readCommands.ts';
import { reportRefusals } from './reportRefusals.ts';
import type { CommandContext } from './serviceIo.ts';
import { chooseTenants } from './tenants.ts';
import type { WriteName, WriteRequest } from './writeLine.ts';

/** `sales-orders create` and the like: one write in one company, made once. */
export async function writeCommand(request: RequestOf<'write'>, context: CommandContext): Promise<ExitCode> {
  const tenants = chooseTenants(request, context.tenants);
  const write = await WRITERS[request.write.name](request.write, context.io.cwd);
  const outcomes = await overTenants(tenants, 1, ({ tenantId }) => write(context.client.tenant(tenantId).salesOrders));
  for (const { value } of outcomes) if (value) await put(context, undefined, asText(value, request));
  reportRefusals(context, outcomes);
  return exitCodeOf(outcomes);
}

/** The order that was written. */
interface WrittenOrder {
  readonly type: string;
  /** Undefined when the API did not say it of a new one. */
  readonly orderId: string | undefined;
}

type Orders = TenantClient['salesOrders'];

/** Reads the file first: what is wrong in it is told before anything is asked. */
type Writer = (request: WriteRequest, cwd: string) => Promise<(orders: Orders) => Promise<WrittenOrder>>;

const WRITERS: Readonly<Record<WriteName, Writer>> = {
  create: async (request, cwd) => {
    const order = await fileAs(newSalesOrderSchema, request, cwd);
    return async (orders) => {
      const { type, number } = await orders.create(order);
      return { type, orderId: number };
    };
  },
  update: async (request, cwd) => {
    const change = await fileAs(salesOrderChangeSchema, request, cwd);
    return (orders) => onVersion(orders, request, (etag) => orders.update(...placeOf(request), change, etag));
  },
  delete: (request) =>
    Promise.resolve((orders) => onVersion(orders, request, (etag) => orders.delete(...placeOf(request), etag))),
  'add-lines': async (request, cwd) => {
    const lines = await fileAs(z.array(newOrderLineSchema).min(1), request, cwd);
    return async (orders) => {
      await orders.addLines(...placeOf(request), lines);
      return request;
    };
  },
  'update-lines': async (request, cwd) => {
    const lines = await fileAs(z.array(orderLineChangeSchema).min(1), request, cwd);
    return (orders) => onVersion(orders, request, (etag) => orders.updateLines(...placeOf(request), lines, etag));
  },
  'delete-lines': (request) =>
    Promise.resolve(async (orders) => {
      await orders.deleteLines(...placeOf(request), request.lineIds);
      return request;
    }),
};

function placeOf({ type, orderId }: WriteRequest): [type: string, orderId: string] {
  return [type, orderId];
}

/** On the version that was named, else on the one that is there now. */
async function onVersion(
  orders: Orders,
  request: WriteRequest,
  write: (etag: string) => Promise<unknown>,
): Promise<WrittenOrder> {
  await write(request.ifMatch ?? (await versionNow(orders, request)));
  return request;
}

async function versionNow(orders: Orders, request: WriteRequest): Promise<string> {
  const { etag, value } = await orders.get(...placeOf(request));
  return etag ?? value.version ?? '';
}

/** @throws CommandProblem when it cannot be read, is no UTF-8 or no JSON, or is not what the API takes */
async function fileAs<T extends z.ZodType>(schema: T, { file = '' }: WriteRequest, cwd: string): Promise<z.output<T>> {
  const bytes = await readFile(resolve(cwd, file)).catch((error: unknown) => {
    throw fileProblem(file, error);
  });
  const json = parseJson(utf8(file, bytes));
  if (json === undefined) throw new CommandProblem(EXIT.usage, `${file} is no JSON.`);
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `  ${path.join('.') || 'the whole'}: ${message}`);
  throw new CommandProblem(
    EXIT.usage,
    `${file} is not what the API takes:\n${problems.join('\n')}\nSee docs/service.md.`,
  );
}

/** With or without a byte order mark, which Windows PowerShell writes. */
function utf8(file: string, bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new CommandProblem(EXIT.usage, `${file} is not in UTF-8.`, error);
  }
}

function asText({ type, orderId }: WrittenOrder, { format }: RequestOf<'write'>): string {
  return format === 'json' ? `${JSON.stringify({ type, orderId })}\n` : `${type} ${orderId ?? '(number not told)'}\n`;
}
