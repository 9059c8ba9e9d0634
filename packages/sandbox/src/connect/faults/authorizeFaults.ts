import { breakFaults } from '../../protocol/breakAnswer.ts';

const AUTHORIZE = 'Connect, authorization endpoint';

/** The ways in which the authorization endpoint breaks. */
export const AUTHORIZE_BREAKS = ['slow', 'hangs', 'reset', '500', '503', 'html'] as const;

/** Errors that the authorization endpoint sends to the application (AuthorizeResult of the product behind Connect). */
export const RETURNED_ERRORS = [
  'access_denied',
  'login_required',
  'consent_required',
  'interaction_required',
  'account_selection_required',
  'temporarily_unavailable',
  'unmet_authentication_requirements',
] as const;

/** Errors that it keeps on its own page; other providers send them on, and a fault makes this one do so. */
export const KEPT_ERRORS = ['invalid_request', 'invalid_scope', 'unauthorized_client', 'server_error'] as const;

const RETURNED = RETURNED_ERRORS.map((error) => ({
  name: `authorize_${error}` as const,
  where: AUTHORIZE,
  description: `Sends the application ${error} in place of a code.`,
}));

const KEPT = KEPT_ERRORS.map((error) => ({
  name: `authorize_${error}` as const,
  where: AUTHORIZE,
  description: `Sends the application ${error}, which the real Connect keeps on its error page.`,
}));

/** What can be broken between an authorization request and the response to the application. */
export const AUTHORIZE_FAULTS = [
  ...RETURNED,
  ...KEPT,
  { name: 'authorize_error_page', where: AUTHORIZE, description: 'Stays on the error page with invalid_request.' },
  ...breakFaults('authorize', AUTHORIZE, AUTHORIZE_BREAKS),
  { name: 'authorize_wrong_iss', where: AUTHORIZE, description: 'The response carries another issuer in iss.' },
  { name: 'authorize_missing_iss', where: AUTHORIZE, description: 'The response carries no iss.' },
  { name: 'authorize_repeated_iss', where: AUTHORIZE, description: 'The response carries iss twice.' },
  { name: 'authorize_wrong_state', where: AUTHORIZE, description: 'The response carries another state.' },
  { name: 'authorize_missing_state', where: AUTHORIZE, description: 'The response carries no state.' },
  { name: 'authorize_repeated_state', where: AUTHORIZE, description: 'The response carries state twice.' },
  { name: 'authorize_no_code', where: AUTHORIZE, description: 'The response carries neither code nor error.' },
  { name: 'authorize_wrong_code', where: AUTHORIZE, description: 'The response carries a code that nobody gave out.' },
  { name: 'authorize_repeated_code', where: AUTHORIZE, description: 'The response carries code twice.' },
  { name: 'authorize_code_and_error', where: AUTHORIZE, description: 'The response carries a code and access_denied.' },
  {
    name: 'authorize_huge_parameters',
    where: AUTHORIZE,
    description: 'The response carries a code of 6,000 characters, and 6,000 more in a parameter nobody asked for.',
  },
  {
    name: 'authorize_other_company',
    where: AUTHORIZE,
    description: 'The sign-in ends in another company of the person than the one that was chosen or asked for.',
  },
] as const;
