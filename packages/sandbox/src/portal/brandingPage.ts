import { Router, type Response } from 'express';
import { z } from 'zod';
import { checkbox, severalValues } from '../systems/formFields.ts';
import { aForm, parseForm, type FormState } from '../systems/formState.ts';
import { renderTab, tabPath } from './applicationFrame.ts';
import { noticeOf } from './notices.ts';
import type { ApplicationVisit, PortalDeps, PortalWays } from './portalWays.ts';
import { tabWays } from './tabWays.ts';

/** The languages of Connect's sign-in pages. */
const LANGUAGES = [
  { value: 'en-GB', label: 'English (United Kingdom)' },
  { value: 'en-US', label: 'English (United States)' },
  { value: 'nb-NO', label: 'Norwegian' },
  { value: 'sv-SE', label: 'Swedish' },
  { value: 'da-DK', label: 'Danish' },
  { value: 'fi-FI', label: 'Finnish' },
  { value: 'nl-NL', label: 'Dutch' },
  { value: 'lv-LV', label: 'Latvian' },
];

const ALL = LANGUAGES.map(({ value }) => value);

/** The tab Branding: languages of the sign-in page, and Google Analytics. Guide, step 12. */
export function brandingPage({ world }: PortalDeps, ways: PortalWays): Router {
  const own = tabWays(ways, 'branding');
  return Router()
    .get(
      '/portal/applications/:clientId/branding',
      own.shown((visit, request, response) => {
        const { languages, analytics } = visit.application.branding;
        const fields = { languages: languages.length > 0 ? languages : ALL, analytics: analytics ? 'on' : '' };
        show(visit, response, aForm(fields), noticeOf(request.query));
      }),
    )
    .post(
      '/portal/applications/:clientId/branding',
      own.taken((visit, request, response) => {
        const parsed = parseForm(brandingSchema, request.body);
        if (!parsed.ok) {
          show(visit, response, parsed.form);
          return;
        }
        world.applications.put({ ...visit.application, branding: parsed.values });
        response.redirect(303, `${tabPath(visit.application, 'branding')}?done=saved`);
      }),
    );
}

const brandingSchema = z.object({
  languages: severalValues
    .refine((chosen) => chosen.length > 0, 'Choose at least one language')
    .refine((chosen) => chosen.every((one) => ALL.includes(one)), 'Choose languages of the list'),
  analytics: checkbox,
});

function show(visit: ApplicationVisit, response: Response, form: FormState, notice: string | null = null): void {
  renderTab(response, visit, 'branding', {
    view: 'portal/branding',
    title: visit.application.name,
    notice,
    status: Object.keys(form.errors).length > 0 ? 400 : 200,
    locals: { form, languages: LANGUAGES },
  });
}
