import type { Response } from 'express';
import type { SandboxViews } from '../systems/renderPage.ts';
import { renderSystemPage, type SystemPage } from '../systems/renderSystemPage.ts';
import type { Link } from '../systems/system.ts';
import { isInteractive, isPublicClient, type Application } from '../world/application.ts';
import { typeRules } from './applicationTypes.ts';
import type { ApplicationVisit } from './portalGuards.ts';

export type Tab = 'details' | 'credentials' | 'integrations' | 'policy' | 'branding' | 'app-store' | 'customers';

/** The names of the tabs. */
export const TAB_LABELS: Readonly<Record<Tab, string>> = {
  details: 'Details',
  credentials: 'Credentials',
  integrations: 'Integrations',
  policy: 'Application Policy',
  branding: 'Branding',
  'app-store': 'App Store',
  customers: 'Customers',
};

/** The address of a tab of an application; Details is the application's own. */
export function tabPath({ clientId }: Application, tab: Tab): string {
  const path = `/portal/applications/${encodeURIComponent(clientId)}`;
  return tab === 'details' ? path : `${path}/${tab}`;
}

/** The tabs that an application of this type has. */
export function tabsOf(application: Application): Tab[] {
  const { type } = application;
  const isMarketing = type === 'marketing';
  return [
    'details',
    ...(isMarketing || isPublicClient(application) ? [] : (['credentials'] as const)),
    ...(isMarketing ? [] : (['integrations'] as const)),
    ...(isInteractive(application) ? (['policy', 'branding'] as const) : []),
    'app-store',
    ...(isMarketing ? [] : (['customers'] as const)),
  ];
}

/** Renders a tab of an application, or a page below it, in the frame that all of them share. */
export function renderTab<V extends keyof SandboxViews>(
  res: Response,
  visit: ApplicationVisit,
  tab: Tab,
  page: Omit<SystemPage<V>, 'section' | 'crumbs'> & { crumbs?: readonly Link[] },
): void {
  const { application } = visit;
  const tabs = tabsOf(application).map((one) => ({ label: TAB_LABELS[one], href: tabPath(application, one) }));
  const frame = {
    application,
    typeLabel: typeRules(application.type).label,
    path: tabPath(application, 'details'),
    tabs,
    current: tabPath(application, tab),
  };
  renderSystemPage(res, visit, {
    ...page,
    section: '/portal/applications',
    crumbs: [{ label: 'My Applications', href: '/portal/applications' }, ...(page.crumbs ?? [])],
    locals: { ...page.locals, frame },
  });
}
