import { refusedParts } from 'visma-net-client/errors';
import { AppError, type ErrorCode, isRefusal, type Refusal } from '../../../errors.ts';
import { companyPath } from '../../../web/addresses/companyPath.ts';
import { draftPath } from '../../../web/forms/sentForm.ts';
import { newFormKey } from '../../../web/forms/formTicket.ts';
import { languageOf, renderPage } from '../../../web/rendering/renderPage.ts';
import { differingFields, toConflictView } from './conflictView.ts';
import {
  choicesOf,
  FORM_ID,
  loadRecord,
  showForm,
  ticketFor,
  type FormContext,
  type FormState,
  type Submission,
} from './formContext.ts';
import { partNotice, refusalNotice, unknownNotice } from './formNotices.ts';
import { fieldsOf, type Values } from './formPlan.ts';
import { mergedRows, rowKeysAmong } from './formRows.ts';
import { changedValues, submittedValues, typedValues, type FieldError } from './formValues.ts';
import { PartlySaved } from './partlySaved.ts';

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
export async function refuseForm<Name extends string>(
  one: FormContext<Name>,
  submitted: Submission<Name>,
  error: unknown,
): Promise<void> {
  if (!isRefusal(error)) throw error;
  if (SIGN_IN_FIRST.includes(error.code)) throw await keptFor(one, submitted, error);
  const isConflict = error.code === 'erp_conflict' && one.place.id !== undefined;
  if (error instanceof PartlySaved) await orKeep(one, submitted, showPart(one, submitted, error));
  else await orKeep(one, submitted, isConflict ? showConflict(one, submitted) : showRefused(one, submitted, error));
}

/** Showing a form may need the ERP, and so a token: where that is refused too, what was typed is kept with the refusal. */
export async function orKeep<Name extends string>(
  one: FormContext<Name>,
  submitted: Submission<Name>,
  showing: Promise<void>,
): Promise<void> {
  await showing.catch(async (error: unknown) => {
    throw isRefusal(error) ? await keptFor(one, submitted, error) : error;
  });
}

async function keptFor<Name extends string>(
  { plan, forms, path, place }: FormContext<Name>,
  { ticket, values }: Submission<Name>,
  error: Refusal,
): Promise<AppError> {
  const fields = fieldsOf(plan, place.id === undefined, values);
  const draftId = await forms.drafts.keep({ ticket, values: typedValues(fields, values, ticket.locale) });
  return new AppError(error.code, {
    ...error.details,
    cause: error,
    tenantId: place.tenantId,
    returnTo: draftPath(path, draftId),
  });
}

async function showRefused<Name extends string>(one: FormContext<Name>, submitted: Submission<Name>, error: Refusal) {
  const errors = errorsOf(one, submitted, error);
  const { retryAfterSeconds } = error.details;
  if (retryAfterSeconds !== undefined) one.res.set('Retry-After', String(Math.ceil(retryAfterSeconds)));
  if (isLost(error)) await showForm(one, nobodyKnows(one, submitted));
  else
    await showForm(one, {
      ...submitted,
      errors,
      status: STATUSES[error.code] ?? 422,
      notice: refusalNotice(error, errors.length > 0),
    });
}

/** Each refusal at the field that the ERP names, in its words. */
function errorsOf<Name extends string>(
  { plan, place }: FormContext<Name>,
  { values }: Submission<Name>,
  { details }: Refusal,
): FieldError[] {
  const fields = fieldsOf(plan, place.id === undefined, values);
  return refusedParts(details).map(({ name: api, message, code }) => ({
    name: fields.find((field) => field.api === api)?.name ?? '',
    erpMessage: code === undefined ? message : `${message} (${code})`,
  }));
}

