/** What an application may be allowed to do beyond reading. */
export type ChangeOperation = 'create' | 'update' | 'delete';

/** The scope that allows an operation in the ERP API. */
export function changeScope(operation: ChangeOperation): string {
  return `vismanet_erp_interactive_api:${operation}`;
}

/**
 * What creating, changing and deleting asks for beyond reading. Sign-in asks for reading only; a page that changes
 * something asks for these when it is needed, and the person consents then.
 * @see RFC 9700 §2.3
 */
export const CHANGE_SCOPES: readonly string[] = [changeScope('create'), changeScope('update'), changeScope('delete')];

/** The scopes of a sign-in: those asked for anyway, and those of CHANGE_SCOPES that are wanted too. */
export function withStepUp(scopes: readonly string[], wanted: readonly string[]): string[] {
  return [...new Set([...scopes, ...wanted.filter((scope) => CHANGE_SCOPES.includes(scope))])];
}
