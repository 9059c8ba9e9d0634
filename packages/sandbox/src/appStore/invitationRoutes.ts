import { Router, type Response } from 'express';
import { z } from 'zod';
import { requiredText } from '../systems/formFields.ts';
import { parseForm, withError, aForm, type FormState } from '../systems/formState.ts';
import { renderSystemPage } from '../systems/renderSystemPage.ts';
import type { Guard } from '../systems/guards.ts';
import type { World } from './storeWorld.ts';
import { findInvitation } from './invitations.ts';
import type { StoreVisit } from './storeGuards.ts';

const codeForm = z.object({
  code: requiredText('Enter the invitation code that the publisher of the application gave you.', 100),
});

/** Use invitation code: where the code is entered and looked up. */
export function invitationRoutes(world: World, { page, form }: Guard<StoreVisit>): Router {
  return Router()
    .get(
      '/store/:tenant/invitation-code',
      page((visit, _req, res) => showInvitationForm(res, visit, aForm())),
    )
    .post(
      '/store/:tenant/invitation-code',
      form((visit, req, res) => {
        const parsed = parseForm(codeForm, req.body);
        if (!parsed.ok) {
          showInvitationForm(res, visit, parsed.form);
          return;
        }
        const found = findInvitation(world, parsed.values.code, visit.tenant.id);
        if (found.ok) res.redirect(303, visit.paths.invited(found.code));
        else showInvitationForm(res, visit, withError(parsed.form, 'code', found.problem));
      }),
    );
}

/** The page of the form, also with what is wrong with the code. */
export function showInvitationForm(res: Response, visit: StoreVisit, form: FormState): void {
  const { paths, tenant } = visit;
  renderSystemPage(res, visit, {
    view: 'appStore/invitation-code',
    title: 'Use invitation code',
    section: paths.myApps,
    crumbs: [{ label: 'My apps', href: paths.myApps }],
    status: Object.keys(form.errors).length > 0 ? 400 : 200,
    locals: { form, paths, tenant },
  });
}
