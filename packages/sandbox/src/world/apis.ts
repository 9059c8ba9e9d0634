/** A permission in the words of consent pages. */
export interface ApiScope {
  name: string;
  words: string;
}

/** An API that applications can be integrated to. */
export interface Api {
  id: string;
  name: string;
  /** Whose tokens it takes: people's, services', or both. */
  callers: readonly ('person' | 'service')[];
  /** The path on the sandbox's origin that stands for its address, as audience of tokens. */
  audiencePath: string;
  scopes: readonly ApiScope[];
}

const ERP_SCOPES = [
  { operation: 'read', words: 'Read data of your company in Visma.net ERP' },
  { operation: 'create', words: 'Create data in Visma.net ERP' },
  { operation: 'update', words: 'Change data in Visma.net ERP' },
  { operation: 'delete', words: 'Delete data in Visma.net ERP' },
  { operation: 'ui-extension', words: 'Show its own pages inside Visma.net ERP' },
];

/** The APIs of the Developer Portal that this sandbox stands in for. */
export const APIS: readonly Api[] = [
  {
    id: 'vismanet_erp_interactive_api',
    name: 'Visma.net ERP API (interactive)',
    callers: ['person'],
    audiencePath: '/v1',
    scopes: ERP_SCOPES.map(({ operation, words }) => ({ name: `vismanet_erp_interactive_api:${operation}`, words })),
  },
  {
    id: 'vismanet_erp_service_api',
    name: 'Visma.net ERP API (service)',
    callers: ['service'],
    audiencePath: '/v1',
    scopes: ERP_SCOPES.map(({ operation, words }) => ({ name: `vismanet_erp_service_api:${operation}`, words })),
  },
  {
    id: 'visma.net.erp.salesorder',
    name: 'Visma.net ERP Sales Order API',
    callers: ['person', 'service'],
    audiencePath: '/api/v3',
    scopes: [
      { name: 'visma.net.erp.salesorder:read', words: 'Read sales orders of your company' },
      { name: 'visma.net.erp.salesorder:write', words: 'Create and change sales orders' },
    ],
  },
];

/** Identity scopes with the words of consent pages. */
export const IDENTITY_SCOPES: readonly ApiScope[] = [
  { name: 'openid', words: 'Know who you are' },
  { name: 'profile', words: 'See your name, language and picture' },
  { name: 'email', words: 'See your e-mail address' },
  { name: 'phone', words: 'See your phone number' },
  { name: 'address', words: 'See your country' },
  { name: 'roles', words: 'See your roles' },
  { name: 'tenants', words: 'See the companies you belong to' },
];

export const OFFLINE_ACCESS: ApiScope = {
  name: 'offline_access',
  words: 'Keep its access while you are not signed in',
};

/** The API that a scope belongs to. */
export function apiOfScope(scope: string): Api | undefined {
  return APIS.find((api) => api.scopes.some(({ name }) => name === scope));
}

/** A scope in words; scopes of unknown APIs stand for themselves. */
export function scopeWords(scope: string): string {
  const known = [...IDENTITY_SCOPES, OFFLINE_ACCESS, ...APIS.flatMap((api) => api.scopes)];
  return known.find(({ name }) => name === scope)?.words ?? scope;
}
