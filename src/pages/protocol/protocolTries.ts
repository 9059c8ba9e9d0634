/** What can be tried by a button. */
export const TRIES = ['refresh', 'expired', 'refused_token', 'sign_in', 'step_up', 'fault'] as const;

export type Try = (typeof TRIES)[number];

/** What a person reads afterwards, above the picture. */
export const TRIED_MESSAGES: Readonly<Record<Try, string>> = {
  refresh: 'The access token was renewed.',
  expired: 'The access token was taken for expired, and the ERP was asked: it was renewed first.',
  refused_token: 'The ERP was asked with a broken access token, refused it, and was asked again with a new one.',
  sign_in: 'You signed in again.',
  step_up: 'You signed in again, with more rights.',
  fault: 'The fault is spent. What it did stands below.',
};
