import type { System } from '../systems/system.ts';

/** The Developer Portal's main menu, as the guide names it, and the Debugger of today's portal. */
export const PORTAL: System = {
  id: 'portal',
  name: 'Developer Portal',
  home: '/portal',
  nav: [
    { label: 'APIs', href: '/portal/apis' },
    { label: 'My Applications', href: '/portal/applications' },
    { label: 'My Team', href: '/portal/team' },
    { label: 'Documentation', href: '/portal/documentation' },
    { label: 'Debugger', href: '/portal/debugger' },
  ],
};
