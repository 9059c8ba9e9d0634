import { ServiceError } from 'visma-net-client/serviceError';
import type { Tenant } from './tenants.ts';

/** How it went for one company. */
export interface Outcome<T> {
  readonly tenant: Tenant;
  readonly value?: T;
  readonly error?: ServiceError;
}

/**
 * Does the work for each company, some at a time, and answers in the order of the companies. A refusal of one does not
 * stop the others. Anything else is thrown when those that had begun are done: nothing is at work after the answer.
 */
export async function overTenants<T>(
  tenants: readonly Tenant[],
  concurrency: number,
  work: (tenant: Tenant) => Promise<T>,
): Promise<readonly Outcome<T>[]> {
  const outcomes: Outcome<T>[] = [];
  const open = [...tenants.entries()].values();
  const failures: unknown[] = [];
  const worker = async (): Promise<void> => {
    for (const [index, tenant] of open) {
      if (failures.length > 0) return;
      outcomes[index] = await outcomeOf(tenant, work);
    }
  };
  const carefully = () => worker().catch((error: unknown) => void failures.push(error));
  await Promise.all(Array.from({ length: Math.min(concurrency, tenants.length) }, carefully));
  if (failures.length > 0) throw failures[0];
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
