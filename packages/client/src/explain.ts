import { ErpError, ConnectError, type VismaError, type ClientErrorCode } from './errors.ts';
import { ServiceError, type ConnectRefusal, type ErpRefusal } from './serviceError.ts';

/** What a call was about, for the words of its refusal. */
export interface Asked {
  readonly clientId: string;
  readonly issuer: string;
  readonly tenantId: string;
  readonly scopes: readonly string[];
}

/** A refusal in words, with what to do; anything else as it is. */
export function explain(error: unknown, asked: Asked): unknown {
  if (error instanceof ConnectError) return explainConnect(error, asked);
  if (error instanceof ErpError) return explainErp(error, asked);
  return error;
}

/** The token came without a scope that the call needs. */
export function explainMissingScope(asked: Asked, missing: readonly string[]): ServiceError {
  const cause = new ConnectError('client_misconfigured', {
    providerError: 'invalid_scope',
    reason: `the token came without ${missing.join(' ')}`,
    tenantId: asked.tenantId,
  });
  return explainConnect(cause, { ...asked, scopes: missing });
}

function explainConnect(cause: ConnectError, asked: Asked): ServiceError {
  const code = connectCodeOf(cause);
  return new ServiceError({ code, system: 'connect', tenantId: asked.tenantId, cause, ...CONNECT[code](asked, cause) });
}

function connectCodeOf({ code, details }: ConnectError): ConnectRefusal {
  if (code !== 'client_misconfigured') return CONNECT_CODES[code] ?? 'connect_refused';
  if (details.providerError === undefined) return 'issuer_wrong';
  return CONFIGURATION[details.providerError] ?? 'connect_refused';
}

const CONNECT_CODES: Readonly<Partial<Record<ClientErrorCode, ConnectRefusal>>> = {
  connect_unreachable: 'connect_unavailable',
  token_response_invalid: 'connect_unavailable',
  // Guess: which of them an ungranted company brings is not documented.
  invalid_tenant: 'tenant_not_granted',
  access_denied: 'tenant_not_granted',
  consent_required: 'tenant_not_granted',
};

/** Error codes of RFC 6749 §5.2. */
const CONFIGURATION: Readonly<Record<string, ConnectRefusal>> = {
  invalid_client: 'secret_refused',
  unauthorized_client: 'client_credentials_off',
  invalid_scope: 'scope_refused',
};

interface Explanation {
  readonly message: string;
  readonly advice: string;
}

const CONNECT: Readonly<Record<ConnectRefusal, (asked: Asked, cause: VismaError) => Explanation>> = {
  secret_refused: ({ clientId }) => ({
    message: `Visma Connect does not know ${clientId} by this secret.`,
    advice:
      'Check the client id and the secret. A change in the Developer Portal takes a minute or two to count; a secret that is lost is replaced there, under Credentials.',
  }),
  client_credentials_off: ({ clientId }) => ({
    message: `${clientId} may not ask for tokens of its own.`,
    advice:
      'Use an application of the type Service, or switch on Client Credentials for the Web application in the Developer Portal.',
  }),
  tenant_not_granted: ({ clientId, tenantId }) => ({
    message: `The company ${tenantId} has not granted ${clientId} access, or has withdrawn it.`,
    advice:
      'Ask the customer to grant the application in App Store (apps.visma.com, My apps), signed in as Integration Administrator, and compare the tenant id with the one in the menu at its top right.',
  }),
  scope_refused: ({ clientId, tenantId, scopes }) => ({
    message: `Visma Connect does not give ${clientId} ${scopes.join(' ') || 'any scope'} for the company ${tenantId}.`,
    advice:
      'See in the Developer Portal, under Integrations, whether it is approved. A scope that came after the customer’s grant waits until the customer approves it in App Store.',
  }),
  issuer_wrong: ({ issuer }) => ({
    message: `${issuer} answers, but not as the issuer that was configured.`,
    advice: 'Compare the address of Visma Connect with the "issuer" in its metadata, letter by letter.',
  }),
  connect_refused: ({ clientId, tenantId }, { details }) => ({
    message: `Visma Connect refused a token of ${clientId} for the company ${tenantId}${inBrackets(details.providerError)}.`,
    advice: 'Look the error code up in the documents of Visma Connect; the Developer Portal’s Debugger may tell more.',
  }),
  connect_unavailable: ({ issuer }, { details }) => ({
    message: `Visma Connect (${issuer}) does not answer as it should.`,
    advice: `Try again ${when(details.retryAfterSeconds)}.`,
  }),
};

