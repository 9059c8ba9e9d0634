import { randomUUID } from 'node:crypto';
import { Router, type Response } from 'express';
import { z } from 'zod';
import { PORTAL_CLIENT_ID } from '../world/teams.ts';
import type { World } from './portalWorld.ts';
import { optionalText, requiredText } from '../systems/formFields.ts';
import { aForm, parseForm, withError, type FormState } from '../systems/formState.ts';
import { renderSystemPage } from '../systems/renderSystemPage.ts';
import type { SystemVisit } from '../systems/system.ts';
import { narrowGuard } from '../systems/guards.ts';
import { countryChoices } from './countries.ts';
import { TEAM_COOKIE, type PortalDeps, type PortalGuards } from './portalGuards.ts';
import { webAddressProblem } from './addressRules.ts';

/** A person without a team registers a company. Guide, steps 2 to 4. */
export function onboardingPage({ world }: PortalDeps, { guest }: PortalGuards): Router {
  const known = narrowGuard(guest, (visit, _req, res) => {
    if (world.consents.scopes(visit.person.id, PORTAL_CLIENT_ID).length > 0) return visit;
    res.redirect(303, '/portal/welcome');
    return undefined;
  });
  return Router()
    .get(
      '/portal/onboarding',
      known.page((visit, _req, res) => {
        show(world, visit, res, aForm({ country: visit.person.country }));
      }),
    )
    .post(
      '/portal/onboarding',
      known.form((visit, req, res) => {
        const parsed = parseForm(companySchema, req.body);
        if (!parsed.ok) {
          show(world, visit, res, parsed.form);
          return;
        }
        if (world.teams.byOrganisationNumber(parsed.values.organisationNumber)) {
          show(world, visit, res, withError(parsed.form, 'organisationNumber', ALREADY_REGISTERED));
          return;
        }
        const id = register(world, visit.person.id, parsed.values);
        res.cookie(TEAM_COOKIE, id, { path: '/portal', httpOnly: true, sameSite: 'lax' });
        res.redirect(303, '/portal?done=company-registered');
      }),
    );
}

const ALREADY_REGISTERED =
  'This organisation number is already registered. Most likely somebody else has registered your company, and has to add you as a member of the team.';

/** How long the numbers of some countries are, in digits. */
const DIGITS: Readonly<Record<string, number>> = { NO: 9, SE: 10, DK: 8, FI: 8 };

const companySchema = z
  .object({
    name: requiredText('Give the name of your company', 100),
    organisationNumber: requiredText('Give the organisation number of your company', 30),
    country: z.string().refine((code) => countryChoices().some(({ value }) => value === code), 'Choose a country'),
    website: optionalText(500),
  })
  .superRefine(({ organisationNumber, country, website }, context) => {
    const digits = DIGITS[country];
    const length = organisationNumber.replace(/[\s.-]/g, '');
    if (digits !== undefined && organisationNumber !== '' && !new RegExp(`^\\d{${digits}}$`).test(length))
      context.addIssue({
        code: 'custom',
        path: ['organisationNumber'],
        message: `An organisation number of this country has ${digits} digits`,
      });
    const problem = website === '' ? undefined : webAddressProblem(website);
    if (problem !== undefined) context.addIssue({ code: 'custom', path: ['website'], message: problem });
  });

function show({ teams }: World, visit: SystemVisit, res: Response, form: FormState): void {
  const hasTeam = teams.ofPerson(visit.person.id).length > 0;
  renderSystemPage(res, visit, {
    view: 'portal/onboarding',
    title: 'Register your company',
    status: Object.keys(form.errors).length > 0 ? 400 : 200,
    locals: { form, hasTeam, countries: countryChoices() },
  });
}

function register({ teams, clock }: World, personId: string, company: z.infer<typeof companySchema>): string {
  const id = randomUUID();
  teams.put({
    ...company,
    id,
    website: company.website === '' ? null : company.website,
    createdAt: clock.seconds(),
    members: [{ personId, role: 'owner' }],
  });
  return id;
}
