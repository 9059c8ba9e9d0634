import type { ApplicationType } from '../world/application.ts';

/** What a type of application is, and what its form asks for. */
export interface TypeRules {
  readonly type: ApplicationType;
  readonly label: string;
  /** Its meaning, as the guide gives it. */
  readonly description: string;
  /** People sign in to it, by the authorization code grant. */
  readonly signsIn: boolean;
  /** `always`: a public client, which keeps no secret. */
  readonly pkce: 'choice' | 'always' | 'never';
  readonly clientCredentials: 'choice' | 'always' | 'never';
  /** `setting`: documents disagree. */
  readonly offlineAccess: 'choice' | 'setting' | 'never';
  readonly hybrid: boolean;
  /** Addresses to initiate a login and to log out. `required`: with OpenID Connect. */
  readonly loginAddresses: 'required' | 'optional' | 'never';
}

const NEVER = { pkce: 'never', offlineAccess: 'never', hybrid: false, loginAddresses: 'never' } as const;

/** The five types, in the order of the portal. */
export const APPLICATION_TYPE_RULES: readonly TypeRules[] = [
  {
    type: 'web',
    label: 'Web',
    description: 'Standard web application, hosted by a web server or similar.',
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
    description: 'An application that runs natively on a device, like a phone or a computer.',
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
    description: 'A web application that runs in the web browser of the user.',
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
    description: 'A backend service: a machine-to-machine integration without a user interface.',
    signsIn: false,
    clientCredentials: 'always',
  },
  {
    ...NEVER,
    type: 'marketing',
    label: 'Marketing',
    description: 'A special type of application, used only to market applications on the Visma App Store.',
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
