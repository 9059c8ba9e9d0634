import { Router, type Response } from 'express';
import { z } from 'zod';
import { checkbox, severalValues } from '../systems/formFields.ts';
import { aForm, parseForm, type FormState } from '../systems/formState.ts';
import { renderTab, tabPath } from './applicationFrame.ts';
import { noticeOf } from './notices.ts';
import type { ApplicationVisit, PortalDeps, PortalGuards } from './portalGuards.ts';
import { requireTab } from './requireTab.ts';

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
export function brandingPage({ world }: PortalDeps, guards: PortalGuards): Router {
  const own = requireTab(guards, 'branding');
  return Router()
    .get(
      '/portal/applications/:clientId/branding',
      own.page((visit, req, res) => {
        const { languages, analytics } = visit.application.branding;
        const fields = { languages: languages.length > 0 ? languages : ALL, analytics: analytics ? 'on' : '' };
        show(visit, res, aForm(fields), noticeOf(req.query));
      }),
    )
    .post(
      '/portal/applications/:clientId/branding',
      own.form((visit, req, res) => {
        const parsed = parseForm(brandingSchema, req.body);
        if (!parsed.ok) {
          show(visit, res, parsed.form);
          return;
        }
        world.applications.put({ ...visit.application, branding: parsed.values });
        res.redirect(303, `${tabPath(visit.application, 'branding')}?done=saved`);
      }),
    );
}

const brandingSchema = z.object({
  languages: severalValues
    .refine((chosen) => chosen.length > 0, 'Choose at least one language')
    .refine((chosen) => chosen.every((one) => ALL.includes(one)), 'Choose languages of the list'),
  analytics: checkbox,
});

function show(visit: ApplicationVisit, res: Response, form: FormState, notice: string | null = null): void {
  renderTab(res, visit, 'branding', {
    view: 'portal/branding',
    title: visit.application.name,
    notice,
    status: Object.keys(form.errors).length > 0 ? 400 : 200,
    locals: { form, languages: LANGUAGES },
  });
}
