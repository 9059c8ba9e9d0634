import { Router } from 'express';
import { z } from 'zod';
import { timeText } from '../systems/timeText.ts';
import { renderSystemPage } from '../systems/renderSystemPage.ts';
import type { System } from '../systems/system.ts';
import { requireSignIn, type GuardDeps } from '../systems/guards.ts';
import { scopeDescription } from '../world/apis.ts';
import type { Consent } from '../world/consents.ts';
import { publisherOf } from '../world/publisher.ts';
import type { World } from '../world/world.ts';

export interface ConsentsDeps extends GuardDeps {
  readonly world: World;
}

const BANNER = 'Sandbox: nothing here is real. This is not the real Visma Connect.';

// Guess: that people can take a consent back is documented, the page where they do is not.
const MY_CONSENTS: System = { id: 'consents', name: 'My consents', home: '/consents', nav: [], banner: BANNER };
import type { ConsentRow } from './consentsViews.ts';

/** What a person allowed applications when they signed in to them, and the way to take it back. */
export function consentsPage(deps: ConsentsDeps): Router {
  const { world } = deps;
  const { page, form } = requireSignIn(deps, MY_CONSENTS);
  return Router()
    .get(
      '/consents',
      page((visit, { query }, res) => {
        const { withdrawn } = withdrawnQuery.safeParse(query).data ?? {};
        renderSystemPage(res, visit, {
          view: 'consents/consents',
          title: 'My consents',
          notice: withdrawn === undefined ? null : `${nameOf(world, withdrawn)} has your consent no more.`,
          locals: {
            consents: consentsOf(world, visit.person.id),
            endsRefresh: world.settings.current().refreshChecksConsent,
          },
        });
      }),
    )
    .post(
      '/consents/withdraw',
      form(({ person }, { body }, res) => {
        const { client_id: clientId } = withdrawForm.safeParse(body).data ?? {};
        if (clientId !== undefined) world.consents.withdraw(person.id, clientId);
        const query = new URLSearchParams(clientId === undefined ? {} : { withdrawn: clientId });
        res.redirect(303, `/consents?${query.toString()}`);
      }),
    );
}

const withdrawnQuery = z.object({ withdrawn: z.string() });
const withdrawForm = z.object({ client_id: z.string() });

function consentsOf(world: World, personId: string): ConsentRow[] {
  const all = world.consents.ofPerson(personId).map((consent) => toView(world, consent));
  return all.sort((a, b) => a.name.localeCompare(b.name));
}

function toView(world: World, { clientId, scopes, givenAt }: Consent): ConsentRow {
  const application = world.applications.find(clientId);
  return {
    clientId,
    name: nameOf(world, clientId),
    publisher: application ? publisherOf(world, application) : null,
    given: timeText(givenAt),
    permissions: scopes.map(scopeDescription),
  };
}

function nameOf({ applications }: World, clientId: string): string {
  return applications.find(clientId)?.name ?? clientId;
}
