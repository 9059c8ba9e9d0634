import type { ErrorCode, Refusal } from '../../errors.ts';
import type { TextKey } from '../../languages/textKeys.ts';

/** What a person is told when something was refused. Texts are ours: nothing from outside is in them. */
export interface ErrorPage extends ErrorTexts, ErrorWays {}

interface ErrorTexts {
  readonly title: TextKey;
  /** What happened. */
  readonly happened: TextKey;
  /** What to do now, one step per text. */
  readonly advice: readonly TextKey[];
}

interface ErrorWays {
  readonly status: number;
  /** Said of a sign-in that was refused, when nobody is signed in: its answer was used for nothing. */
  readonly isNobodySignedIn?: true;
  readonly primary: ErrorAction;
  readonly secondary?: ErrorAction;
  /** Further ways on. Of several that lead to one address, the page shows the first. */
  readonly more?: readonly ErrorAction[];
}

export interface ErrorAction {
  readonly label: TextKey;
  readonly to: Destination;
}

/**
 * Where a button leads: `again` to the same page, or to the sign-in where that was what failed; `sign_in` to the
 * sign-in for the same company and back; `other_company` to the sign-in without naming a company; `other_account` to the
 * sign-in at which Visma Connect asks who it is, which the person of a session here may leave; `own_account` to the same for
 * one more company of the person who is signed in; `list` to the list that the page belongs to.
 */
export type Destination =
  | 'again'
  | 'before'
  | 'start'
  | 'list'
  | 'companies'
  | 'sign_in'
  | 'other_company'
  | 'other_account'
  | 'own_account'
  | 'step_up'
  | 'sign_out';

const SIGN_IN = { label: 'errors.ways.signInAgain', to: 'sign_in' } as const;
const START_AGAIN = { label: 'errors.ways.startAgain', to: 'sign_in' } as const;
const AGAIN = { label: 'errors.ways.again', to: 'again' } as const;
const BEFORE = { label: 'errors.ways.before', to: 'before' } as const;
const LIST = { label: 'errors.ways.list', to: 'list' } as const;
const START = { label: 'errors.ways.start', to: 'start' } as const;
const COMPANIES = { label: 'errors.ways.companies', to: 'companies' } as const;
const OTHER_COMPANY = { label: 'errors.ways.otherCompany', to: 'other_company' } as const;
const OTHER_ACCOUNT = { label: 'errors.ways.otherAccount', to: 'other_account' } as const;

/** For whoever is signed in, and had a sign-in refused. */
export const GO_ON = { label: 'errors.ways.goOn', to: 'start' } as const satisfies ErrorAction;

const TELL_US = 'errors.tellUs';

