import type { MigrationItem } from './migrationItem.ts';
import { newApiCall, newToken, serviceToken } from './newForms.ts';
import { isApiCall, isConnectToken, isTaken, isTakenApiCall, parametersOf } from './requestForms.ts';

/** Codes that have nothing to do with the company or the person. */
const OTHER_ERRORS = [
  'invalid_client',
  'invalid_request',
  'invalid_grant',
  'invalid_scope',
  'unauthorized_client',
  'unsupported_grant_type',
];
const isCompanyRefusal: MigrationItem['isOld'] = ({ error }) => error !== null && !OTHER_ERRORS.includes(error);

/** What customers and their people have to do before an integration may work. */
export const CONSENT_ITEMS: readonly MigrationItem[] = [
  {
    id: 'app-store-grant',
    step: 'consent',
    title: 'Service without the customer’s grant',
    guide: 'Giving consent to an application in App Store, steps 1-8',
    why: 'Consent given to VNI does not carry over. A service gets tokens for tenants that granted it.',
    change: 'Have an Integration Administrator use your invitation code in the App Store and grant each permission.',
    isOld: (request) =>
      isConnectToken(request, 'client_credentials') &&
      'tenant_id' in parametersOf(request) &&
      isCompanyRefusal(request),
    isNew: (request) => isConnectToken(request, 'client_credentials') && isTaken(request),
    newForm: serviceToken,
  },
  {
    id: 'vni-role',
    step: 'consent',
    title: 'Person without the role API User',
    guide: 'Interactive applications, 2b',
    why: 'API User took over from Financials User, per company. Role changes take 10 to 15 minutes to work.',
    change: 'Have a customer administrator give the role in Visma Admin, then sign in again.',
    isOld: (request) => isConnectToken(request, 'authorization_code') && isCompanyRefusal(request),
    isNew: (request) => isConnectToken(request, 'authorization_code') && isTaken(request),
    newForm: newToken,
  },
  {
    id: 'customer-tenant',
    step: 'consent',
    title: 'Customer tenant in place of the company',
    guide: 'Giving consent to an application in App Store, step 9',
    why: 'Customers have a tenant too. It brings a token, but the ERP API answers 401.',
    change: 'Ask for the Tenant ID of the company: top right in the App Store, the company chosen first.',
    isOld: (request) => isApiCall(request) && request.status === 401 && request.credential === 'Connect token',
    isNew: isTakenApiCall,
    newForm: newApiCall,
  },
];