function explainErp(cause: ErpError, asked: Asked): ServiceError {
  const code = ERP_CODES[cause.code] ?? 'rejected';
  return new ServiceError({ code, system: 'erp', tenantId: asked.tenantId, cause, ...ERP[code](asked, cause) });
}

const ERP_CODES: Readonly<Partial<Record<ClientErrorCode, ErpRefusal>>> = {
  erp_unauthorised: 'not_a_company',
  company_not_allowed: 'company_not_licensed',
  erp_forbidden: 'scope_missing',
  erp_not_found: 'not_found',
  erp_conflict: 'conflict',
  erp_throttled: 'throttled',
  erp_unavailable: 'erp_unavailable',
  erp_nonsense: 'erp_nonsense',
};

const ERP: Readonly<Record<ErpRefusal, (asked: Asked, cause: VismaError) => Explanation>> = {
  not_a_company: ({ tenantId }) => ({
    message: `The ERP does not take the token of ${tenantId}, although it is fresh.`,
    advice:
      'Most often this is the tenant id of the customer and not of the company. Take the company’s: Visma Admin, company, edit, configuration; or the menu at the top right of App Store with the company chosen.',
  }),
  company_not_licensed: ({ tenantId }, { details }) => ({
    message: `The ERP does not open the company ${tenantId}${inBrackets(details.providerError)}.`,
    advice: adviceOnCompany(details.providerError),
  }),
  scope_missing: ({ tenantId, scopes }) => ({
    message: `The ERP does not allow this to the token of ${tenantId} (${scopes.join(' ')}).`,
    advice:
      'Ask for the scope that the operation needs, and see that the company has approved it in App Store: service applications need vismanet_erp_service_api:…, not the interactive scopes.',
  }),
  not_found: ({ tenantId }) => ({
    message: `The company ${tenantId} has no such object.`,
    advice: 'Look the number up in the list.',
  }),
  rejected: (_asked, { details }) => ({
    message: `The ERP refused the request${inBrackets(details.providerError)}: ${details.providerDescription ?? whyNot(details.status)}`,
    advice: 'Change the values and try again.',
  }),
  conflict: (_asked, { details }) => ({
    message:
      details.status === 428
        ? 'The API wants to be told which version is changed.'
        : `Somebody else changed the object meanwhile${inBrackets(details.providerError)}.`,
    advice: 'Read it again and repeat the change on top of what is there now.',
  }),
  throttled: ({ tenantId }, { details }) => ({
    message: `The calls of this hour are used up for the company ${tenantId}${ofLimit(details.quota?.limit)}.`,
    advice: `Try again ${when(details.retryAfterSeconds)}.`,
  }),
  erp_unavailable: (_asked, { details }) => ({
    message: `The ERP does not answer${details.status === undefined ? '' : ` (status ${details.status})`}.`,
    advice: `Try again ${when(details.retryAfterSeconds)}.`,
  }),
  erp_nonsense: (_asked, { details }) => ({
    message: `The ERP answered with something that is not the data asked for (${details.reason ?? 'no reason given'}).`,
    advice: 'Check the address of the API. A page that is too large gets smaller with a smaller page size.',
  }),
};

/** The causes that Visma names for its codes, in their order. */
function adviceOnCompany(code: string | undefined): string {
  const role = 'See first whether the role API User is given in this company, in Visma Admin';
  return code === '12002'
    ? `${role}; then whether this is the tenant id of the company that is meant.`
    : `${role}; then whether this is the tenant id of the company and not of the customer; then whether the company’s licence for the API has run out.`;
}

/** The Sales Order API answers 405 for this alone. */
function whyNot(status: number | undefined): string {
  return status === 405 ? 'its state does not allow this.' : 'it did not say why.';
}

function inBrackets(code: string | undefined): string {
  return code === undefined ? '' : ` (${code})`;
}

function ofLimit(limit: number | undefined): string {
  return limit === undefined ? '' : ` (${limit} an hour)`;
}

function when(seconds: number | undefined): string {
  if (seconds === undefined) return 'later';
  return seconds < 120 ? `in ${seconds} seconds` : `in ${Math.ceil(seconds / 60)} minutes`;
}
