import { Router } from 'express';
import { z } from 'zod';
import { LOCALES } from '../../../languages/languages.ts';
import { companyPath } from '../../../web/addresses/companyPath.ts';
import { methodNotAllowed } from '../../../web/errors/errorPages.ts';
import type { Draft } from '../../../web/forms/drafts.ts';
import { isSameOwner } from '../../../web/forms/formTicket.ts';
import { formFields, sentForm } from '../../../web/forms/sentForm.ts';
import { optionalText, parseQuery } from '../../../web/input.ts';
import { requireAllowed } from '../../../web/permissions.ts';
import { languageOf } from '../../../web/rendering/renderPage.ts';
import { formContextOf, loadRecord, showForm, ticketFor, type FormContext, type FormDeps } from './formContext.ts';
import { DRAFT_NOTICE, FORM_TOO_OLD, hintNotice, NO_DRAFT } from './formNotices.ts';
import { fieldsOf, narrowed, type FormPlan, type Values } from './formPlan.ts';
import { submittedValues } from './formValues.ts';
import { withNewRow, withoutBlankRows, withoutRow } from './formRows.ts';
import type { FormNotice } from './formView.ts';
import { orKeep, refuseForm } from './refuseForm.ts';
import { sendForm } from './sendForm.ts';

const query = z.object({ draft: optionalText(50) });

/** The forms with which a company's records of one resource are made and changed. */
export function companyForm<Name extends string>(plan: FormPlan<Name>, deps: FormDeps): Router {
  const router = Router();
  const { identifier = ['number'] } = plan;
  for (const path of ['new', `${identifier.map((name) => `:${name}`).join('/')}/edit`]) {
    router
      .route(`/companies/:tenant/${plan.slug}/${path}`)
      .get((req, res) => openForm(formContextOf(plan, deps, req, res)))
      .post((req, res) => takeForm(formContextOf(plan, deps, req, res)))
      .all(methodNotAllowed('GET', 'POST'));
  }
  return router;
}

async function openForm<Name extends string>(one: FormContext<Name>): Promise<void> {
  const { req, place, forms, owner, operation } = one;
  requireAllowed(req, place.tenantId, operation);
  const { draft: draftId } = parseQuery(req, query);
  const draft = draftId === undefined ? undefined : await forms.drafts.find(draftId, owner);
  if (draftId !== undefined && draft?.ticket.path === one.path) await showDraft(one, draft, draftId);
  else await showFresh(one, draftId === undefined ? undefined : NO_DRAFT);
}

async function showFresh<Name extends string>(one: FormContext<Name>, notice: FormNotice | undefined): Promise<void> {
  const { plan, place } = one;
  const loaded = await loadRecord(one);
  const { initial = {} } = plan;
  const nothing = submittedValues(fieldsOf(plan, true, initial), initial);
  await showForm(one, {
    values: loaded?.values ?? nothing,
    ticket: ticketFor(one, loaded),
    place: { ...place, name: loaded?.name },
    notice: notice ?? (loaded?.hint === undefined ? undefined : hintNotice(loaded.hint)),
  });
}

/** Shown with the ticket it was typed with: what changed since is noticed, and it counts once. */
async function showDraft<Name extends string>(one: FormContext<Name>, draft: Draft, draftId: string): Promise<void> {
  const { plan, place } = one;
  const values = submittedValues(
    fieldsOf(narrowed(plan, draft.ticket.open), place.id === undefined, draft.values),
    draft.values,
    draft.ticket.locale,
  );
  await showForm(one, { values, ticket: { ...draft.ticket, draftId }, notice: DRAFT_NOTICE });
}

async function takeForm<Name extends string>(whole: FormContext<Name>): Promise<void> {
  const { req, res, place, forms, owner } = whole;
  const sent = sentForm(forms.tickets, req);
  const plan = narrowed(whole.plan, sent?.ticket.open);
  const one = { ...whole, plan };
  const { way = 'send', ...raw } = sent?.values ?? formFields(req);
  const rowsWay = rowsAfter(plan, way, raw);
  const typedNow = rowsWay ?? (plan.rows && way === 'send' ? withoutBlankRows(plan.rows, raw) : raw);
  const locale = sent ? sent.ticket.locale : languageOf(res).locale;
  const values = submittedValues(fieldsOf(plan, place.id === undefined, typedNow), typedNow, locale);
  if (!sent || !isSameOwner(sent.ticket.owner, owner)) {
    await showAnew(whole, values);
    return;
  }
  const { ticket } = sent;
  if (way === 'discard') {
    if (ticket.draftId !== undefined) await forms.drafts.forget(ticket.draftId);
    res.redirect(303, companyPath(place.tenantId, plan.slug, ...(place.id ?? [])));
    return;
  }
  const submitted = { ticket, values };
  const wanted = LOCALES.find((one) => way === `language-${one}`);
  if (wanted) res.locals.chooseLanguage?.(wanted);
  if (wanted || way === 'edit' || rowsWay) await orKeep(one, submitted, showForm(one, submitted));
  else await sendForm(one, submitted).catch((error: unknown) => refuseForm(one, submitted, error));
}

/** What is typed after a line was added or taken away; undefined where that was not asked for. */
function rowsAfter({ rows }: Pick<FormPlan<string>, 'rows'>, way: string, submitted: Readonly<Record<string, string>>) {
  if (!rows) return undefined;
  if (way === 'add-row') return withNewRow(rows, submitted);
  const [, key] = /^remove-row-(n?\d+)$/.exec(way) ?? [];
  return key === undefined ? undefined : withoutRow(rows, submitted, key);
}

/** A form without its ticket, or with one that is too old, is given back to be looked through. */
async function showAnew<Name extends string>(one: FormContext<Name>, values: Partial<Values<Name>>): Promise<void> {
  requireAllowed(one.req, one.place.tenantId, one.operation);
  const loaded = await loadRecord(one);
  await showForm(one, { values, ticket: ticketFor(one, loaded), status: 422, notice: FORM_TOO_OLD });
}
