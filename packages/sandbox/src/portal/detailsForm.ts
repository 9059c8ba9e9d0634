import { z } from 'zod';
import type { Application } from '../world/application.ts';
import { checkbox, entries, optionalText, requiredText } from '../systems/formFields.ts';
import type { FormState } from '../systems/formState.ts';
import { callbackProblem, redirectProblem, webAddressProblem } from './addressRules.ts';
import type { TypeRules } from './applicationTypes.ts';

export interface DetailsRules {
  readonly rules: TypeRules;
  /** A draft may lack what Create asks for. */
  readonly isDraft: boolean;
  /** http on loopback is taken. */
  readonly loopback: boolean;
  /** How many logout and login addresses may stand in a field: one, or as many as the sandbox's own seeds have. */
  readonly mostAddresses: number;
}

/** The form of the Details tab, for one type of application. Guide, steps 9 and 10. */
export function detailsSchema(given: DetailsRules) {
  return fields.superRefine((values, context) => {
    const problem = (path: keyof DetailsValues, message: string | undefined): void => {
      if (message !== undefined) context.addIssue({ code: 'custom', path: [path], message });
    };
    if (!given.isDraft && values.description === '') problem('description', 'Describe your application');
    for (const name of ['privacyPolicyUri', 'termsUri'] as const)
      if (values[name] !== '') problem(name, webAddressProblem(values[name]));
    if (!given.rules.signsIn) return;
    problem('redirectUris', redirectProblems(values.redirectUris, given));
    problem('postLogoutRedirectUris', redirectProblems(values.postLogoutRedirectUris, given));
    if (given.rules.loginAddresses !== 'never') checkLoginAddresses(values, given, problem);
    if (values.graceSeconds !== 0 && (values.graceSeconds < 5 || values.graceSeconds > 60))
      problem('graceSeconds', 'Give 0, or 5 to 60 seconds');
  });
}

type Problem = (path: keyof DetailsValues, message: string | undefined) => void;

function checkLoginAddresses(values: DetailsValues, given: DetailsRules, problem: Problem): void {
  const { rules, isDraft, loopback, mostAddresses } = given;
  for (const name of LOGIN_ADDRESSES) {
    const wrong = values[name].map((uri) => callbackProblem(uri, loopback)).find((found) => found !== undefined);
    problem(name, wrong ?? (values[name].length > mostAddresses ? 'Give one address' : undefined));
  }
  if (isDraft || !values.openIdConnect || rules.loginAddresses !== 'required') return;
  if (values.initiateLoginUris.length === 0)
    problem('initiateLoginUris', 'Give the address that initiates the sign-in: OpenID Connect needs it');
  if (values.frontChannelLogoutUris.length === 0)
    problem('frontChannelLogoutUris', 'Give the address that logs a user out: OpenID Connect needs it');
}

function redirectProblems(uris: readonly string[], { rules, loopback }: DetailsRules): string | undefined {
  return uris.map((uri) => redirectProblem(uri, rules.type, loopback)).find((problem) => problem !== undefined);
}

export const LOGIN_ADDRESSES = ['initiateLoginUris', 'frontChannelLogoutUris', 'backChannelLogoutUris'] as const;

function wholeNumber(fallback: string, least: number, most: number, message: string) {
  return z
    .string()
    .trim()
    .default(fallback)
    .refine((text) => /^\d{1,6}$/.test(text) && Number(text) >= least && Number(text) <= most, message)
    .transform(Number);
}

