import { Router, type Response } from 'express';
import { z } from 'zod';
import type { Application } from '../world/application.ts';
import { invitationState, type InvitationCode, type InvitationState } from '../world/invitationCodes.ts';
import type { World } from './portalWorld.ts';
import { checkbox, optionalText, requiredText } from '../systems/formFields.ts';
import { aForm, parseForm, withError, type FormState } from '../systems/formState.ts';
import { timeText } from '../systems/timeText.ts';
import { webAddressProblem } from './addressRules.ts';
import { renderTab, tabPath } from './applicationFrame.ts';
import { noticeOf } from './notices.ts';
import type { ApplicationVisit, PortalDeps, PortalGuards } from './portalGuards.ts';

interface Forms {
  readonly listing: FormState;
  readonly code: FormState;
}

/** The tab App Store: a public listing, or invitation codes to hand to customers. Guide, step 16. */
export function appStorePage({ world }: PortalDeps, { application: own }: PortalGuards): Router {
  const path = '/portal/applications/:clientId/app-store';
  return Router()
    .get(
      path,
      own.page((visit, req, res) => show(world, visit, res, {}, noticeOf(req.query))),
    )
    .post(
      `${path}/listing`,
      own.form((visit, req, res) => {
        const parsed = parseForm(listingSchema, req.body);
        const form = parsed.ok ? listingErrors(visit.application, parsed.values, parsed.form) : parsed.form;
        if (!parsed.ok || Object.keys(form.errors).length > 0) {
          show(world, visit, res, { listing: form });
          return;
        }
        const { listed, shortDescription, websiteUri } = parsed.values;
        const appStore = { listed, shortDescription };
        world.applications.put({ ...visit.application, appStore, websiteUri: websiteUri || null });
        res.redirect(303, `${tabPath(visit.application, 'app-store')}?done=saved`);
      }),
    )
    .post(
      `${path}/codes`,
      own.form((visit, req, res) => issueCode(world, visit, req.body, res)),
    )
    .post(
      `${path}/codes/:code/revoke`,
      own.form(({ application }, req, res) => {
        const code = world.invitationCodes.find(String(req.params.code));
        if (code?.clientId === application.clientId) world.invitationCodes.revoke(code.code);
        res.redirect(303, `${tabPath(application, 'app-store')}?done=code-revoked`);
      }),
    );
}

const listingSchema = z
  .object({ listed: checkbox, shortDescription: optionalText(255), websiteUri: optionalText(500) })
  .superRefine(({ websiteUri }, context) => {
    const message = websiteUri === '' ? undefined : webAddressProblem(websiteUri);
    if (message !== undefined) context.addIssue({ code: 'custom', path: ['websiteUri'], message });
  });

/** What a public listing needs. */
function listingErrors(
  { privacyPolicyUri, termsUri, status }: Application,
  { listed, shortDescription, websiteUri }: z.infer<typeof listingSchema>,
  form: FormState,
): FormState {
  if (!listed) return form;
  const missing = [
    ...(privacyPolicyUri === null ? ['a privacy policy URI'] : []),
    ...(termsUri === null ? ['a terms of service URI'] : []),
  ];
  let checked = form;
  if (shortDescription === '') checked = withError(checked, 'shortDescription', 'Give the text that customers read');
  if (websiteUri === '') checked = withError(checked, 'websiteUri', 'Give the address of your website');
  if (missing.length > 0)
    checked = withError(checked, 'listed', `First give ${missing.join(' and ')} on the tab Details`);
  return status === 'draft' ? withError(checked, 'listed', NOT_CREATED) : checked;
}

const NOT_CREATED = 'The application is a draft: create it first';

function codeSchema({ invitationCodeDays, invitationCodeUses }: ReturnType<World['settings']['current']>) {
  const number = (fallback: number | null, most: number, message: string) =>
    z
      .string()
      .trim()
      .default(fallback === null ? '' : String(fallback))
      .refine((text) => text === '' || (/^\d{1,4}$/.test(text) && Number(text) >= 1 && Number(text) <= most), message)
      .transform((text) => (text === '' ? null : Number(text)));
  return z.object({
    description: requiredText('Say whom the code is for', 200),
    days: number(invitationCodeDays, 365, 'Give 1 to 365 days, or nothing'),
    uses: number(invitationCodeUses, 1000, 'Give 1 to 1000, or nothing'),
  });
}

function issueCode(world: World, visit: ApplicationVisit, body: unknown, res: Response): void {
  const { clientId, status } = visit.application;
  const parsed = parseForm(codeSchema(world.settings.current()), body);
  if (!parsed.ok) {
    show(world, visit, res, { code: parsed.form });
    return;
  }
  if (status === 'draft') {
    show(world, visit, res, { code: withError(parsed.form, 'description', NOT_CREATED) });
    return;
  }
  const { description, days, uses } = parsed.values;
  world.invitationCodes.issue({ clientId, description, daysToLive: days, maxUses: uses });
  res.redirect(303, `${tabPath(visit.application, 'app-store')}?done=code-made`);
}

const STATE_LABELS: Readonly<Record<InvitationState, string>> = {
  active: 'Active',
  used_up: 'Used',
  expired: 'Expired',
  revoked: 'Revoked',
};

function toRow(world: World, code: InvitationCode) {
  const { description, createdAt, expiresAt } = code;
  const state = invitationState(code, world.clock.seconds());
  const uses = code.uses.map(({ tenantId, personId, at }) => ({
    tenant: world.tenants.find(tenantId)?.name ?? tenantId,
    person: world.people.find(personId)?.username ?? personId,
    at: timeText(at),
  }));
  const expires = expiresAt === null ? 'Never' : timeText(expiresAt);
  return {
    code: code.code,
    description,
    state,
    stateLabel: STATE_LABELS[state],
    created: timeText(createdAt),
    expires,
    uses,
  };
}

function show(
  world: World,
  visit: ApplicationVisit,
  res: Response,
  forms: Partial<Forms>,
  notice: string | null = null,
): void {
  const { application } = visit;
  const { invitationCodeDays: days, invitationCodeUses: uses } = world.settings.current();
  const { listed, shortDescription } = application.appStore;
  const listing = { listed: listed ? 'on' : '', shortDescription, websiteUri: application.websiteUri ?? '' };
  const hasErrors = Object.values(forms).some(({ errors }) => Object.keys(errors).length > 0);
  const codes = world.invitationCodes.ofApplication(application.clientId).sort((a, b) => b.createdAt - a.createdAt);
  renderTab(res, visit, 'app-store', {
    view: 'portal/app-store',
    title: application.name,
    notice,
    status: hasErrors ? 400 : 200,
    locals: {
      listing: forms.listing ?? aForm(listing),
      code: forms.code ?? aForm({ days: String(days ?? ''), uses: String(uses ?? '') }),
      codes: codes.map((code) => toRow(world, code)),
    },
  });
}
