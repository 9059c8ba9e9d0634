import type { ConnectSettings } from '../connectSettings.ts';

/**
 * Values of a claim as IdentityServer, the product behind Visma Connect, writes them: one stands alone, several are a
 * list, none are no claim.
 */
export function asClaim<T>(values: T[], form: ConnectSettings['singleClaims']): T | T[] | undefined {
  if (values.length === 0) return form === 'list' ? values : undefined;
  return values.length === 1 && form === 'bare' ? values[0] : values;
}
