import { isInteractive } from '../world/application.ts';
import { renderNotice } from '../systems/renderSystemPage.ts';
import { narrowWays, type Ways } from '../systems/systemPages.ts';
import { tabPath } from './applicationFrame.ts';
import type { ApplicationVisit, PortalWays } from './portalWays.ts';

/** The ways in to what only applications have that people sign in to. */
export function interactiveOnly({ application }: PortalWays): Ways<ApplicationVisit> {
  return narrowWays(application, (visit, _request, response) => {
    if (isInteractive(visit.application)) return visit;
    renderNotice(response, visit, {
      status: 404,
      title: 'Nobody signs in to this application',
      text: 'Policies and branding are for Web, Native and Single-Page applications.',
      links: [{ label: 'Details', href: tabPath(visit.application, 'details') }],
    });
    return undefined;
  });
}
