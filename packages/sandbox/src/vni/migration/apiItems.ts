import { DEAD_PAGING, newApiCall, TIME_FILTERS } from './newForms.ts';
import type { MigrationItem } from './migrationItem.ts';
import { isApiCall, isList, isOldHost, isTaken, isTakenApiCall, namesAmong, resourceOf } from './requestForms.ts';

type Requests = MigrationItem['isOld'];

const isSalesOrder: Requests = (request) => /^salesorders?(?:basic)?$/.test(resourceOf(request));
const isPurchaseReceipt: Requests = (request) => resourceOf(request) === 'purchasereceipt';
const isErpCall: Requests = (request) => request.system === 'Visma.net ERP API' && isTakenApiCall(request);
const isErpList: Requests = (request) => isErpCall(request) && isList(request);

function isPaired(request: Parameters<Requests>[0]): boolean {
  return namesAmong(request, TIME_FILTERS).every((name) => namesAmong(request, [`${name}Condition`]).length > 0);
}

const COMMON = { step: 'api-calls', newForm: newApiCall, subjectOf: resourceOf } as const;

/** What to change about calls to the APIs. Each resource is looked at apart. */
export const API_ITEMS: readonly MigrationItem[] = [
  {
    ...COMMON,
    id: 'old-api-path',
    title: 'Old address of the ERP API',
    guide: 'Rewrite the API-calls; the guide itself still names it',
    why: 'integration.visma.net allows 500 calls an hour per application since February 2026, until it is off.',
    change: 'Use https://api.finance.visma.net/v1/…: the part /API/controller/api falls away.',
    isOld: (request) => isOldHost(request) && !isSalesOrder(request) && !isPurchaseReceipt(request),
    isNew: isErpCall,
  },
  {
    ...COMMON,
    id: 'ipp-company-id',
    title: 'Header ipp-company-id',
    guide: 'The access-token now contains the context',
    why: 'The company comes from the token. Code that changes company by header goes on reading and writing another one.',
    change: 'Leave it out, and call with the token of the company you mean.',
    isOld: (request) => isApiCall(request) && 'ipp-company-id' in request.headers,
    isNew: (request) => isTakenApiCall(request) && !('ipp-company-id' in request.headers),
  },
  {
    ...COMMON,
    id: 'ipp-application-type',
    title: 'Header ipp-application-type',
    guide: 'The access-token now contains the context',
    why: 'It is no longer needed.',
    change: 'Leave it out.',
    isOld: (request) => isApiCall(request) && 'ipp-application-type' in request.headers,
    isNew: (request) => isTakenApiCall(request) && !('ipp-application-type' in request.headers),
  },
  {
    ...COMMON,
    id: 'authentication-header',
    title: 'Header Authentication instead of Authorization',
    guide: 'Example call with new API; the example is wrong',
    why: 'The header is called Authorization. A call that follows the guide’s example carries no token: 401.',
    change: 'Send Authorization: Bearer <access token>.',
    isOld: (request) => isApiCall(request) && 'authentication' in request.headers,
    isNew: (request) => isTakenApiCall(request) && !('authentication' in request.headers),
  },
  {
    ...COMMON,
    id: 'paging-parameters',
    title: 'Paging parameters without effect',
    guide: 'Not in the guide',
    why: 'numberToRead, skipRecords and greaterThanValue are ignored: the answer is the first page, and rows are missing.',
    change: 'Use pageNumber, from 1, and pageSize. A page shorter than asked for is the last.',
    isOld: (request) => isApiCall(request) && namesAmong(request, DEAD_PAGING).length > 0,
    isNew: (request) =>
      isErpList(request) &&
      namesAmong(request, ['pageSize']).length > 0 &&
      namesAmong(request, DEAD_PAGING).length === 0,
  },
  {
    ...COMMON,
    id: 'missing-page-size',
    title: 'List without pageSize',
    guide: 'Not in the guide',
    why: 'Visma calls pageNumber and pageSize compulsory. Without them a list ends where a default ends.',
    change: 'Send pageNumber and pageSize with every list, and go on until a page is short.',
    isOld: (request) =>
      isApiCall(request) &&
      request.system !== 'Sales Order API' &&
      isList(request) &&
      isTaken(request) &&
      namesAmong(request, ['pageSize']).length === 0,
    isNew: (request) => isErpList(request) && namesAmong(request, ['pageSize']).length > 0,
  },
  {
    ...COMMON,
    id: 'lone-time-filter',
    title: 'Time filter without its condition',
    guide: 'Not in the guide',
    why: 'lastModifiedDateTime and its kin work only together with …Condition. Alone they filter nothing.',
    change: 'Send the condition as well: >, <, >= or <=.',
    isOld: (request) => isApiCall(request) && !isPaired(request),
    isNew: (request) => isTakenApiCall(request) && namesAmong(request, TIME_FILTERS).length > 0 && isPaired(request),
  },
  {
    ...COMMON,
    id: 'background-url',
    title: 'Address in erp-api-background',
    guide: 'Not in the guide; changed on 30 April 2025',
    why: 'The header takes no address any more.',
    change: 'Send none or subscription, and subscribe to BACKGROUND_API_RESPONSE in the Developer Portal.',
    isOld: ({ headers }) => /^https?:/i.test(headers['erp-api-background'] ?? ''),
    isNew: (request) =>
      isTakenApiCall(request) && /^(?:none|subscription)/i.test(request.headers['erp-api-background'] ?? ''),
  },
  {
    ...COMMON,
    id: 'sales-order-v1-v2',
    title: 'Sales orders at an address that has ended',
    guide: 'Introduction; versions 1 and 2 ended on 31 March 2026',
    why: 'Sales orders have an API of their own with another contract: pages from 0, plain JSON, If-Match compulsory.',
    change: 'Use https://salesorder.visma.net/api/v3/SalesOrders with the scopes visma.net.erp.salesorder:….',
    isOld: (request) => isSalesOrder(request) && !/^\/api\/v3\//i.test(request.path),
    isNew: (request) => isSalesOrder(request) && /^\/api\/v3\//i.test(request.path) && isTakenApiCall(request),
    subjectOf: () => 'salesorders',
  },
  {
    ...COMMON,
    id: 'purchase-receipt-v1',
    title: 'Purchase receipts at version 1',
    guide: 'Not in the guide; ended on 15 September 2026',
    why: 'GET /v1/purchasereceipt is no longer there.',
    change: 'Use /v2/purchasereceipt.',
    isOld: (request) => isPurchaseReceipt(request) && !/^\/v2\//i.test(request.path),
    isNew: (request) => isPurchaseReceipt(request) && /^\/v2\//i.test(request.path),
  },
  {
    ...COMMON,
    id: 'webhook-subscription',
    title: 'Webhook subscriptions by REST',
    guide: 'Not in the guide; ended on 30 April 2025',
    why: 'The endpoint is gone.',
    change: 'Set webhooks up in the Developer Portal. No request can show that; tick it off yourself.',
    isOld: ({ path }) => /^\/API\/resources\/v\d\/subscription/i.test(path),
    isNew: undefined,
    newForm: () => 'Developer Portal → My Applications → your application → My Subscriptions',
    subjectOf: () => 'subscription',
  },
];
