import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import type { ChangeOperation } from '../../connections/scopes.ts';
import { AppError, ErpError, type ErrorCode } from '../../errors.ts';
import type { WithCompanyToken } from '../../web/companyCalls.ts';
import { companyPath } from '../../web/companyPath.ts';
import { methodNotAllowed } from '../../web/errorPages.ts';
import type { Draft } from '../../web/forms/drafts.ts';
import type { Forms } from '../../web/forms/forms.ts';
import { isSameOwner, newFormKey, type FormOwner, type FormTicket } from '../../web/forms/formTicket.ts';
import { draftPath, formFields, sentForm } from '../../web/forms/sentForm.ts';
import { signedInSession } from '../../web/guard.ts';
import { optionalText, parseParams, parseQuery } from '../../web/input.ts';
import { requireAllowed } from '../../web/permissions.ts';
import { renderPage } from '../../web/renderPage.ts';
import { differingFields, toConflictView } from './conflictView.ts';
import { DRAFT_NOTICE, FORM_TOO_OLD, NO_DRAFT, refusalNotice, unknownNotice } from './formNotices.ts';
import { fieldsOf, type FieldChoices, type FormPlan, type LoadedThing, type Values } from './formPlan.ts';
import { changedValues, checkValues, printsOf, typedValues, type FieldError } from './formValues.ts';
import { formPath, headingOf, toFormView, type FormNotice, type FormPlace } from './formView.ts';

export interface FormDeps {
  readonly forms: Forms;
  readonly withCompanyToken: WithCompanyToken;
}

const params = z.object({ tenant: z.string(), number: z.string().max(100).optional() });
const query = z.object({ draft: optionalText(50) });

/** The forms with which a company's things of one kind are made and changed. */
export function companyForm<Name extends string>(plan: FormPlan<Name>, deps: FormDeps): Router {
  const router = Router();
  for (const path of ['new', ':number/edit']) {
    router
      .route(`/companies/:tenant/${plan.section}/${path}`)
      .get((req, res) => openForm(fillingOf(plan, deps, req, res)))
      .post((req, res) => takeForm(fillingOf(plan, deps, req, res)))
      .all(methodNotAllowed('GET', 'POST'));
  }
  return router;
}

/** One form in front of one person. */
interface Filling<Name extends string> extends FormDeps {
  readonly plan: FormPlan<Name>;
  readonly req: Request;
  readonly res: Response;
  readonly place: FormPlace;
  readonly path: string;
  readonly owner: FormOwner;
  readonly operation: ChangeOperation;
}

function fillingOf<Name extends string>(
  plan: FormPlan<Name>,
  deps: FormDeps,
  req: Request,
  res: Response,
): Filling<Name> {
  const { tenant: tenantId, number } = parseParams(req, params);
  const { issuer, sub } = signedInSession(req).person;
  const place = { tenantId, number };
  const operation = number === undefined ? 'create' : 'update';
  const path = formPath(plan.section, place);
  return { ...deps, plan, req, res, place, path, owner: { issuer, sub, tenantId }, operation };
}

async function openForm<Name extends string>(one: Filling<Name>): Promise<void> {
  const { req, place, forms, owner, operation } = one;
  requireAllowed(req, place.tenantId, operation);
  const { draft: draftId } = parseQuery(req, query);
  const draft = draftId === undefined ? undefined : await forms.drafts.find(draftId, owner);
  if (draftId !== undefined && draft?.ticket.path === one.path) await showDraft(one, draft, draftId);
  else await showFresh(one, draftId === undefined ? undefined : NO_DRAFT);
}

async function showFresh<Name extends string>(one: Filling<Name>, notice: FormNotice | undefined): Promise<void> {
  const { plan, place } = one;
  const loaded = await load(one);
  const nothing = typedValues(fieldsOf(plan, true), {});
  await show(one, {
    values: loaded?.values ?? nothing,
    ticket: ticketFor(one, loaded),
    place: { ...place, name: loaded?.name },
    notice,
  });
}

/** Shown with the ticket it was typed with: what changed since is noticed, and it counts once. */
async function showDraft<Name extends string>(one: Filling<Name>, draft: Draft, draftId: string): Promise<void> {
  const { plan, place } = one;
  const values = typedValues(fieldsOf(plan, place.number === undefined), draft.values);
  await show(one, { values, ticket: { ...draft.ticket, draftId }, notice: DRAFT_NOTICE });
}

async function load<Name extends string>({
  plan,
  place,
  req,
  withCompanyToken,
}: Filling<Name>): Promise<LoadedThing<Name> | undefined> {
  const { tenantId, number } = place;
  if (number === undefined) return undefined;
  return withCompanyToken(req, tenantId, (context) => plan.load(context, number));
}

