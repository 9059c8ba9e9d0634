import { Router } from 'express';
import { z } from 'zod';
import { renderNotice, renderSystemPage } from '../systems/renderSystemPage.ts';
import type { Guard } from '../systems/guards.ts';
import type { Application } from '../world/application.ts';
import type { World } from './storeWorld.ts';
import { applicationCard } from './applicationCard.ts';
import { byApi, permissionsOf } from './permissions.ts';
import type { StoreVisit } from './storeGuards.ts';

const search = z.object({ q: z.string().trim().max(200).default('') });

/** The public applications: all of them, and each by itself. */
export function listingRoutes(world: World, { page }: Guard<StoreVisit>): Router {
  return Router()
    .get(
      '/store/:tenant/apps',
      page((visit, req, res) => {
        const { paths, tenant } = visit;
        const q = search.safeParse(req.query).data?.q ?? '';
        const listed = listings(world);
        const apps = listed
          .filter((application) => isMatch(world, application, q))
          .map((application) => ({
            ...applicationCard(world, application),
            href: paths.listing(application.clientId),
            isGranted: isGranted(world, application.clientId, tenant.id),
          }));
        const locals = { apps, q, paths, isEmpty: listed.length === 0 };
        renderSystemPage(res, visit, {
          view: 'appStore/listings',
          title: 'All apps',
          section: paths.listings,
          locals,
        });
      }),
    )
    .get(
      '/store/:tenant/apps/:clientId',
      page((visit, { params }, res) => {
        const { paths, tenant } = visit;
        const application = listings(world).find(({ clientId }) => clientId === params.clientId);
        if (!application) {
          renderNotice(res, visit, { ...NOT_LISTED, links: [{ label: 'All apps', href: paths.listings }] });
          return;
        }
        const { clientId, name, type } = application;
        renderSystemPage(res, visit, {
          view: 'appStore/listing',
          title: name,
          section: paths.listings,
          crumbs: [{ label: 'All apps', href: paths.listings }],
          locals: {
            app: applicationCard(world, application),
            apis: byApi(permissionsOf(world, application)),
            isMarketing: type === 'marketing',
            isGranted: isGranted(world, clientId, tenant.id),
            integrate: paths.integrate(clientId),
            myApp: paths.myApp(clientId),
            tenant,
          },
        });
      }),
    );
}

const NOT_LISTED = {
  status: 404,
  title: 'There is no such public application',
  text: 'Its publisher may have taken it out of the App Store, or hands out invitation codes instead.',
};

/** Everything that is public, by name. */
function listings({ applications }: World): Application[] {
  return applications
    .all()
    .filter(isListed)
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** Whether anybody finds the application in the App Store. */
export function isListed({ appStore, status, firstParty }: Application): boolean {
  return appStore.listed && status === 'created' && !firstParty;
}

function isMatch(world: World, application: Application, q: string): boolean {
  const { name, publisher, description, shortDescription } = applicationCard(world, application);
  const text = [name, publisher, description, shortDescription].join('\n').toLowerCase();
  return q
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function isGranted({ tenantGrants }: World, clientId: string, tenantId: string): boolean {
  return tenantGrants.grantedScopes(clientId, tenantId).length > 0;
}
