import { Router } from 'express';
import { z } from 'zod';
import { renderSystemPage } from '../systems/renderSystemPage.ts';
import type { Ways } from '../systems/systemPages.ts';
import type { World } from '../world/world.ts';
import type { AdminVisit } from './adminWays.ts';
import { fullName, peopleOf, placesOf } from './places.ts';

const query = z.object({ removed: z.string() });

/** The people of a customer and of its companies, with their roles. */
export function peopleRoute(world: World, { shown }: Ways<AdminVisit>): Router {
  return Router().get(
    '/admin/:customer/people',
    shown((visit, request, response) => {
      const { customer, tenants, paths } = visit;
      const removed = world.people.find(query.safeParse(request.query).data?.removed ?? '');
      const people = peopleOf(world, tenants).map((person) => ({
        name: fullName(person),
        username: person.username,
        href: paths.person(person.id),
        isDisabled: person.disabled,
        places: placesOf(world, person, tenants).filter(({ isMember }) => isMember),
      }));
      renderSystemPage(response, visit, {
        view: 'admin/people',
        title: 'People',
        section: paths.people,
        notice: removed ? `${fullName(removed)} belongs to none of your companies any more.` : null,
        locals: { customer, people, newPerson: paths.newPerson },
      });
    }),
  );
}
