import { requireScope, type Access, type Operation } from '../api/access.ts';
import type { ErpSettings } from '../api/settings.ts';

// Guess: which of the ERP scopes a write needs is taken from its method.
/**
 * A service's token needs the scopes of the Sales Order API, a person's those of the interactive ERP API, or those of the
 * Sales Order API where it has them.
 * @throws ErpRefusal 403
 * @see https://docs.vismasoftware.no/vismanetapi/api-reference/salesordersv3
 */
export function requireOrderScope(
  { claims }: Access,
  method: string,
  settings: ErpSettings,
  note: (words: string) => void,
): void {
  const operation = OPERATIONS[method.toUpperCase()] ?? 'update';
  const own = `visma.net.erp.salesorder:${operation === 'read' ? 'read' : 'write'}`;
  const isService = claims.sub === undefined;
  const needed = isService || claims.scope.includes(own) ? own : `vismanet_erp_interactive_api:${operation}`;
  requireScope(claims, needed, settings, note);
}

const OPERATIONS: Readonly<Record<string, Operation>> = {
  GET: 'read',
  HEAD: 'read',
  POST: 'create',
  PATCH: 'update',
  DELETE: 'delete',
};
