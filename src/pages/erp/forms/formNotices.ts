import type { Refusal } from '../../../errors.ts';
import { errorPageOf } from '../../../web/errors/errorTable.ts';
import { say, type Text } from '../../../languages/spoken.ts';
import type { FormThing } from './formPlan.ts';
import type { FormNotice } from './formView.ts';

export const DRAFT_NOTICE: FormNotice = {
  title: 'forms.draft.title',
  messages: ['forms.draft.happened'],
  isBad: false,
};

export const NO_DRAFT: FormNotice = {
  title: 'forms.noDraft.title',
  messages: ['forms.noDraft.happened'],
  isBad: false,
};

export const FORM_TOO_OLD: FormNotice = {
  title: 'forms.tooOld.title',
  messages: ['forms.tooOld.happened'],
  isBad: true,
};

/** What is to be known of a record before it is changed. Pure. */
export function hintNotice(hint: Text): FormNotice {
  return { title: 'forms.hint', messages: [hint], isBad: false };
}

/** What a form says of which the first part was saved, and the rest refused. Pure. */
export function partNotice(refusal: Refusal, hasFieldErrors: boolean): FormNotice {
  const notice = refusalNotice(refusal, hasFieldErrors);
  return { ...notice, isPartlySaved: true, messages: ['forms.partlySaved.happened', KEPT] };
}

/** What a refused form says above its fields. Pure. */
export function refusalNotice({ code, details }: Refusal, hasFieldErrors: boolean): FormNotice {
  const { title, happened } = errorPageOf({ code, details });
  const { retryAfterSeconds: seconds, providerDescription } = details;
  const wait = seconds === undefined ? [] : [say('forms.tryAgainIn', { wait: { seconds } })];
  return {
    title,
    code,
    isBad: true,
    messages: [code === 'erp_rejected' ? 'forms.notSaved' : happened, ...wait, KEPT],
    // Said at the field already.
    erpMessage: hasFieldErrors ? undefined : providerDescription,
  };
}

const KEPT: Text = 'forms.kept';

/** When the API may have done it without being able to say so. Pure. */
export function unknownNotice(one: FormThing, listHref: string): FormNotice {
  return {
    title: `forms.${one}.unknown`,
    messages: ['forms.unknown.happened', 'forms.unknown.todo', KEPT],
    isBad: true,
    code: 'erp_unavailable',
    link: { label: 'forms.unknown.link', href: listHref },
  };
}
