import { ServiceError } from '../serviceError.ts';
import type { Tenant } from './tenants.ts';

/** How it went for one company. */
export interface Outcome<T> {
  readonly tenant: Tenant;
  readonly value?: T;
  readonly error?: ServiceError;
}

/**
 * Does the work for each company, some at a time, and answers in the order of the companies. A refusal of one does not
 * stop the others; anything else does.
 */
export async function overTenants<T>(
  tenants: readonly Tenant[],
  concurrency: number,
  work: (tenant: Tenant) => Promise<T>,
): Promise<readonly Outcome<T>[]> {
  const outcomes: Outcome<T>[] = [];
  const open = [...tenants.entries()].values();
  const worker = async (): Promise<void> => {
    for (const [index, tenant] of open) outcomes[index] = await outcomeOf(tenant, work);
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, tenants.length) }, worker));
  return outcomes;
}

async function outcomeOf<T>(tenant: Tenant, work: (tenant: Tenant) => Promise<T>): Promise<Outcome<T>> {
  try {
    return { tenant, value: await work(tenant) };
  } catch (error) {
    if (error instanceof ServiceError) return { tenant, error };
    throw error;
  }
}
