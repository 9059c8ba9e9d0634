import type { NumberedRequest } from '../../world/requestLog.ts';
import { isList, namesAmong, parametersOf } from './requestForms.ts';

/** Paging parameters that the API ignores. */
export const DEAD_PAGING = ['numberToRead', 'skipRecords', 'greaterThanValue'];

/** Times that filter only together with their condition. */
export const TIME_FILTERS = [
  'lastModifiedDateTime',
  'createdDateTime',
  'documentDate',
  'documentDueDate',
  'availabilityLastModifiedDateTime',
  'attachmentLastModifiedDateTime',
];

/** A sign-in as Connect wants it, with what the old request said. */
export function newAuthorize(request: NumberedRequest): string {
  const { client_id: clientId = '', redirect_uri: redirectUri = '' } = parametersOf(request);
  return lines('GET https://connect.visma.com/connect/authorize', [
    ['client_id', clientId || '<client id of the Developer Portal>'],
    ['redirect_uri', redirectUri || '<registered redirect URI>'],
    ['response_type', 'code'],
    ['response_mode', 'query'],
    ['scope', 'openid offline_access vismanet_erp_interactive_api:read'],
    ['state', '<random, kept for this browser>'],
    ['nonce', '<random, checked in the ID token>'],
    ['code_challenge', '<SHA-256 of the verifier, base64url>'],
    ['code_challenge_method', 'S256'],
  ]);
}

/** A token request as Connect wants it: with a code, or for a service. */
export function newToken(request: NumberedRequest): string {
  const { redirect_uri: redirectUri, grant_type: grant } = parametersOf(request);
  return grant === 'client_credentials' || grant === 'password' ? serviceToken() : codeToken(redirectUri);
}

function codeToken(redirectUri = '<that of the sign-in>'): string {
  const fields: Fields = [
    ['grant_type', 'authorization_code'],
    ['code', '<code>'],
    ['redirect_uri', redirectUri],
    ['code_verifier', '<the verifier of this sign-in>'],
  ];
  return `${TOKEN_HEAD}\n\n${lines('', fields)}\n\n→ access_token, expires_in, refresh_token`;
}

/** A token of the application itself, for one company. */
export function serviceToken(): string {
  const fields: Fields = [
    ['grant_type', 'client_credentials'],
    ['scope', 'vismanet_erp_service_api:read'],
    ['tenant_id', '<tenant id of the company>'],
  ];
  return `${TOKEN_HEAD}\n\n${lines('', fields)}`;
}

/** New tokens for a refresh token. */
export function refreshToken(): string {
  const fields: Fields = [
    ['grant_type', 'refresh_token'],
    ['refresh_token', '<the latest refresh token>'],
  ];
  return `${TOKEN_HEAD}\n\n${lines('', fields)}`;
}

const TOKEN_HEAD = 'POST https://connect.visma.com/connect/token\nAuthorization: Basic <client id:client secret>';

/** An API call at today's address, with the token of one company and without what is gone. */
export function newApiCall(request: NumberedRequest): string {
  const { method, headers } = request;
  const background = headers['erp-api-background'] === undefined ? [] : ['erp-api-background: subscription'];
  const head = [
    `${method} ${newAddress(request)}`,
    'Authorization: Bearer <access token of the company>',
    'Accept: application/json',
    ...background,
  ];
  return head.join('\n');
}

function newAddress(request: NumberedRequest): string {
  const path = request.path.replace(/^\/API\/(?:service\/)?controller\/api\//i, '/');
  if (/^\/(?:api\/)?v\d\/salesorders?(?:basic)?(?:\/|$)/i.test(path))
    return 'https://salesorder.visma.net/api/v3/SalesOrders?pageIndex=0&pageSize=100';
  const current = path.replace(/^\/v1\/purchasereceipt(?=\/|$)/i, '/v2/purchasereceipt');
  const query = new URLSearchParams(newQuery(request)).toString();
  return `https://api.finance.visma.net${current.replace(/\/$/, '')}${query === '' ? '' : `?${query}`}`;
}

function newQuery(request: NumberedRequest): [string, string][] {
  const { query } = request;
  const dead = namesAmong(request, DEAD_PAGING);
  const kept = Object.entries(query).filter(([name]) => !dead.includes(name));
  const has = (name: string): boolean => kept.some(([one]) => one.toLowerCase() === name.toLowerCase());
  const size = dead.map((name) => (/^numberToRead$/i.test(name) ? query[name] : undefined)).find(Boolean) ?? '100';
  const paging: [string, string][] = isList(request)
    ? [
        ['pageNumber', '1'],
        ['pageSize', size],
      ]
    : [];
  const conditions = namesAmong(request, TIME_FILTERS).map((name): [string, string] => [`${name}Condition`, '>=']);
  return [...kept, ...[...paging, ...conditions].filter(([name]) => !has(name))];
}

type Fields = readonly (readonly [name: string, value: string])[];

/** Parameters one under the other, as they are read and not as they are encoded. */
function lines(head: string, fields: Fields): string {
  const text = fields.map(([name, value], place) => `${place === 0 ? (head === '' ? ' ' : '?') : '&'}${name}=${value}`);
  return [head, ...text.map((line) => `  ${line}`)].filter(Boolean).join('\n');
}
