import type { ApplicationType } from '../world/application.ts';

/** What a type of application is, and what its form asks for. */
export interface TypeRules {
  type: ApplicationType;
  label: string;
  /** Its meaning, as the guide gives it. */
  words: string;
  /** People sign in to it, by the authorization code grant. */
  signsIn: boolean;
  /** `always`: a public client, which keeps no secret. */
  pkce: 'choice' | 'always' | 'never';
  clientCredentials: 'choice' | 'always' | 'never';
  /** `setting`: documents disagree. */
  offlineAccess: 'choice' | 'setting' | 'never';
  hybrid: boolean;
  /** Addresses to initiate a login and to log out. `required`: with OpenID Connect. */
  loginAddresses: 'required' | 'optional' | 'never';
}

const NEVER = { pkce: 'never', offlineAccess: 'never', hybrid: false, loginAddresses: 'never' } as const;

/** The five types, in the order of the portal. */
export const APPLICATION_TYPE_RULES: readonly TypeRules[] = [
  {
    type: 'web',
    label: 'Web',
    words: 'Standard web application, hosted by a web server or similar.',
    signsIn: true,
    pkce: 'choice',
    clientCredentials: 'choice',
    offlineAccess: 'choice',
    hybrid: true,
    loginAddresses: 'required',
  },
  {
    type: 'native',
    label: 'Native',
    words: 'An application that runs natively on a device, like a phone or a computer.',
    signsIn: true,
    pkce: 'always',
    clientCredentials: 'never',
    offlineAccess: 'setting',
    hybrid: false,
    loginAddresses: 'never',
  },
  {
    type: 'spa',
    label: 'Single-Page App (SPA)',
    words: 'A web application that runs in the web browser of the user.',
    signsIn: true,
    pkce: 'always',
    clientCredentials: 'never',
    offlineAccess: 'never',
    hybrid: false,
    loginAddresses: 'optional',
  },
  {
    ...NEVER,
    type: 'service',
    label: 'Service',
    words: 'A backend service: a machine-to-machine integration without a user interface.',
    signsIn: false,
    clientCredentials: 'always',
  },
  {
    ...NEVER,
    type: 'marketing',
    label: 'Marketing',
    words: 'A special type of application, used only to market applications on the Visma App Store.',
    signsIn: false,
    clientCredentials: 'never',
  },
];

/** The rules of a type; undefined for a word that is none. */
export function findTypeRules(type: string): TypeRules | undefined {
  return APPLICATION_TYPE_RULES.find((rules) => rules.type === type);
}

/** The rules of a known type. */
export function typeRules(type: ApplicationType): TypeRules {
  const rules = findTypeRules(type);
  if (!rules) throw new Error(`No rules for the type ${type}`);
  return rules;
}
