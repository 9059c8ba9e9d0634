/** A permission as consent pages describe it. */
export interface ApiScope {
  readonly name: string;
  readonly description: string;
}

/** Whose token it is: of somebody who signed in, or of an application by itself. */
export type Caller = 'person' | 'service';

/** An API that applications can be integrated to. */
export interface Api {
  readonly id: string;
  readonly name: string;
  /** Who gets its scopes: people, services, or both. */
  readonly callers: readonly Caller[];
  /** People get them too where the settings say so. */
  readonly isForPeopleBySetting?: boolean;
  /** The path on the sandbox's origin that stands for its address, as audience of tokens. */
  readonly audiencePath: string;
  readonly scopes: readonly ApiScope[];
}

const ERP_SCOPES = [
  { operation: 'read', description: 'Read data of your company in Visma.net ERP' },
  { operation: 'create', description: 'Create data in Visma.net ERP' },
  { operation: 'update', description: 'Change data in Visma.net ERP' },
  { operation: 'delete', description: 'Delete data in Visma.net ERP' },
  { operation: 'ui-extension', description: 'Show its own pages inside Visma.net ERP' },
];

/** The APIs of the Developer Portal that this sandbox stands in for. */
export const APIS: readonly Api[] = [
  {
    id: 'vismanet_erp_interactive_api',
    name: 'Visma.net ERP API (interactive)',
    callers: ['person'],
    audiencePath: '/v1',
    scopes: ERP_SCOPES.map(({ operation, description }) => ({
      name: `vismanet_erp_interactive_api:${operation}`,
      description,
    })),
  },
  {
    id: 'vismanet_erp_service_api',
    name: 'Visma.net ERP API (service)',
    callers: ['service'],
    audiencePath: '/v1',
    scopes: ERP_SCOPES.map(({ operation, description }) => ({
      name: `vismanet_erp_service_api:${operation}`,
      description,
    })),
  },
  {
    id: 'visma.net.erp.salesorder',
    name: 'Visma.net ERP Sales Order API',
    // A person's token opens this API with the interactive ERP scopes. Guess: not documented whether people get these too.
    callers: ['service'],
    isForPeopleBySetting: true,
    audiencePath: '/api/v3',
    scopes: [
      { name: 'visma.net.erp.salesorder:read', description: 'Read sales orders of your company' },
      { name: 'visma.net.erp.salesorder:write', description: 'Create and change sales orders' },
    ],
  },
];

/** Identity scopes as consent pages describe them. */
export const IDENTITY_SCOPES: readonly ApiScope[] = [
  { name: 'openid', description: 'Know who you are' },
  { name: 'profile', description: 'See your name, language and picture' },
  { name: 'email', description: 'See your e-mail address' },
  { name: 'phone', description: 'See your phone number' },
  { name: 'address', description: 'See your country' },
  { name: 'roles', description: 'See your roles' },
  { name: 'tenants', description: 'See the companies you belong to' },
];

export const OFFLINE_ACCESS: ApiScope = {
  name: 'offline_access',
  description: 'Keep its access while you are not signed in',
};

/** Who gets the scopes of an API. */
export function callersOf(
  { callers, isForPeopleBySetting = false }: Api,
  { salesOrderScopesForPeople }: ScopeSettings,
): readonly Caller[] {
  return isForPeopleBySetting && salesOrderScopesForPeople ? ['person', ...callers] : callers;
}

export interface ScopeSettings {
  readonly salesOrderScopesForPeople: boolean;
}

/** The API that a scope belongs to. */
export function apiOfScope(scope: string): Api | undefined {
  return APIS.find((api) => api.scopes.some(({ name }) => name === scope));
}

/** A scope as consent pages describe it; scopes of unknown APIs stand for themselves. */
export function scopeDescription(scope: string): string {
  const known = [...IDENTITY_SCOPES, OFFLINE_ACCESS, ...APIS.flatMap((api) => api.scopes)];
  return known.find(({ name }) => name === scope)?.description ?? scope;
}
