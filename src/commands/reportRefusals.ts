import { refusedParts } from 'visma-net-client/errors';
import type { ServiceError } from 'visma-net-client/serviceError';
import type { Outcome } from './overTenants.ts';
import type { CommandContext } from './serviceIo.ts';
import type { Tenant } from './tenants.ts';

/** Every refusal in words, with what to do. */
export function reportRefusals({ progress, isSandbox }: CommandContext, outcomes: readonly Outcome<unknown>[]): void {
  for (const { tenant, error } of outcomes) {
    if (!error) continue;
    progress.note(`service: ${whose(tenant)}${error.message}`);
    for (const { name, message, code } of refusedParts(error)) {
      progress.note(`  ${name === undefined ? '' : `${name}: `}${message}${code === undefined ? '' : ` (${code})`}`);
    }
    progress.note(`  ${adviceOf(error, isSandbox)}`);
  }
}

function whose({ name, tenantId }: Tenant): string {
  return name === tenantId ? '' : `${name}: `;
}

export function adviceOf(error: ServiceError, isSandbox: boolean): string {
  const isAway = error.code === 'connect_unavailable' || error.code === 'erp_unavailable';
  return isAway && isSandbox && error.status === undefined
    ? 'Nothing real is configured, so the sandbox is meant: start it with npm run sandbox.'
    : error.advice;
}
