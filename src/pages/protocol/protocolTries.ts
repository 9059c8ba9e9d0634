import type { TextKey } from '../../languages/textKeys.ts';

/** What can be tried by a button. */
export const TRIES = ['refresh', 'expired', 'refused_token', 'sign_in', 'step_up', 'fault'] as const;

export type Try = (typeof TRIES)[number];

/** What a person reads afterwards, above the picture. */
export const TRIED_MESSAGES: Readonly<Record<Try, TextKey>> = {
  refresh: 'protocol.try.refresh.done',
  expired: 'protocol.try.expired.done',
  refused_token: 'protocol.try.refused_token.done',
  sign_in: 'protocol.try.sign_in.done',
  step_up: 'protocol.try.step_up.done',
  fault: 'protocol.try.fault.done',
};
