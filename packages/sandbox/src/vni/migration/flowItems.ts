import { newToken, refreshToken } from './newForms.ts';
import type { MigrationItem } from './migrationItem.ts';
import { isConnectToken, isTaken, isVniToken, parametersOf } from './requestForms.ts';

/** What to change about how tokens are got at all. */
export const FLOW_ITEMS: readonly MigrationItem[] = [
  {
    id: 'password-grant',
    step: 'choose-flow',
    title: 'Password sent to the token endpoint',
    guide: 'Set up your application, steps 7-10',
    why: 'Visma Connect has no password grant, and no integration may keep a person’s password.',
    change: 'A person at hand: authorization code with PKCE. Nobody at hand: client credentials with a tenant_id.',
    isOld: (request) =>
      (isVniToken(request) || isConnectToken(request)) && parametersOf(request).grant_type === 'password',
    isNew: (request) =>
      isTaken(request) &&
      (isConnectToken(request, 'authorization_code') || isConnectToken(request, 'client_credentials')),
    newForm: newToken,
  },
  {
    id: 'permanent-token',
    step: 'choose-flow',
    title: 'A token for ever',
    guide: 'Set up your application, step 10 (Offline Access); Interactive applications, 4b',
    why: 'A token of Connect ends after 60 minutes at most. A token of VNI never did.',
    change: 'Refresh it before it ends (Web, with Offline Access), or ask again (Service). Keep one per company.',
    isOld: ({ credential }) => credential === 'VNI token',
    isNew: (request) =>
      isTaken(request) && (isConnectToken(request, 'refresh_token') || isConnectToken(request, 'client_credentials')),
    newForm: refreshToken,
  },
];
