import type { System } from '../systems/system.ts';

/** The App Store. Its menu is that of a company, whose id stands in every address: a tab belongs to its company. */
export const STORE: System = { id: 'store', name: 'App Store', home: '/store', nav: [] };

export interface StorePaths {
  readonly myApps: string;
  readonly listings: string;
  readonly invitation: string;
  /** An application that the company granted, or had granted. */
  readonly myApp: (clientId: string) => string;
  readonly listing: (clientId: string) => string;
  /** The consent page of a public application. */
  readonly integrate: (clientId: string) => string;
  /** The consent page of an invitation. */
  readonly invited: (code: string) => string;
}

/** The addresses of a company's pages. */
export function storePaths(tenantId: string): StorePaths {
  const base = `/store/${encodeURIComponent(tenantId)}`;
  const below = (folder: string, id: string): string => `${base}/${folder}/${encodeURIComponent(id)}`;
  return {
    myApps: `${base}/my-apps`,
    listings: `${base}/apps`,
    invitation: `${base}/invitation-code`,
    myApp: (clientId) => below('my-apps', clientId),
    listing: (clientId) => below('apps', clientId),
    integrate: (clientId) => `${below('apps', clientId)}/integrate`,
    invited: (code) => below('invitations', code),
  };
}

/** The App Store with the menu of a company. */
export function storeOf(tenantId: string): System {
  const { myApps, listings } = storePaths(tenantId);
  return {
    ...STORE,
    nav: [
      { label: 'My apps', href: myApps },
      { label: 'All apps', href: listings },
    ],
  };
}
