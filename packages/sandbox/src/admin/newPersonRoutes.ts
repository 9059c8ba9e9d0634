import { Router, type Response } from 'express';
import { z } from 'zod';
import { requiredText, severalValues } from '../systems/formFields.ts';
import { aForm, parseForm, withError, type FormState } from '../systems/formState.ts';
import { renderSystemPage } from '../systems/renderSystemPage.ts';
import type { Guard } from '../systems/guards.ts';
import { SEED_PASSWORD } from '../world/seed.ts';
import type { World } from '../world/world.ts';
import type { AdminVisit } from './adminGuards.ts';

const accountFields = z.object({
  username: requiredText('Enter the e-mail address that the person signs in with.', 200).refine(
    (text) => text === '' || z.email().safeParse(text).success,
    'Enter an e-mail address, such as name@company.example.',
  ),
  givenName: requiredText('Enter the given name.', 100),
  familyName: requiredText('Enter the family name.', 100),
  password: z.string().min(1, 'Enter a password for the sandbox.').max(200, 'Use at most 200 characters'),
  tenants: severalValues,
});

/** What the form asks for; only companies that the visitor administers can be chosen. */
function personForm({ tenants }: AdminVisit) {
  const isOffered = (id: string): boolean => tenants.some((tenant) => tenant.id === id);
  const chosen = accountFields.shape.tenants.transform((ids) => ids.filter(isOffered));
  return accountFields.extend({ tenants: chosen.refine((ids) => ids.length > 0, 'Choose at least one.') });
}

/** Adding a person: an account at Connect, unless they have one, and their companies. */
export function newPersonRoutes(world: World, { page, form }: Guard<AdminVisit>): Router {
  return Router()
    .get(
      '/admin/:customer/new-person',
      page((visit, _req, res) => showForm(res, visit, emptyForm(visit))),
    )
    .post(
      '/admin/:customer/new-person',
      form((visit, req, res) => {
        const parsed = parseForm(personForm(visit), req.body);
        if (!parsed.ok) {
          showForm(res, visit, parsed.form);
          return;
        }
        const added = addPerson(world, visit, parsed.values);
        if (added) res.redirect(303, `${visit.paths.person(added.personId)}?done=${added.done}`);
        else showForm(res, visit, withError(parsed.form, 'username', HERE_ALREADY));
      }),
    );
}

const HERE_ALREADY = 'This person is here already: choose them in the list of people to change companies and roles.';

function emptyForm({ tenants }: AdminVisit): FormState {
  const companies = tenants.filter(({ kind }) => kind === 'company');
  const only = companies.length === 1 ? companies.map(({ id }) => id) : [];
  return aForm({ password: SEED_PASSWORD, tenants: only });
}

function showForm(res: Response, visit: AdminVisit, form: FormState): void {
  const { paths, tenants } = visit;
  renderSystemPage(res, visit, {
    view: 'admin/new-person',
    title: 'Add a person',
    section: paths.people,
    crumbs: [{ label: 'People', href: paths.people }],
    status: Object.keys(form.errors).length > 0 ? 400 : 200,
    locals: {
      form,
      action: paths.newPerson,
      cancel: paths.people,
      choices: tenants.map(({ id, name, kind }) => ({
        value: id,
        label: name,
        help: kind === 'customer' ? 'The customer itself, not a company.' : '',
      })),
    },
  });
}

/** Undefined for somebody who is here already. `known`: the account is older, and stays as it was. */
function addPerson(
  { people, memberships }: World,
  { tenants }: AdminVisit,
  { tenants: chosen, ...fields }: z.infer<typeof accountFields>,
): { personId: string; done: 'added' | 'known' } | undefined {
  const known = people.byUsername(fields.username);
  if (known && tenants.some(({ id }) => memberships.find(known.id, id))) return undefined;
  const { id: personId } = known ?? people.add(fields);
  for (const tenantId of chosen) memberships.setRoles(personId, tenantId, []);
  return { personId, done: known ? 'known' : 'added' };
}