/** The rest is a change of what is there now; lines that came meanwhile stand in the form too, and so are not taken away. */
async function showPart<Name extends string>(
  one: FormContext<Name>,
  { ticket, values }: Submission<Name>,
  error: PartlySaved,
): Promise<void> {
  const loaded = await loadRecord(one);
  const merged = onTopOf(one, { ticket, values }, loaded?.values ?? {});
  const errors = errorsOf(one, { ticket, values: merged }, error);
  const fresh = { ...ticketFor(one, loaded && { ...loaded, open: ticket.open }), draftId: ticket.draftId };
  if (isLost(error)) await showForm(one, nobodyKnows(one, { ticket: fresh, values: merged }));
  else {
    const notice = partNotice(error, errors.length > 0);
    await showForm(one, { values: merged, ticket: fresh, errors, status: STATUSES[error.code] ?? 422, notice });
  }
}

/** What was changed here, on top of what is there now. */
function onTopOf<Name extends string>(
  { plan }: FormContext<Name>,
  { ticket, values: mine }: Submission<Name>,
  theirs: Partial<Values>,
): Partial<Values<Name>> {
  const before = rowKeysAmong(Object.keys(ticket.prints));
  const rows = plan.rows && mergedRows(plan.rows, { mine, theirs, before });
  const changed = changedValues(fieldsOf(plan, false, mine), mine, ticket.prints);
  const both = { ...theirs, ...changed, ...(rows !== undefined && { rows }) };
  return submittedValues(fieldsOf(plan, false, both), both);
}

/** Whether the API may have done it without being able to say so. */
function isLost({ code }: Refusal): boolean {
  return code === 'erp_unavailable' || code === 'erp_nonsense';
}

const STATUSES: Partial<Record<ErrorCode, number>> = {
  erp_throttled: 429,
  erp_not_found: 404,
  erp_conflict: 409,
  store_unavailable: 503,
};

/** The next try is another form: this one stays what it is, also when a browser sends it again. */
export function nobodyKnows<Name extends string>(
  { plan, place }: FormContext<Name>,
  { ticket, values }: Submission<Name>,
): FormState<Name> {
  const notice = unknownNotice(plan.one, companyPath(place.tenantId, plan.slug));
  return { values, ticket: { ...ticket, key: newFormKey() }, status: 503, notice };
}

/** Both versions, to choose from. When they are the same after all, it is saved already. */
async function showConflict<Name extends string>(
  one: FormContext<Name>,
  { ticket, values: mine }: Submission<Name>,
): Promise<void> {
  const { plan, req, res, place, forms } = one;
  const loaded = await loadRecord(one);
  if (!loaded) throw new AppError('unexpected', { reason: 'a new record cannot be in conflict' });
  const theirs = {
    ...loaded,
    // What was typed may be of fields that are open no more: the ERP says so.
    open: ticket.open,
    values: { ...loaded.values, ...submittedValues(fieldsOf(plan, false, loaded.values), loaded.values) },
  };
  if (differingFields(plan, { mine, theirs }).length === 0 && !hasOtherRows(one, mine, theirs.values)) {
    res.redirect(303, `${companyPath(place.tenantId, plan.slug, ...(place.id ?? []))}?saved=changed`);
    return;
  }
  const sealed = forms.tickets.seal({
    ...ticketFor(one, theirs),
    draftId: ticket.draftId,
    locale: languageOf(res).locale,
  });
  const choices = await choicesOf(one);
  const before = rowKeysAmong(Object.keys(ticket.prints));
  const rows = plan.rows && mergedRows(plan.rows, { mine, theirs: theirs.values, before });
  const data = toConflictView(plan, { place, mine, theirs, prints: ticket.prints, choices, rows }, sealed);
  renderPage(req, res, { view: 'pages/formConflict', title: data.heading, data, status: 409, languageForm: FORM_ID });
}

/** Whether lines were added or taken away on one side. */
function hasOtherRows<Name extends string>(
  { plan }: FormContext<Name>,
  mine: Partial<Values>,
  theirs: Partial<Values>,
): boolean {
  return plan.rows !== undefined && mine.rows !== theirs.rows;
}
