import { Router } from 'express';
import { PORTAL_CLIENT_ID } from '../world/teams.ts';
import { renderNotice, renderSystemPage } from '../systems/renderSystemPage.ts';
import type { PortalDeps, PortalGuards } from './portalGuards.ts';

/** First use: may the portal read the profile? Guide, step 3. */
export function welcomePage({ world }: PortalDeps, { guest }: PortalGuards): Router {
  return Router()
    .get(
      '/portal/welcome',
      guest.page((visit, _req, res) => {
        const { givenName, familyName, username, country, locale } = visit.person;
        renderSystemPage(res, visit, {
          view: 'portal/welcome',
          title: 'May the Developer Portal read your profile?',
          locals: { profile: { name: `${givenName} ${familyName}`, email: username, country, language: locale } },
        });
      }),
    )
    .post(
      '/portal/welcome/accept',
      guest.form(({ person }, _req, res) => {
        world.consents.give(person.id, PORTAL_CLIENT_ID, ['openid', 'profile', 'email']);
        res.redirect(303, '/portal');
      }),
    )
    .post(
      '/portal/welcome/decline',
      guest.form((visit, _req, res) => {
        renderNotice(res, visit, {
          status: 403,
          title: 'The portal cannot be used without your profile',
          text: 'It has read nothing. A team needs to know who its members are: accept, or sign out.',
          links: [{ label: 'Decide again', href: '/portal/welcome' }],
        });
      }),
    );
}