function ticketFor<Name extends string>(
  { plan, path, owner, forms }: Filling<Name>,
  loaded: LoadedThing<Name> | undefined,
): FormTicket {
  const fields = fieldsOf(plan, loaded === undefined);
  const prints = loaded ? printsOf(typedValues(fields, loaded.values)) : {};
  const issuedAt = Math.floor(forms.now() / 1000);
  return { key: newFormKey(), path, owner, issuedAt, etag: loaded?.etag, version: loaded?.version, prints };
}

async function takeForm<Name extends string>(one: Filling<Name>): Promise<void> {
  const { plan, req, res, place, forms, owner } = one;
  const fields = fieldsOf(plan, place.number === undefined);
  const sent = sentForm(forms.tickets, req);
  const values = typedValues(fields, sent?.values ?? formFields(req));
  if (!sent || !isSameOwner(sent.ticket.owner, owner)) {
    await showAnew(one, values);
    return;
  }
  const { ticket } = sent;
  const { way } = sent.values;
  if (way === 'discard') {
    if (ticket.draftId !== undefined) await forms.drafts.forget(ticket.draftId);
    res.redirect(303, companyPath(place.tenantId, plan.section, ...(place.number === undefined ? [] : [place.number])));
    return;
  }
  if (way === 'edit') {
    await show(one, { values, ticket });
    return;
  }
  await send(one, { ticket, values }).catch((error: unknown) => refuse(one, { ticket, values }, error));
}

/** A form without its ticket, or with one that is too old, is given back to be looked through. */
async function showAnew<Name extends string>(one: Filling<Name>, values: Partial<Values<Name>>): Promise<void> {
  requireAllowed(one.req, one.place.tenantId, one.operation);
  const loaded = await load(one);
  await show(one, { values, ticket: ticketFor(one, loaded), status: 422, notice: FORM_TOO_OLD });
}

interface Typed<Name extends string> {
  readonly ticket: FormTicket;
  readonly values: Partial<Values<Name>>;
}

async function send<Name extends string>(one: Filling<Name>, { ticket, values }: Typed<Name>): Promise<void> {
  const { plan, req, res, place, forms, operation } = one;
  const isNew = place.number === undefined;
  const changed = isNew ? values : changedValues(fieldsOf(plan, isNew), values, ticket.prints);
  requireAllowed(req, place.tenantId, operation);
  const asked = fieldsOf(plan, isNew).filter(({ name }) => name in changed);
  const errors = checkValues(asked, changed, { isNew });
  if (errors.length > 0) {
    await show(one, { values, ticket, status: 422, errors });
    return;
  }
  const write = () => (place.number === undefined ? create(one, values) : update(one, place.number, ticket, changed));
  const sent = await forms.keys.once(ticket.key, write);
  if (sent.kind === 'unknown') {
    await show(one, { ...unknown(one, { ticket, values }) });
    return;
  }
  if (ticket.draftId !== undefined) await forms.drafts.forget(ticket.draftId);
  res.redirect(303, sent.location);
}

async function create<Name extends string>(
  { plan, req, place, withCompanyToken }: Filling<Name>,
  values: Partial<Values<Name>>,
): Promise<string> {
  const { tenantId } = place;
  const { number } = await withCompanyToken(req, tenantId, (context) => plan.create(context, values));
  return number === undefined
    ? companyPath(tenantId, plan.section)
    : `${companyPath(tenantId, plan.section, number)}?saved=new`;
}

async function update<Name extends string>(
  one: Filling<Name>,
  number: string,
  { etag, version }: FormTicket,
  changed: Partial<Values<Name>>,
): Promise<string> {
  const { plan, req, place, withCompanyToken } = one;
  const thing = companyPath(place.tenantId, plan.section, number);
  if (Object.keys(changed).length === 0) return `${thing}?saved=nothing`;
  // Without an ETag the API compares nothing: we do, just before. Between the two, somebody else may still write.
  if (etag === undefined && (await load(one))?.version !== version) {
    throw new ErpError('erp_conflict', { reason: 'the version is another one than when the form was opened' });
  }
  await withCompanyToken(req, place.tenantId, (context) => plan.update(context, number, changed, etag));
  return `${thing}?saved=changed`;
}

/** Here somebody has to sign in first; what was typed is kept until then. */
const SIGN_IN_FIRST: readonly ErrorCode[] = [
  'session_required',
  'sign_in_again',
  'company_not_connected',
  'step_up_required',
  'company_not_allowed',
  'erp_unauthorised',
  'erp_forbidden',
  'connect_unreachable',
];

