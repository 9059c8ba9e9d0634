import { Router, type Response } from 'express';
import { z } from 'zod';
import { parseNetwork } from '../world/networks.ts';
import type { Application } from '../world/application.ts';
import type { World } from './portalWorld.ts';
import { entries, optionalText, severalValues } from '../systems/formFields.ts';
import { aForm, parseForm, withError, type FormState } from '../systems/formState.ts';
import { renderTab, tabPath } from './applicationFrame.ts';
import { countryChoices } from './countries.ts';
import { noticeOf } from './notices.ts';
import type { ApplicationVisit, PortalDeps, PortalGuards } from './portalGuards.ts';
import { requireTab } from './requireTab.ts';

/** The tab Application Policy: who can sign in to the application. Guide, step 11. */
export function policyPage({ world }: PortalDeps, guards: PortalGuards): Router {
  const own = requireTab(guards, 'policy');
  return Router()
    .get(
      '/portal/applications/:clientId/policy',
      own.page((visit, req, res) => {
        show(visit, res, aForm(toFields(visit.application)), noticeOf(req.query));
      }),
    )
    .post(
      '/portal/applications/:clientId/policy',
      own.form((visit, req, res) => {
        const parsed = parseForm(policySchema, req.body);
        if (!parsed.ok) {
          show(visit, res, parsed.form);
          return;
        }
        const { emailDomains, networks, countries, authorization, tenantId } = parsed.values;
        const only = authorization === 'single' ? tenantId : null;
        if (only !== null && !world.tenants.find(only)) {
          show(visit, res, withError(parsed.form, 'tenantId', 'There is no tenant with this ID'));
          return;
        }
        save(world, visit.application, { emailDomains, networks, countries, tenantId: only });
        res.redirect(303, `${tabPath(visit.application, 'policy')}?done=saved`);
      }),
    );
}

const policySchema = z
  .object({
    emailDomains: entries,
    networks: entries,
    countries: severalValues,
    authorization: z.enum(['all', 'single']).default('all'),
    tenantId: optionalText(100),
  })
  .superRefine(({ emailDomains, networks, countries }, context) => {
    const problem = (path: string, message: string): void =>
      context.addIssue({ code: 'custom', path: [path], message });
    const domain = emailDomains.find((one) => !/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(one));
    if (domain !== undefined) problem('emailDomains', `${domain} is not a domain such as isv.example`);
    const network = networks.find((one) => !parseNetwork(one));
    if (network !== undefined)
      problem('networks', `${network} is neither an address nor a range such as 203.0.113.0/24`);
    const known = countryChoices().map(({ value }) => value);
    if (countries.some((one) => !known.includes(one))) problem('countries', 'Choose countries of the list');
  });

function save({ applications }: World, application: Application, policy: Application['policy']): void {
  applications.put({ ...application, policy });
}

function toFields({ policy }: Application): FormState['values'] {
  return {
    emailDomains: policy.emailDomains.join('\n'),
    networks: policy.networks.join('\n'),
    countries: policy.countries,
    authorization: policy.tenantId === null ? 'all' : 'single',
    tenantId: policy.tenantId ?? '',
  };
}

function show(visit: ApplicationVisit, res: Response, form: FormState, notice: string | null = null): void {
  renderTab(res, visit, 'policy', {
    view: 'portal/policy',
    title: visit.application.name,
    notice,
    status: Object.keys(form.errors).length > 0 ? 400 : 200,
    locals: { form, countries: countryChoices() },
  });
}
