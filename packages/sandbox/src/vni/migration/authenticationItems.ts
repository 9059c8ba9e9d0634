import { newAuthorize, newToken, serviceToken } from './newForms.ts';
import type { MigrationItem } from './migrationItem.ts';
import {
  isConnectAuthorize,
  isConnectToken,
  isTaken,
  isTakenApiCall,
  isVniAuthorize,
  isVniContext,
  isVniToken,
  parametersOf,
} from './requestForms.ts';

type Requests = MigrationItem['isOld'];

const isAuthorize: Requests = (request) => isVniAuthorize(request) || isConnectAuthorize(request);
const isGoodAuthorize: Requests = (request) => isConnectAuthorize(request) && isTaken(request);
const has = (request: Parameters<Requests>[0], name: string): boolean => Boolean(parametersOf(request)[name]);
const STEP = 'authentication';

/** What to change about signing in and getting tokens, in the order of the guide's steps 1 to 4. */
export const AUTHENTICATION_ITEMS: readonly MigrationItem[] = [
  {
    id: 'vni-authorize-address',
    step: STEP,
    title: 'Authorization endpoint of VNI',
    guide: 'Interactive applications, 1a',
    why: 'integration.visma.net/API/resources/oauth/authorize ended with VNI on 30 April 2025.',
    change: 'Send people to https://connect.visma.com/connect/authorize.',
    isOld: isVniAuthorize,
    isNew: isGoodAuthorize,
    newForm: newAuthorize,
  },
  {
    id: 'vni-scope',
    step: STEP,
    title: 'Scope financialstasks',
    guide: 'Interactive applications, 1b',
    why: 'The one scope of VNI has become several: read, create, update and delete, for people and for services apart.',
    change: 'Ask for what is needed and approved: vismanet_erp_interactive_api:… or vismanet_erp_service_api:….',
    isOld: (request) => (parametersOf(request).scope ?? '').split(' ').includes('financialstasks'),
    isNew: (request) =>
      (isConnectAuthorize(request) || isConnectToken(request)) &&
      isTaken(request) &&
      /vismanet_erp_|visma\.net\.erp\.salesorder/.test(parametersOf(request).scope ?? ''),
    newForm: newAuthorize,
  },
  {
    id: 'missing-state',
    step: STEP,
    title: 'Sign-in without state',
    guide: 'Interactive applications, 1; the guide does not mention state',
    why: 'Without it anybody can slip a code of their own into a person’s callback.',
    change: 'Send a random state that belongs to this browser, and refuse a callback with another one.',
    isOld: (request) => isAuthorize(request) && !has(request, 'state'),
    isNew: (request) => isGoodAuthorize(request) && has(request, 'state'),
    newForm: newAuthorize,
  },
  {
    id: 'missing-pkce',
    step: STEP,
    title: 'Sign-in without PKCE',
    guide: 'Set up your application, step 10; Interactive applications, 1f',
    why: 'Without it a stolen code can be redeemed by somebody else. plain as method protects from little.',
    change: 'Send code_challenge with code_challenge_method=S256, made of a verifier of 43 to 128 characters.',
    isOld: (request) =>
      isAuthorize(request) &&
      !(has(request, 'code_challenge') && parametersOf(request).code_challenge_method === 'S256'),
    isNew: (request) =>
      isGoodAuthorize(request) &&
      has(request, 'code_challenge') &&
      parametersOf(request).code_challenge_method === 'S256',
    newForm: newAuthorize,
  },
  {
    id: 'verifier-to-authorize',
    step: STEP,
    title: 'Verifier sent to the authorization endpoint',
    guide: 'Interactive applications, 1f; the guide has it wrong',
    why: 'Whoever sees the address then has the verifier too, and PKCE protects from nothing.',
    change: 'Send the challenge to the authorization endpoint. The verifier goes to the token endpoint only (4d).',
    isOld: (request) => isAuthorize(request) && has(request, 'code_verifier'),
    isNew: (request) => isGoodAuthorize(request) && has(request, 'code_challenge') && !has(request, 'code_verifier'),
    newForm: newAuthorize,
  },
  {
    id: 'secret-in-address',
    step: STEP,
    title: 'Client secret in an address',
    guide: 'Not in the guide',
    why: 'Addresses stand in logs and histories.',
    change: 'Send it to the token endpoint only: in the body, or as Basic.',
    isOld: ({ query }) => 'client_secret' in query,
    isNew: (request) => isConnectToken(request) && isTaken(request) && !('client_secret' in request.query),
    newForm: newToken,
  },
  {
    id: 'vni-token-address',
    step: STEP,
    title: 'Token endpoint of VNI',
    guide: 'Interactive applications, 4a',
    why: 'integration.visma.net/API/security/api/v2/token ended with VNI on 30 April 2025.',
    change: 'Exchange the code at https://connect.visma.com/connect/token.',
    isOld: isVniToken,
    isNew: (request) => isConnectToken(request) && isTaken(request),
    newForm: newToken,
  },
  {
    id: 'missing-verifier',
    step: STEP,
    title: 'Token request without verifier',
    guide: 'Interactive applications, 4d',
    why: 'A sign-in with PKCE is finished by the verifier that it began with.',
    change: 'Keep the verifier of each sign-in, and send it as code_verifier.',
    isOld: (request) => isConnectToken(request, 'authorization_code') && !has(request, 'code_verifier'),
    isNew: (request) =>
      isConnectToken(request, 'authorization_code') && isTaken(request) && has(request, 'code_verifier'),
    newForm: newToken,
  },
  {
    id: 'token-field',
    step: STEP,
    title: 'Field token in the answer',
    guide: 'Interactive applications, 4',
    why: 'VNI answered the token in the field token. Connect answers access_token, and says in expires_in when it ends.',
    change: 'Read access_token, expires_in and refresh_token.',
    isOld: (request) => isVniToken(request) && isTaken(request),
    isNew: isTakenApiCall,
    newForm: newToken,
  },
  {
    id: 'vni-context',
    step: STEP,
    title: 'Call of /context or usercontexts',
    guide: 'Interactive applications, 4c; The access-token now contains the context',
    why: 'The list of companies went away with VNI. A token of Connect names exactly one company.',
    change:
      'People choose the company when they sign in. A service sends tenant_id; no API turns whole numbers into ids.',
    isOld: isVniContext,
    isNew: isTakenApiCall,
    newForm: serviceToken,
  },
  {
    id: 'tenant-in-token-request',
    step: STEP,
    title: 'Service token without tenant_id',
    guide: 'Non-interactive applications, 1',
    why: 'A service token is for one company, and the token request names it.',
    change: 'Send tenant_id with the token request; the customer finds it in the App Store.',
    isOld: (request) => isConnectToken(request, 'client_credentials') && !has(request, 'tenant_id'),
    isNew: (request) => isConnectToken(request, 'client_credentials') && isTaken(request) && has(request, 'tenant_id'),
    newForm: serviceToken,
  },
];
