import { ErpError } from 'visma-net-client/errors';
import { companyPath } from '../../../web/addresses/companyPath.ts';
import type { FormTicket } from '../../../web/forms/formTicket.ts';
import { requireAllowed } from '../../../web/permissions.ts';
import { loadRecord, showForm, type FormContext, type Submission } from './formContext.ts';
import { fieldsOf, type Values } from './formPlan.ts';
import { changedValues, checkValues } from './formValues.ts';
import { nobodyKnows } from './refuseForm.ts';

/** Checks what was typed and writes it, once; answers with the form again where something is wrong. @throws AppError */
export async function sendForm<Name extends string>(
  one: FormContext<Name>,
  { ticket, values }: Submission<Name>,
): Promise<void> {
  const { plan, req, res, place, forms, operation } = one;
  const isNew = place.number === undefined;
  const changed = isNew ? values : changedValues(fieldsOf(plan, isNew), values, ticket.prints);
  requireAllowed(req, place.tenantId, operation);
  const asked = fieldsOf(plan, isNew).filter(({ name }) => name in changed);
  const errors = checkValues(asked, changed, { isNew });
  if (errors.length > 0) {
    await showForm(one, { values, ticket, status: 422, errors });
    return;
  }
  const write = () => (place.number === undefined ? create(one, values) : update(one, place.number, ticket, changed));
  const sent = await forms.keys.once(ticket.key, write);
  if (sent.kind === 'unknown') {
    await showForm(one, nobodyKnows(one, { ticket, values }));
    return;
  }
  if (ticket.draftId !== undefined) await forms.drafts.forget(ticket.draftId);
  res.redirect(303, sent.location);
}

async function create<Name extends string>(
  { plan, req, place, withCompanyToken }: FormContext<Name>,
  values: Partial<Values<Name>>,
): Promise<string> {
  const { tenantId } = place;
  const { number } = await withCompanyToken(req, tenantId, (context) => plan.create(context, values));
  return number === undefined
    ? companyPath(tenantId, plan.slug)
    : `${companyPath(tenantId, plan.slug, number)}?saved=new`;
}

async function update<Name extends string>(
  one: FormContext<Name>,
  number: string,
  { etag, version }: FormTicket,
  changed: Partial<Values<Name>>,
): Promise<string> {
  const { plan, req, place, withCompanyToken } = one;
  const detail = companyPath(place.tenantId, plan.slug, number);
  if (Object.keys(changed).length === 0) return `${detail}?saved=nothing`;
  // Without an ETag the API compares nothing: we do, just before. Between the two, somebody else may still write.
  if (etag === undefined && (await loadRecord(one))?.version !== version) {
    throw new ErpError('erp_conflict', { reason: 'the version is another one than when the form was opened' });
  }
  await withCompanyToken(req, place.tenantId, (context) => plan.update(context, number, changed, etag));
  return `${detail}?saved=changed`;
}
