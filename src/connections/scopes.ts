/**
 * What creating, changing and deleting asks for beyond reading. Sign-in asks for reading only; a page that changes
 * something asks for these when it is needed, and the person consents then.
 * @see RFC 9700 §2.3
 */
export const CHANGE_SCOPES: readonly string[] = [
  'vismanet_erp_interactive_api:create',
  'vismanet_erp_interactive_api:update',
  'vismanet_erp_interactive_api:delete',
];

/** The scopes of a step-up: those asked for anyway, and those for changes. */
export function withChangeScopes(scopes: readonly string[]): string[] {
  return [...new Set([...scopes, ...CHANGE_SCOPES])];
}
