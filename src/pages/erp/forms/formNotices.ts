import type { Refusal } from '../../../errors.ts';
import { errorPageOf } from '../../../web/errors/errorTable.ts';
import { formatDuration } from '../../../web/rendering/formatTime.ts';
import type { FormNotice } from './formView.ts';

export const DRAFT_NOTICE: FormNotice = {
  title: 'This has not been saved yet',
  messages: [
    'Here is what you typed. Nothing of it has been sent to Visma.net ERP yet. Look through it, then save it.',
  ],
  isBad: false,
};

export const NO_DRAFT: FormNotice = {
  title: 'What you typed before is no longer there',
  messages: ['It was saved or thrown away meanwhile, is older than a day, or was typed by somebody else.'],
  isBad: false,
};

export const FORM_TOO_OLD: FormNotice = {
  title: 'This form was opened too long ago',
  messages: ['Nothing was sent. What you typed stands below. Look through it, then save it.'],
  isBad: true,
};

/** What is to be known of a record before it is changed. Pure. */
export function hintNotice(hint: string): FormNotice {
  return { title: 'Before you change it', messages: [hint], isBad: false };
}

/** What a form says of which the first part was saved, and the rest refused. Pure. */
export function partNotice(refusal: Refusal, hasFieldErrors: boolean): FormNotice {
  const notice = refusalNotice(refusal, hasFieldErrors);
  return {
    ...notice,
    title: `A part was saved, the rest was not: ${notice.title}`,
    messages: ['What was saved stands as it is now. Correct the rest and save again.', KEPT],
  };
}

/** What a refused form says above its fields. Pure. */
export function refusalNotice({ code, details }: Refusal, hasFieldErrors: boolean): FormNotice {
  const { title, happened } = errorPageOf({ code, details });
  const { retryAfterSeconds: seconds, providerDescription } = details;
  const wait = seconds === undefined ? [] : [`You can try again in ${formatDuration(seconds)}.`];
  return {
    title,
    code,
    isBad: true,
    messages: [code === 'erp_rejected' ? 'Nothing was saved. Correct it and save again.' : happened, ...wait, KEPT],
    // Said at the field already.
    erpMessage: hasFieldErrors ? undefined : providerDescription,
  };
}

const KEPT = 'What you typed stands below.';

/** When the API may have done it without being able to say so. Pure. */
export function unknownNotice(one: string, listHref: string): FormNotice {
  return {
    title: `Nobody knows whether the ${one} was saved`,
    messages: [
      'Visma.net ERP did not answer after it had got the form.',
      'Look first whether it is there. If it is not, save again.',
      KEPT,
    ],
    isBad: true,
    code: 'erp_unavailable',
    link: { label: 'Look in the list', href: listHref },
  };
}
