import { ErpError } from 'visma-net-client/errors';
import { companyPath } from '../../../web/addresses/companyPath.ts';
import type { FormTicket } from '../../../web/forms/formTicket.ts';
import { requireAllowed } from '../../../web/permissions.ts';
import { loadRecord, showForm, type FormContext, type Submission } from './formContext.ts';
import { fieldsOf, type Values } from './formPlan.ts';
import { rowKeys, rowKeysAmong } from './formRows.ts';
import { changedValues, checkValues } from './formValues.ts';
import { nobodyKnows } from './refuseForm.ts';

/** Checks what was typed and writes it, once; answers with the form again where something is wrong. @throws AppError */
export async function sendForm<Name extends string>(
  one: FormContext<Name>,
  { ticket, values }: Submission<Name>,
): Promise<void> {
  const { plan, req, res, place, forms, operation } = one;
  const isNew = place.id === undefined;
  const fields = fieldsOf(plan, isNew, values);
  const changed = isNew ? values : changedValues(fields, values, ticket.prints);
  requireAllowed(req, place.tenantId, operation);
  const asked = fields.filter(({ name }) => name in changed);
  const errors = checkValues(asked, changed, { isNew });
  if (errors.length > 0) {
    await showForm(one, { values, ticket, status: 422, errors });
    return;
  }
  const removedRows = rowsRemoved(one, ticket, values);
  const { id } = place;
  const write = () => (id === undefined ? create(one, values) : update(one, id, { ticket, changed, removedRows }));
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
  const id = await withCompanyToken(req, tenantId, (context) => plan.create(context, values));
  return id === undefined ? companyPath(tenantId, plan.slug) : `${companyPath(tenantId, plan.slug, ...id)}?saved=new`;
}

interface Change<Name extends string> {
  readonly ticket: FormTicket;
  readonly changed: Partial<Values<Name>>;
  readonly removedRows: readonly string[];
}

/** The lines that the form came with and that were taken away in it. */
function rowsRemoved<Name extends string>(
  { plan: { rows } }: FormContext<Name>,
  { prints }: FormTicket,
  values: Partial<Values<Name>>,
): string[] {
  if (!rows) return [];
  const kept = rowKeys(rows, values);
  return rowKeysAmong(Object.keys(prints)).filter((key) => !kept.includes(key));
}

async function update<Name extends string>(
  one: FormContext<Name>,
  id: readonly string[],
  { ticket: { etag, version }, changed, removedRows }: Change<Name>,
): Promise<string> {
  const { plan, req, place, withCompanyToken } = one;
  const detail = companyPath(place.tenantId, plan.slug, ...id);
  if (Object.keys(changed).length === 0) return `${detail}?saved=nothing`;
  // Without an ETag the API compares nothing: we do, just before. Between the two, somebody else may still write.
  if (etag === undefined && (await loadRecord(one))?.version !== version) {
    throw new ErpError('erp_conflict', { reason: 'the version is another one than when the form was opened' });
  }
  await withCompanyToken(req, place.tenantId, (context) => plan.update(context, id, changed, { etag, removedRows }));
  return `${detail}?saved=changed`;
}
