import type { Request, Response } from 'express';
import { z } from 'zod';
import type { ChangeOperation } from '../../../connections/scopes.ts';
import { ErpError } from 'visma-net-client/errors';
import { say, type Sentence } from '../../../languages/spoken.ts';
import type { WithCompanyToken } from '../../../web/companyCalls.ts';
import type { Forms } from '../../../web/forms/forms.ts';
import { newFormKey, type FormOwner, type FormTicket } from '../../../web/forms/formTicket.ts';
import { signedInSession } from '../../../web/guard.ts';
import { parseParams } from '../../../web/input.ts';
import { languageOf, renderPage } from '../../../web/rendering/renderPage.ts';
import { fieldsOf, narrowed, type FieldChoices, type FormPlan, type LoadedRecord, type Values } from './formPlan.ts';
import { printsOf, submittedValues, type FieldError } from './formValues.ts';
import { formPath, toFormView, type FormNotice, type FormPlace, type FormView } from './formView.ts';

export interface FormDeps {
  readonly forms: Forms;
  readonly withCompanyToken: WithCompanyToken;
}

/** One form in front of one person. */
export interface FormContext<Name extends string> extends FormDeps {
  readonly plan: FormPlan<Name>;
  readonly req: Request;
  readonly res: Response;
  readonly place: FormPlace;
  readonly path: string;
  readonly owner: FormOwner;
  readonly operation: ChangeOperation;
}

const params = z.object({ tenant: z.string() });
const step = z.string().max(100);

/** Reads whose form of which record a request is about. @throws AppError session_required, bad_request */
export function formContextOf<Name extends string>(
  plan: FormPlan<Name>,
  deps: FormDeps,
  req: Request,
  res: Response,
): FormContext<Name> {
  const { tenant: tenantId } = parseParams(req, params);
  const id = idOf(req, plan);
  const { issuer, sub } = signedInSession(req).person;
  const place = { tenantId, id };
  const operation = id === undefined ? 'create' : 'update';
  const path = formPath(plan.slug, place);
  return { ...deps, plan, req, res, place, path, owner: { issuer, sub, tenantId }, operation };
}

/** The steps of the record's address; undefined for a new one. */
function idOf(req: Request, { identifier = ['number'] }: { readonly identifier?: readonly string[] }) {
  const steps = parseParams(req, z.object(Object.fromEntries(identifier.map((name) => [name, step.optional()]))));
  const id = identifier.flatMap((name) => steps[name] ?? []);
  return id.length < identifier.length ? undefined : id;
}

/** Of the form in its page. */
export const FORM_ID = 'form';

/** What a form was sent with. */
export interface Submission<Name extends string> {
  readonly ticket: FormTicket;
  readonly values: Partial<Values<Name>>;
}

/** What a person sees of a form: what stands in it, and what is said about it. */
export interface FormState<Name extends string> extends Submission<Name> {
  readonly place?: FormPlace;
  readonly status?: number;
  readonly errors?: readonly FieldError[];
  readonly notice?: FormNotice | undefined;
}

/** The record as the ERP has it; undefined for a new one. @throws AppError of the call */
export async function loadRecord<Name extends string>({
  plan,
  place,
  req,
  withCompanyToken,
}: FormContext<Name>): Promise<LoadedRecord<Name> | undefined> {
  const { tenantId, id } = place;
  if (id === undefined) return undefined;
  return withCompanyToken(req, tenantId, (context) => plan.load(context, id));
}

/** What the form remembers of its opening. */
export function ticketFor<Name extends string>(
  { plan, path, owner, forms }: FormContext<Name>,
  loaded: LoadedRecord<Name> | undefined,
): FormTicket {
  const fields = fieldsOf(narrowed(plan, loaded?.open), loaded === undefined, loaded?.values ?? {});
  const prints = loaded ? printsOf(submittedValues(fields, loaded.values)) : {};
  const issuedAt = Math.floor(forms.now() / 1000);
  const { etag, version, open } = loaded ?? {};
  return { key: newFormKey(), path, owner, issuedAt, etag, version, open, prints };
}

/** Shows the form. */
export async function showForm<Name extends string>(one: FormContext<Name>, state: FormState<Name>): Promise<void> {
  const { req, res, forms } = one;
  const { values, ticket, place = one.place, status = 200, errors = [], notice } = state;
  const choices = await choicesOf(one);
  const plan = narrowed(one.plan, ticket.open);
  const isDraft = ticket.draftId !== undefined;
  const data = toFormView(plan, {
    place,
    values,
    ticket: forms.tickets.seal({ ...ticket, locale: languageOf(res).locale }),
    choices,
    errors,
    notice,
    isDraft,
    isSent: req.method === 'POST',
  });
  renderPage(req, res, {
    view: 'pages/form',
    title: titleOf(data, errors.length > 0),
    data,
    status,
    languageForm: FORM_ID,
  });
}

/** "Edit item A-1 · Bolt", with what is wrong first. */
function titleOf({ heading, name }: Pick<FormView, 'heading' | 'name'>, isRefused: boolean): Sentence {
  const title = name === undefined || name === '' ? heading : say('forms.titleWithName', { heading, name });
  return isRefused ? say('forms.errorTitle', { title }) : title;
}

/** Without choices one types the code: a form is not lost because a list does not come. */
export async function choicesOf<Name extends string>(one: FormContext<Name>): Promise<FieldChoices<Name> | undefined> {
  const { plan, req, place, withCompanyToken } = one;
  try {
    return await withCompanyToken(req, place.tenantId, (context) => plan.choices(context));
  } catch (error) {
    if (error instanceof ErpError) return undefined;
    throw error;
  }
}
