import { Router } from 'express';
import { z } from 'zod';
import { renderSystemPage } from '../systems/renderSystemPage.ts';
import type { Guard } from '../systems/guards.ts';
import type { World } from '../world/world.ts';
import type { AdminVisit } from './adminGuards.ts';
import { fullName, peopleOf, placesOf } from './places.ts';

const query = z.object({ removed: z.string() });

/** The people of a customer and of its companies, with their roles. */
export function peopleRoute(world: World, { page }: Guard<AdminVisit>): Router {
  return Router().get(
    '/admin/:customer/people',
    page((visit, req, res) => {
      const { customer, tenants, paths } = visit;
      const removed = world.people.find(query.safeParse(req.query).data?.removed ?? '');
      const people = peopleOf(world, tenants).map((person) => ({
        name: fullName(person),
        username: person.username,
        href: paths.person(person.id),
        isDisabled: person.disabled,
        places: placesOf(world, person, tenants).filter(({ isMember }) => isMember),
      }));
      renderSystemPage(res, visit, {
        view: 'admin/people',
        title: 'People',
        section: paths.people,
        notice: removed ? `${fullName(removed)} belongs to none of your companies any more.` : null,
        locals: { customer, people, newPerson: paths.newPerson },
      });
    }),
  );
}