/** Status, advice and ways on of every refusal. Its title and what happened stand in locales/, under its code. */
export const ERROR_TABLE: Readonly<Record<ErrorCode, ErrorWays & Pick<ErrorTexts, 'advice'>>> = {
  access_denied: {
    status: 403,
    advice: ['errors.access_denied.advice.1'],
    primary: START_AGAIN,
    secondary: START,
    more: [OTHER_ACCOUNT],
  },
  consent_required: {
    status: 403,
    advice: ['errors.consent_required.advice.1'],
    primary: { label: 'errors.ways.review', to: 'sign_in' },
    secondary: START,
  },
  login_required: {
    status: 401,
    advice: ['errors.login_required.advice.1'],
    primary: { label: 'errors.ways.signIn', to: 'sign_in' },
    secondary: START,
  },
  no_company: {
    status: 403,
    advice: ['errors.no_company.advice.1', 'errors.no_company.advice.2'],
    primary: { label: 'errors.ways.again', to: 'other_company' },
    secondary: START,
    more: [OTHER_ACCOUNT],
  },
  invalid_tenant: {
    status: 403,
    advice: ['errors.invalid_tenant.advice.1', 'errors.invalid_tenant.advice.2', 'errors.invalid_tenant.advice.3'],
    primary: OTHER_ACCOUNT,
    secondary: OTHER_COMPANY,
    more: [{ label: 'errors.ways.thisCompany', to: 'sign_in' }],
  },
  sign_in_refused: {
    status: 403,
    advice: ['errors.sign_in_refused.advice.1', TELL_US],
    isNobodySignedIn: true,
    primary: START_AGAIN,
    secondary: START,
    more: [OTHER_ACCOUNT],
  },
  attempt_unknown: {
    status: 400,
    advice: ['errors.attempt_unknown.advice.1'],
    primary: START_AGAIN,
    secondary: START,
  },
  attempt_expired: {
    status: 400,
    advice: ['errors.attempt_expired.advice.1'],
    primary: START_AGAIN,
    secondary: START,
  },
  refusal_gone: {
    status: 404,
    advice: ['errors.refusal_gone.advice.1', 'errors.refusal_gone.advice.2'],
    primary: START_AGAIN,
    secondary: START,
  },
  callback_invalid: {
    status: 400,
    advice: ['errors.callback_invalid.advice.1', TELL_US],
    isNobodySignedIn: true,
    primary: START_AGAIN,
    secondary: START,
  },
  issuer_mismatch: {
    status: 400,
    advice: ['errors.issuer_mismatch.advice.1', TELL_US],
    isNobodySignedIn: true,
    primary: START_AGAIN,
    secondary: START,
  },
  id_token_invalid: {
    status: 502,
    advice: ['errors.id_token_invalid.advice.1', 'errors.id_token_invalid.advice.2'],
    isNobodySignedIn: true,
    primary: START_AGAIN,
    secondary: START,
  },
  userinfo_mismatch: {
    status: 502,
    advice: ['errors.userinfo_mismatch.advice.1', TELL_US],
    isNobodySignedIn: true,
    primary: START_AGAIN,
    secondary: START,
  },
  token_response_invalid: {
    status: 502,
    advice: ['errors.token_response_invalid.advice.1', TELL_US],
    isNobodySignedIn: true,
    primary: START_AGAIN,
    secondary: START,
  },
  initiate_login_invalid: {
    status: 400,
    advice: ['errors.initiate_login_invalid.advice.1'],
    primary: { label: 'errors.ways.signIn', to: 'sign_in' },
    secondary: START,
  },
  other_person: {
    status: 403,
    advice: ['errors.other_person.advice.1', 'errors.other_person.advice.2'],
    primary: { label: 'errors.ways.goOn', to: 'companies' },
    secondary: { label: 'errors.ways.ownAccount', to: 'own_account' },
    more: [OTHER_ACCOUNT, { label: 'errors.ways.signOut', to: 'sign_out' }],
  },
  company_unnamed: {
    status: 403,
    advice: ['errors.company_unnamed.advice.1', 'errors.company_unnamed.advice.2'],
    primary: { label: 'errors.ways.goOn', to: 'companies' },
    secondary: { label: 'errors.ways.signOut', to: 'sign_out' },
  },
  client_misconfigured: {
    status: 500,
    advice: [
      'errors.client_misconfigured.advice.1',
      'errors.client_misconfigured.advice.2',
      'errors.client_misconfigured.advice.3',
    ],
    primary: AGAIN,
    secondary: START,
  },
  connect_unreachable: {
    status: 503,
    advice: ['errors.connect_unreachable.advice.1'],
    primary: AGAIN,
    secondary: START,
  },
  session_required: {
    status: 401,
    advice: ['errors.session_required.advice.1'],
    primary: { label: 'errors.ways.signIn', to: 'sign_in' },
    secondary: START,
  },
  sign_in_again: {
    status: 401,
    advice: ['errors.sign_in_again.advice.1'],
    primary: SIGN_IN,
    secondary: COMPANIES,
  },
  company_not_connected: {
    status: 403,
    advice: ['errors.company_not_connected.advice.1'],
    primary: { label: 'errors.ways.signInHere', to: 'sign_in' },
    secondary: COMPANIES,
  },
  step_up_required: {
    status: 403,
    advice: ['errors.step_up_required.advice.1'],
    primary: { label: 'errors.ways.stepUp', to: 'step_up' },
    secondary: BEFORE,
  },
  company_not_allowed: {
    status: 403,
    advice: [
      'errors.company_not_allowed.advice.1',
      'errors.company_not_allowed.advice.2',
      'errors.company_not_allowed.advice.3',
    ],
    primary: OTHER_COMPANY,
    secondary: COMPANIES,
    more: [OTHER_ACCOUNT],
  },
  erp_unauthorised: {
    status: 403,
    advice: ['errors.erp_unauthorised.advice.1', TELL_US],
    primary: SIGN_IN,
    secondary: COMPANIES,
    more: [OTHER_ACCOUNT],
  },
  erp_forbidden: {
    status: 403,
    advice: ['errors.erp_forbidden.advice.1', 'errors.erp_forbidden.advice.2'],
    primary: { label: 'errors.ways.refresh', to: 'sign_in' },
    secondary: BEFORE,
    more: [OTHER_ACCOUNT],
  },
  erp_not_found: {
    status: 404,
    advice: ['errors.erp_not_found.advice.1'],
    primary: LIST,
    secondary: START,
  },
  erp_rejected: {
    status: 422,
    advice: ['errors.erp_rejected.advice.1'],
    primary: BEFORE,
    secondary: LIST,
  },
  erp_conflict: {
    status: 409,
    advice: ['errors.erp_conflict.advice.1'],
    primary: BEFORE,
    secondary: LIST,
  },
  erp_throttled: {
    status: 429,
    advice: ['errors.erp_throttled.advice.1'],
    primary: AGAIN,
    secondary: COMPANIES,
  },
  erp_unavailable: {
    status: 503,
    advice: ['errors.erp_unavailable.advice.1'],
    primary: AGAIN,
    secondary: COMPANIES,
  },
  erp_nonsense: {
    status: 502,
    advice: ['errors.erp_nonsense.advice.1', TELL_US],
    primary: AGAIN,
    secondary: COMPANIES,
  },
  logout_token_invalid: {
    status: 400,
    advice: ['errors.logout_token_invalid.advice.1'],
    primary: { label: 'errors.ways.signOut', to: 'sign_out' },
    secondary: START,
  },
  not_found: {
    status: 404,
    advice: ['errors.not_found.advice.1'],
    primary: START,
    secondary: { label: 'errors.ways.back', to: 'before' },
  },
  bad_request: {
    status: 400,
    advice: ['errors.bad_request.advice.1'],
    primary: BEFORE,
    secondary: START,
  },
  csrf: {
    status: 403,
    advice: ['errors.csrf.advice.1'],
    primary: BEFORE,
    secondary: START,
  },
  method_not_allowed: {
    status: 405,
    advice: ['errors.method_not_allowed.advice.1'],
    primary: BEFORE,
    secondary: START,
  },
  too_large: {
    status: 413,
    advice: ['errors.too_large.advice.1'],
    primary: BEFORE,
    secondary: START,
  },
  rate_limited: {
    status: 429,
    advice: ['errors.rate_limited.advice.1'],
    primary: AGAIN,
    secondary: START,
  },
  store_unavailable: {
    status: 503,
    advice: ['errors.store_unavailable.advice.1', TELL_US],
    primary: AGAIN,
    secondary: START,
  },
  unexpected: {
    status: 500,
    advice: ['errors.unexpected.advice.1', TELL_US],
    primary: AGAIN,
    secondary: START,
  },
};

/** What the ERP's own code tells more exactly; causes in the order of their likelihood, those that it names first. */
const COMPANY_FAULTS: Readonly<Partial<Record<string, ErrorTexts>>> = {
  '12002': {
    title: 'errors.erp12002.title',
    happened: 'errors.erp12002.happened',
    advice: ['errors.erp12002.advice.1', 'errors.erp12002.advice.2'],
  },
  '12027': {
    title: 'errors.erp12027.title',
    happened: 'errors.erp12027.happened',
    advice: ['errors.erp12027.advice.1', 'errors.erp12027.advice.2', 'errors.erp12027.advice.3'],
  },
};

/** The page of a refusal. */
export function errorPageOf({ code, details }: Pick<Refusal, 'code' | 'details'>): ErrorPage {
  const fault = code === 'company_not_allowed' ? COMPANY_FAULTS[details.providerError ?? ''] : undefined;
  return { title: `errors.${code}.title`, happened: `errors.${code}.happened`, ...ERROR_TABLE[code], ...fault };
}
