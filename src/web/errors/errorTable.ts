import type { ErrorCode, Refusal } from '../../errors.ts';

/** What a person is told when something was refused. Texts are ours: nothing from outside is in them. */
export interface ErrorPage {
  readonly status: number;
  readonly title: string;
  /** What happened. */
  readonly happened: string;
  /** What to do now, one step per text. */
  readonly advice: readonly string[];
  readonly primary: ErrorAction;
  readonly secondary?: ErrorAction;
  /** Further ways on. Of several that lead to one address, the page shows the first. */
  readonly more?: readonly ErrorAction[];
}

export interface ErrorAction {
  readonly label: string;
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

const SIGN_IN = { label: 'Sign in again', to: 'sign_in' } as const;
const START_AGAIN = { label: 'Start again', to: 'sign_in' } as const;
const AGAIN = { label: 'Try again', to: 'again' } as const;
const BEFORE = { label: 'Back to the page', to: 'before' } as const;
const LIST = { label: 'Back to the list', to: 'list' } as const;
const START = { label: 'Go to the start page', to: 'start' } as const;
const COMPANIES = { label: 'My companies', to: 'companies' } as const;
const OTHER_COMPANY = { label: 'Choose another company', to: 'other_company' } as const;
const OTHER_ACCOUNT = { label: 'Sign in as somebody else', to: 'other_account' } as const;

const NOT_SIGNED_IN = 'Nobody was signed in, and nothing was kept.';
const TELL_US = 'If it happens again, tell the people who run this application the reference below.';

/** The page of every refusal. */
export const ERROR_TABLE: Readonly<Record<ErrorCode, ErrorPage>> = {
  access_denied: {
    status: 403,
    title: 'You cancelled the sign-in',
    happened:
      'Visma Connect says that access was not given: the sign-in was cancelled, or the permissions were not accepted.',
    advice: [
      'Nothing was shared with this application. Start again if you want to go on, and accept the permissions when they are shown.',
    ],
    primary: START_AGAIN,
    secondary: START,
    more: [OTHER_ACCOUNT],
  },
  consent_required: {
    status: 403,
    title: 'Your consent is needed',
    happened: 'This application tried to sign you in without asking, but you have not accepted its permissions yet.',
    advice: ['Sign in, read what the application asks for, and accept it.'],
    primary: { label: 'Sign in and review the permissions', to: 'sign_in' },
    secondary: START,
  },
  login_required: {
    status: 401,
    title: 'You are not signed in at Visma Connect',
    happened: 'This application tried to sign you in without asking, but your session at Visma Connect is over.',
    advice: ['Sign in with your name and password.'],
    primary: { label: 'Sign in', to: 'sign_in' },
    secondary: START,
  },
  no_company: {
    status: 403,
    title: 'There is no company to work with',
    happened: 'You signed in, but Visma Connect gave no company for you in this application.',
    advice: [
      'Ask your customer administrator to give you the role API User in the company, in Visma Admin.',
      'A new role takes 10 to 15 minutes to work.',
    ],
    primary: { label: 'Try again', to: 'other_company' },
    secondary: START,
    more: [OTHER_ACCOUNT],
  },
  invalid_tenant: {
    status: 403,
    title: 'You need the role API User in this company',
    happened:
      'Visma Connect refused the company you chose: your account may not use its data through an application. Most often the role API User is missing there.',
    advice: [
      'Ask your customer administrator to give you the role API User in this company, in Visma Admin.',
      'A new role takes 10 to 15 minutes to work. If you were given it just now, wait that long and try again.',
      'If you have the role in another company, choose that one.',
    ],
    primary: OTHER_COMPANY,
    secondary: { label: 'Try this company again', to: 'sign_in' },
    more: [OTHER_ACCOUNT],
  },
  sign_in_refused: {
    status: 403,
    title: 'Visma Connect refused the sign-in',
    happened: `Visma Connect did not complete your sign-in. ${NOT_SIGNED_IN}`,
    advice: [
      'Start again. A sign-in that waited too long, or whose answer was used before, works the second time.',
      TELL_US,
    ],
    primary: START_AGAIN,
    secondary: START,
    more: [OTHER_ACCOUNT],
  },
  attempt_unknown: {
    status: 400,
    title: 'This sign-in cannot be finished here',
    happened:
      'The answer of Visma Connect belongs to a sign-in that this browser has not begun, or has finished already. That happens with the Back button, with an old link, and when cookies were deleted.',
    advice: ['Start again in this browser.'],
    primary: START_AGAIN,
    secondary: START,
  },
  attempt_expired: {
    status: 400,
    title: 'The sign-in took too long',
    happened: 'A sign-in must be finished within 15 minutes. This one was begun earlier.',
    advice: ['Start again.'],
    primary: START_AGAIN,
    secondary: START,
  },
  callback_invalid: {
    status: 400,
    title: 'The answer of the sign-in was not readable',
    happened: `The address that led here is not a complete answer of Visma Connect. ${NOT_SIGNED_IN}`,
    advice: ['Start again from here, not from a bookmark or a copied address.', TELL_US],
    primary: START_AGAIN,
    secondary: START,
  },
  issuer_mismatch: {
    status: 400,
    title: 'The answer came from somebody else',
    happened: `The sign-in was begun at one sign-in service, and the answer names another. This application does not accept that. ${NOT_SIGNED_IN}`,
    advice: ['Start again. If you followed a link in a message, do not use it again.', TELL_US],
    primary: START_AGAIN,
    secondary: START,
  },
  id_token_invalid: {
    status: 502,
    title: 'The proof of who you are did not pass the checks',
    happened: `Visma Connect sent a proof of identity whose signature or contents this application cannot accept. ${NOT_SIGNED_IN}`,
    advice: ['Start again.', `${TELL_US} The reason is in their log.`],
    primary: START_AGAIN,
    secondary: START,
  },
  userinfo_mismatch: {
    status: 502,
    title: 'Visma Connect named two different people',
    happened: `The proof of identity and the profile that Visma Connect sent are not of the same person. ${NOT_SIGNED_IN}`,
    advice: ['Start again.', TELL_US],
    primary: START_AGAIN,
    secondary: START,
  },
  token_response_invalid: {
    status: 502,
    title: 'Visma Connect sent an answer that makes no sense',
    happened: `The answer to the last step of the sign-in lacks what it must contain. ${NOT_SIGNED_IN}`,
    advice: ['Start again in a minute.', TELL_US],
    primary: START_AGAIN,
    secondary: START,
  },
  initiate_login_invalid: {
    status: 400,
    title: 'This link does not start a sign-in',
    happened:
      'A sign-in that begins at another page must name Visma Connect as the sign-in service and a page of this application as its goal. This link does not.',
    advice: ['Sign in from here. Tell whoever offers the link that it is wrong.'],
    primary: { label: 'Sign in', to: 'sign_in' },
    secondary: START,
  },
  other_person: {
    status: 403,
    title: 'That was another person',
    happened:
      'You wanted to connect another company, but somebody else signed in at Visma Connect. One session here belongs to one person, so the new sign-in was not used.',
    advice: [
      'Go on as you are, or connect the company with your own account: Visma Connect asks who you are.',
      'To work as the other person, sign in as somebody else. Your own session here ends with that.',
    ],
    primary: { label: 'Go on as you are', to: 'companies' },
    secondary: { label: 'Connect it with my own account', to: 'own_account' },
    more: [OTHER_ACCOUNT, { label: 'Sign out', to: 'sign_out' }],
  },
  company_unnamed: {
    status: 403,
    title: 'Nobody says which company this is',
    happened:
      'You wanted to connect another company, but Visma Connect did not name one. The company that is connected has no name either, so the two could not be told apart, and the new sign-in was not used.',
    advice: [
      'Go on with the company that is connected. To work with another one instead, disconnect it first.',
      'Whoever runs this application can have it made tenant-enabled at Visma and ask for the scope tenants; then companies have names.',
    ],
    primary: { label: 'Go on as you are', to: 'companies' },
    secondary: { label: 'Sign out', to: 'sign_out' },
  },
  client_misconfigured: {
    status: 500,
    title: 'This application is not set up correctly',
    happened:
      'Visma Connect does not accept the application itself: its client id, its secret, a scope or an address differs from what is registered in the Developer Portal. Your account is not the cause.',
    advice: [
      'Tell the people who run this application. They find the reason with: npm run doctor.',
      'Many such errors Visma Connect keeps on a page of its own, with an errorId in the address. The Debugger in the Developer Portal explains that errorId.',
      'Changes in the Developer Portal take one to two minutes to work.',
    ],
    primary: AGAIN,
    secondary: START,
  },
  connect_unreachable: {
    status: 503,
    title: 'Visma Connect does not answer',
    happened: 'The sign-in service could not be reached, or was too slow. This is usually over in a few minutes.',
    advice: ['Try again in a minute. Pages that need no new sign-in go on working.'],
    primary: AGAIN,
    secondary: START,
  },
  session_required: {
    status: 401,
    title: 'You are signed out',
    happened: 'This page is for signed-in people. Your session is over, or this browser has none.',
    advice: ['Sign in, and you come back to where you were.'],
    primary: { label: 'Sign in', to: 'sign_in' },
    secondary: START,
  },
  sign_in_again: {
    status: 401,
    title: 'Sign in again for this company',
    happened:
      'Visma Connect has ended the access to this company: it ran out, was withdrawn, or was used from two places at once. Your other companies are not affected.',
    advice: ['Sign in again, and you come back to this page.'],
    primary: SIGN_IN,
    secondary: COMPANIES,
  },
  company_not_connected: {
    status: 403,
    title: 'This company is not connected',
    happened:
      'The address is of a company for which you have not signed in during this session. Each company needs a sign-in of its own.',
    advice: ['Sign in and choose this company, and you come back to this page.'],
    primary: { label: 'Sign in for this company', to: 'sign_in' },
    secondary: COMPANIES,
  },
  step_up_required: {
    status: 403,
    title: 'This needs more permissions',
    happened:
      'So far this application may only read. To change something it needs a permission that you have not given.',
    advice: ['Turn on editing: you sign in again, read what is asked for, accept it, and come back to this page.'],
    primary: { label: 'Turn on editing', to: 'step_up' },
    secondary: BEFORE,
  },
  company_not_allowed: {
    status: 403,
    title: 'Visma.net ERP does not open this company',
    happened:
      'Your sign-in is fine, but Visma.net ERP refused it for this company. You may have chosen the customer tenant in place of the company: the customer is the contract, and often has nearly the same name as its company.',
    advice: [
      'Choose another company: press the button and pick the one that keeps the books, not the group or the customer.',
      'The tenant id of a company stands in Visma Admin, under the company, Edit, Configuration, and in the menu at the top right of App Store.',
      'If it is the right company, it may have no licence for Visma.net ERP. Ask your customer administrator.',
    ],
    primary: OTHER_COMPANY,
    secondary: COMPANIES,
    more: [OTHER_ACCOUNT],
  },
  erp_unauthorised: {
    status: 403,
    title: 'Visma.net ERP did not accept the sign-in',
    happened: 'The access that this application has for the company was refused by Visma.net ERP.',
    advice: ['Sign in again for this company.', TELL_US],
    primary: SIGN_IN,
    secondary: COMPANIES,
    more: [OTHER_ACCOUNT],
  },
  erp_forbidden: {
    status: 403,
    title: 'Visma.net ERP does not allow this',
    happened: 'You or this application lack the permission for this data in Visma.net ERP.',
    advice: [
      'Ask your customer administrator which of your roles is missing in this company.',
      'If a customer administrator changed the permissions of the application, sign in again to get the new ones.',
    ],
    primary: { label: 'Sign in again to refresh permissions', to: 'sign_in' },
    secondary: BEFORE,
    more: [OTHER_ACCOUNT],
  },
  erp_not_found: {
    status: 404,
    title: 'Visma.net ERP has nothing under this number',
    happened: 'It was deleted, renumbered, or belongs to another company.',
    advice: ['Look for it in the list.'],
    primary: LIST,
    secondary: START,
  },
  erp_rejected: {
    status: 422,
    title: 'Visma.net ERP did not accept the input',
    happened: 'Visma.net ERP refused what was sent. Its own words are below. Nothing was changed.',
    advice: ['Go back, correct it and send it again.'],
    primary: BEFORE,
    secondary: LIST,
  },
  erp_conflict: {
    status: 409,
    title: 'Somebody else changed this meanwhile',
    happened:
      'Between your opening the page and saving it, the data was changed in Visma.net ERP. Nothing was overwritten.',
    advice: ['Open the page anew, look at what is there now, and make your change again.'],
    primary: BEFORE,
    secondary: LIST,
  },
  erp_throttled: {
    status: 429,
    title: 'Visma.net ERP asks to slow down',
    happened: 'This company has used up the number of calls that Visma.net ERP allows an application in a period.',
    advice: ['Wait, then try again. The account page shows how many calls are left.'],
    primary: AGAIN,
    secondary: COMPANIES,
  },
  erp_unavailable: {
    status: 503,
    title: 'Visma.net ERP does not answer',
    happened: 'The ERP system could not be reached, or was too slow. Your sign-in is not affected.',
    advice: ['Try again in a minute.'],
    primary: AGAIN,
    secondary: COMPANIES,
  },
  erp_nonsense: {
    status: 502,
    title: 'Visma.net ERP sent an answer that makes no sense',
    happened: 'The answer was not the data that this page needs. Your sign-in is not affected.',
    advice: ['Try again.', TELL_US],
    primary: AGAIN,
    secondary: COMPANIES,
  },
  logout_token_invalid: {
    status: 400,
    title: 'This is not a valid sign-out notice',
    happened:
      'The address is for Visma Connect alone, which tells this application when a session has ended. The notice did not pass the checks, so nobody was signed out.',
    advice: ['To sign out yourself, use the button.'],
    primary: { label: 'Sign out', to: 'sign_out' },
    secondary: START,
  },
  not_found: {
    status: 404,
    title: 'There is no such page',
    happened: 'The address leads nowhere. It may be mistyped or from an older version.',
    advice: ['Start from the start page.'],
    primary: START,
    secondary: { label: 'Back', to: 'before' },
  },
  bad_request: {
    status: 400,
    title: 'The request was not readable',
    happened: 'The address or the form contains something that this page cannot understand.',
    advice: ['Go back and try it another way.'],
    primary: BEFORE,
    secondary: START,
  },
  csrf: {
    status: 403,
    title: 'This form is out of date',
    happened:
      'The form was opened before you signed in or out, or it comes from another site. To be safe, it was not used and nothing was changed.',
    advice: ['Open the page anew and send the form again.'],
    primary: BEFORE,
    secondary: START,
  },
  method_not_allowed: {
    status: 405,
    title: 'This address cannot be used this way',
    happened: 'The page exists, but not for what was tried with it. A form that was reloaded or bookmarked does this.',
    advice: ['Go back and use the buttons of the page.'],
    primary: BEFORE,
    secondary: START,
  },
  too_large: {
    status: 413,
    title: 'That was too much at once',
    happened: 'The form is larger than this application accepts (64 KB). Nothing was changed.',
    advice: ['Go back and send less.'],
    primary: BEFORE,
    secondary: START,
  },
  rate_limited: {
    status: 429,
    title: 'Too many sign-ins from here',
    happened: 'From your address came more sign-ins in a minute than this application allows. This protects accounts.',
    advice: ['Wait, then try again.'],
    primary: AGAIN,
    secondary: START,
  },
  store_unavailable: {
    status: 503,
    title: 'Your session cannot be read right now',
    happened: 'The place where this application keeps sessions does not answer. You were not signed out.',
    advice: ['Try again in a minute.', TELL_US],
    primary: AGAIN,
    secondary: START,
  },
  unexpected: {
    status: 500,
    title: 'Something went wrong here',
    happened: 'This application made a mistake that nobody has foreseen. It has been written to the log.',
    advice: ['Try again.', TELL_US],
    primary: AGAIN,
    secondary: START,
  },
};

/** What the ERP's own code tells more exactly; causes in the order of their likelihood, those that it names first. */
const COMPANY_FAULTS: Readonly<Partial<Record<string, Pick<ErrorPage, 'title' | 'happened' | 'advice'>>>> = {
  '12027': {
    title: 'You need the role API User in this company',
    happened:
      'Your sign-in is fine, but Visma.net ERP finds no licence for you in this company (code 12027). Most often the role API User is missing there.',
    advice: [
      'Ask your customer administrator to give you the role API User in this company, in Visma Admin. A new role takes 10 to 15 minutes to work.',
      'You may have chosen the customer tenant in place of the company: choose the one that keeps the books, not the group or the customer.',
      'If both are right, the licence of the company may have run out. Ask your customer administrator.',
    ],
  },
  '12002': {
    title: 'Visma.net ERP does not give you this company',
    happened:
      'Your sign-in is fine, but Visma.net ERP knows no such company, or not as one of yours (code 12002). Most often the role API User is missing there.',
    advice: [
      'Ask your customer administrator to give you the role API User in this company, in Visma Admin. A new role takes 10 to 15 minutes to work.',
      'Choose another company, if this is not the one that you meant. The tenant id of a company stands in Visma Admin, under the company, Edit, Configuration.',
    ],
  },
};

/** The page of a refusal. */
export function errorPageOf({ code, details }: Pick<Refusal, 'code' | 'details'>): ErrorPage {
  const fault = code === 'company_not_allowed' ? COMPANY_FAULTS[details.providerError ?? ''] : undefined;
  return { ...ERROR_TABLE[code], ...fault };
}