/** Answers a refusal so that nothing typed is lost: in the form itself, or kept until the person comes back to it. */
async function refuse<Name extends string>(one: Filling<Name>, typed: Typed<Name>, error: unknown): Promise<void> {
  if (!(error instanceof AppError)) throw error;
  if (SIGN_IN_FIRST.includes(error.code)) throw await keptFor(one, typed, error);
  if (error.code === 'erp_conflict' && one.place.number !== undefined) await showConflict(one, typed);
  else await showRefused(one, typed, error);
}

async function keptFor<Name extends string>(
  { forms, path, place }: Filling<Name>,
  { ticket, values }: Typed<Name>,
  error: AppError,
): Promise<AppError> {
  const draftId = await forms.drafts.keep({ ticket, values: textsOf(values) });
  return new AppError(error.code, {
    ...error.details,
    cause: error,
    tenantId: place.tenantId,
    returnTo: draftPath(path, draftId),
  });
}

function textsOf(values: Partial<Values>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value ?? '']));
}

async function showRefused<Name extends string>(one: Filling<Name>, typed: Typed<Name>, error: AppError) {
  const fields = fieldsOf(one.plan, one.place.number === undefined);
  const errors = (error.details.fields ?? []).map(({ name: api, message }) => ({
    name: fields.find((field) => field.api === api)?.name ?? '',
    message,
  }));
  const { retryAfterSeconds } = error.details;
  if (retryAfterSeconds !== undefined) one.res.set('Retry-After', String(Math.ceil(retryAfterSeconds)));
  const isLost = error.code === 'erp_unavailable' || error.code === 'erp_nonsense';
  if (isLost) await show(one, unknown(one, typed));
  else
    await show(one, {
      ...typed,
      errors,
      status: STATUSES[error.code] ?? 422,
      notice: refusalNotice(error, errors.length > 0),
    });
}

const STATUSES: Partial<Record<ErrorCode, number>> = {
  erp_throttled: 429,
  erp_not_found: 404,
  erp_conflict: 409,
  store_unavailable: 503,
};

/** The next try is another form: this one stays what it is, also when a browser sends it again. */
function unknown<Name extends string>({ plan, place }: Filling<Name>, { ticket, values }: Typed<Name>): Shown<Name> {
  const notice = unknownNotice(plan.one, companyPath(place.tenantId, plan.section));
  return { values, ticket: { ...ticket, key: newFormKey() }, status: 503, notice };
}

/** Both versions, to choose from. When they are the same after all, it is saved already. */
async function showConflict<Name extends string>(
  one: Filling<Name>,
  { ticket, values: mine }: Typed<Name>,
): Promise<void> {
  const { plan, req, res, place, forms } = one;
  const loaded = await load(one);
  if (!loaded) throw new AppError('unexpected', { reason: 'a new thing cannot be in conflict' });
  const theirs = { ...loaded, values: { ...loaded.values, ...typedValues(fieldsOf(plan, false), loaded.values) } };
  if (differingFields(plan, { mine, theirs }).length === 0) {
    res.redirect(303, `${companyPath(place.tenantId, plan.section, place.number ?? '')}?saved=changed`);
    return;
  }
  const sealed = forms.tickets.seal({ ...ticketFor(one, theirs), draftId: ticket.draftId });
  const choices = await choicesOf(one);
  const data = toConflictView(plan, { place, mine, theirs, prints: ticket.prints, choices }, sealed);
  renderPage(req, res, { view: 'pages/formConflict', title: data.heading, data, status: 409 });
}

/** What a person sees of a form: what stands in it, and what is said about it. */
interface Shown<Name extends string> extends Typed<Name> {
  readonly place?: FormPlace;
  readonly status?: number;
  readonly errors?: readonly FieldError[];
  readonly notice?: FormNotice | undefined;
}

async function show<Name extends string>(one: Filling<Name>, shown: Shown<Name>): Promise<void> {
  const { plan, req, res, forms } = one;
  const { values, ticket, place = one.place, status = 200, errors = [], notice } = shown;
  const choices = await choicesOf(one);
  const isDraft = ticket.draftId !== undefined;
  const data = toFormView(plan, {
    place,
    values,
    ticket: forms.tickets.seal(ticket),
    choices,
    errors,
    notice,
    isDraft,
  });
  const title = `${errors.length > 0 ? 'Error: ' : ''}${headingOf(plan.one, place.number)}`;
  renderPage(req, res, { view: 'pages/form', title, data, status });
}

/** Without choices one types the code: a form is not lost because a list does not come. */
async function choicesOf<Name extends string>(one: Filling<Name>): Promise<FieldChoices<Name> | undefined> {
  const { plan, req, place, withCompanyToken } = one;
  try {
    return await withCompanyToken(req, place.tenantId, (context) => plan.choices(context));
  } catch (error) {
    if (error instanceof ErpError) return undefined;
    throw error;
  }
}
