import { RESOURCE_SLUGS, type ResourceSlug } from 'visma-net-client/resources';

/** The words of earlier versions, which go on working. */
export const EARLIER_NAMES: Readonly<Partial<Record<ResourceSlug, string>>> = { 'sales-orders': 'orders' };

/** The resource that a word of the command line means. */
export function resourceOf(word: string): ResourceSlug | undefined {
  return RESOURCE_SLUGS.find((slug) => slug === word || EARLIER_NAMES[slug] === word);
}