const fields = z.object({
  name: requiredText('Give your application a name', 100),
  description: optionalText(1000),
  test: checkbox,
  tokenMinutes: wholeNumber('60', 1, 60, 'Give 1 to 60 whole minutes'),
  privacyPolicyUri: optionalText(500),
  termsUri: optionalText(500),
  pkce: checkbox,
  hybrid: checkbox,
  clientCredentials: checkbox,
  offlineAccess: checkbox,
  refreshMode: z.enum(['one_time', 'reuse']).default('one_time'),
  graceSeconds: wholeNumber('0', 0, 999_999, 'Give 0, or 5 to 60 seconds'),
  absoluteDays: wholeNumber('30', 1, 365, 'Give 1 to 365 days'),
  slidingDays: z
    .string()
    .trim()
    .default('')
    .refine(
      (text) => text === '' || (/^\d{1,3}$/.test(text) && Number(text) >= 1 && Number(text) <= 365),
      'Give 1 to 365 days, or nothing',
    )
    .transform((text) => (text === '' ? null : Number(text))),
  openIdConnect: checkbox,
  initiateLoginUris: entries,
  frontChannelLogoutUris: entries,
  backChannelLogoutUris: entries,
  redirectUris: entries,
  postLogoutRedirectUris: entries,
});

export type DetailsValues = z.infer<typeof fields>;

/** What an application becomes by its form: what its type does not have is off, whatever was sent. */
export function applyDetails(before: Application, rules: TypeRules, values: DetailsValues): Application {
  const { signsIn } = rules;
  const list = (uris: string[], isOn: boolean): string[] => (isOn ? uris : []);
  const hasLogin = rules.loginAddresses !== 'never';
  return {
    ...before,
    name: values.name,
    description: values.description,
    test: values.test,
    accessTokenSeconds: values.tokenMinutes * 60,
    privacyPolicyUri: values.privacyPolicyUri || null,
    termsUri: values.termsUri || null,
    pkce: rules.pkce === 'always' || (rules.pkce === 'choice' && values.pkce),
    hybrid: rules.hybrid && values.hybrid,
    clientCredentials:
      rules.clientCredentials === 'always' || (rules.clientCredentials === 'choice' && values.clientCredentials),
    offlineAccess: rules.offlineAccess !== 'never' && values.offlineAccess,
    openIdConnect: signsIn && values.openIdConnect,
    redirectUris: list(values.redirectUris, signsIn),
    postLogoutRedirectUris: list(values.postLogoutRedirectUris, signsIn),
    initiateLoginUris: list(values.initiateLoginUris, hasLogin),
    frontChannelLogoutUris: list(values.frontChannelLogoutUris, hasLogin),
    backChannelLogoutUris: list(values.backChannelLogoutUris, hasLogin),
    refresh: {
      mode: values.refreshMode,
      graceSeconds: values.graceSeconds,
      absoluteDays: values.absoluteDays,
      slidingDays: values.slidingDays,
    },
  };
}

/** The form filled in with what is registered. */
export function detailsFields(application: Application): FormState['values'] {
  const on = (isOn: boolean): string => (isOn ? 'on' : '');
  const { refresh } = application;
  return {
    name: application.name,
    description: application.description,
    test: on(application.test),
    tokenMinutes: String(Math.ceil(application.accessTokenSeconds / 60)),
    privacyPolicyUri: application.privacyPolicyUri ?? '',
    termsUri: application.termsUri ?? '',
    pkce: on(application.pkce),
    hybrid: on(application.hybrid),
    clientCredentials: on(application.clientCredentials),
    offlineAccess: on(application.offlineAccess),
    refreshMode: refresh.mode,
    graceSeconds: String(refresh.graceSeconds),
    absoluteDays: String(refresh.absoluteDays),
    slidingDays: refresh.slidingDays === null ? '' : String(refresh.slidingDays),
    openIdConnect: on(application.openIdConnect),
    initiateLoginUris: application.initiateLoginUris.join('\n'),
    frontChannelLogoutUris: application.frontChannelLogoutUris.join('\n'),
    backChannelLogoutUris: application.backChannelLogoutUris.join('\n'),
    redirectUris: application.redirectUris.join('\n'),
    postLogoutRedirectUris: application.postLogoutRedirectUris.join('\n'),
  };
}
