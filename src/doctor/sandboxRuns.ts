import { metadataUrl } from './checks/metadata.ts';
import type { Tools } from './tools.ts';

/** Whether a provider answers at this issuer, whatever it says. */
export function isRunning(issuer: string, { fetch }: Pick<Tools, 'fetch'>): Promise<boolean> {
  return fetch(metadataUrl(issuer)).then(
    () => true,
    () => false,
  );
}
