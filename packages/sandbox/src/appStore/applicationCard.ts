import { formatDay } from '../systems/formatDate.ts';
import type { Link } from '../systems/system.ts';
import type { Application } from '../world/application.ts';
import { publisherOf } from '../world/publisher.ts';
import type { World } from './storeWorld.ts';

/** What the App Store says about an application. */
export interface ApplicationCard {
  readonly clientId: string;
  readonly name: string;
  readonly publisher: string;
  readonly description: string;
  readonly shortDescription: string;
  /** Where the portal serves the image that was uploaded there, or null. */
  readonly icon: string | null;
  /** Stands in for a missing icon. */
  readonly initial: string;
  /** The publisher's pages, elsewhere. */
  readonly links: readonly Link[];
  readonly isCertified: boolean;
  readonly isTest: boolean;
  /** For the warning about applications that are not certified. */
  readonly registered: string;
  readonly companies: number;
}

/** @see docs.connect.visma.com, uncertified applications */
export function applicationCard(world: World, application: Application): ApplicationCard {
  const { clientId, name, description, icon, certified, test, appStore, createdAt } = application;
  const grants = world.tenantGrants.ofApplication(clientId);
  return {
    clientId,
    name,
    publisher: publisherOf(world, application),
    description,
    shortDescription: appStore.shortDescription === '' ? description : appStore.shortDescription,
    icon: icon?.startsWith('data:image/') ? `/portal/icons/${encodeURIComponent(clientId)}` : null,
    initial: name.charAt(0).toUpperCase(),
    links: linksOf(application),
    isCertified: certified,
    isTest: test,
    registered: formatDay(createdAt),
    companies: grants.filter(({ withdrawnAt }) => withdrawnAt === null).length,
  };
}

function linksOf({ privacyPolicyUri, termsUri, websiteUri }: Application): Link[] {
  const links = [
    { label: 'Privacy policy', href: privacyPolicyUri },
    { label: 'Terms of service', href: termsUri },
    { label: 'Website', href: websiteUri },
  ];
  return links.flatMap(({ label, href }) => (href !== null && /^https?:\/\//i.test(href) ? [{ label, href }] : []));
}
