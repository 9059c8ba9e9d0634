import { createHash } from 'node:crypto';

/**
 * The address that stands for a redirect URI inside oidc-provider, which has rules of its own for schemes and hosts.
 * Ours was checked before, and it is ours that the browser is sent to.
 */
export function providerRedirectUri(redirectUri: string): string {
  return `https://application.invalid/${createHash('sha256').update(redirectUri).digest('hex')}`;
}
