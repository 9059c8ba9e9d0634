import { z } from 'zod';
import type { Sandbox } from '../../src/start.ts';

export interface ControlAnswer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** Calls the control API as a foreign test would. */
export async function controlCall(
  sandbox: Sandbox,
  method: string,
  path: string,
  body?: unknown,
  token = sandbox.adminToken,
): Promise<ControlAnswer> {
  const response = await fetch(new URL(`/sandbox/api/${path}`, sandbox.url), {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: z.record(z.string(), z.unknown()).parse(await response.json()) };
}
