import { renderNotice } from '../systems/renderSystemPage.ts';
import { narrowWays, type Ways } from '../systems/systemPages.ts';
import { TAB_LABELS, tabPath, tabsOf, type Tab } from './applicationFrame.ts';
import { typeRules } from './applicationTypes.ts';
import type { ApplicationVisit, PortalWays } from './portalWays.ts';

/** The ways in to a tab, for applications whose type has it. */
export function tabWays({ application }: PortalWays, tab: Tab): Ways<ApplicationVisit> {
  return narrowWays(application, (visit, _request, response) => {
    if (tabsOf(visit.application).includes(tab)) return visit;
    renderNotice(response, visit, {
      status: 404,
      title: `This application has no tab ${TAB_LABELS[tab]}`,
      text: `Applications of the type ${typeRules(visit.application.type).label} do not need it.`,
      links: [{ label: visit.application.name, href: tabPath(visit.application, 'details') }],
    });
    return undefined;
  });
}
