import { renderNotice } from '../systems/renderSystemPage.ts';
import { narrowGuard, type Guard } from '../systems/guards.ts';
import { TAB_LABELS, tabPath, tabsOf, type Tab } from './applicationFrame.ts';
import { typeRules } from './applicationTypes.ts';
import type { ApplicationVisit, PortalGuards } from './portalGuards.ts';

/** Lets in to a tab applications whose type has it. */
export function requireTab({ application }: PortalGuards, tab: Tab): Guard<ApplicationVisit> {
  return narrowGuard(application, (visit, _req, res) => {
    if (tabsOf(visit.application).includes(tab)) return visit;
    renderNotice(res, visit, {
      status: 404,
      title: `This application has no tab ${TAB_LABELS[tab]}`,
      text: `Applications of the type ${typeRules(visit.application.type).label} do not need it.`,
      links: [{ label: visit.application.name, href: tabPath(visit.application, 'details') }],
    });
    return undefined;
  });
}
