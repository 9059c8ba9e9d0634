import { RESOURCE_NAMES, RESOURCES, type ResourceName, type ResourceSlug } from 'visma-net-client/resources';
import type { TextKey } from '../../languages/textKeys.ts';

/** What people call a resource. */
export interface ResourceNames {
  /** Above the list, and in the ways back to it: "Customer invoices". */
  readonly title: TextKey;
  /** In the menu: "Invoices". */
  readonly menu: TextKey;
  /** One record, as a heading begins: "Document". */
  readonly one: TextKey;
  /** Several, inside a sentence: "documents". */
  readonly many: TextKey;
  /** So many of them: "2 documents". */
  readonly count: TextKey;
}

/** A resource without its names does not compile. Pure. */
export function namesOf(slug: ResourceSlug): ResourceNames {
  const name = nameOf(slug);
  return {
    title: `resources.${name}.title`,
    menu: `resources.${name}.menu`,
    one: `resources.${name}.one`,
    many: `resources.${name}.many`,
    count: `resources.${name}.count`,
  };
}

function nameOf(slug: ResourceSlug): ResourceName {
  const name = RESOURCE_NAMES.find((one) => RESOURCES[one].slug === slug);
  if (!name) throw new RangeError(`No resource ${slug}`);
  return name;
}
