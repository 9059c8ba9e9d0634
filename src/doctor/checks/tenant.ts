import { decode } from '../../oidc/jwt.ts';
import { createServiceClient, ServiceError, type ServiceClient, type ServiceToken } from 'visma-net-client';
import type { DiagnosisId } from '../diagnoses.ts';
import { diagnose, fine, skip, type Finding, type Findings } from '../finding.ts';
import type { ConfigInspection } from '../configInspection.ts';
import { productName } from '../../productName.ts';

/** A token of the service application for one company, the company in it, and the first call of the ERP with it. */
export async function* checkTenant(inspection: ConfigInspection, tenantId: string | undefined): Findings {
  const { service, issuer, erpUrl, salesOrderUrl } = inspection;
  if (tenantId === undefined) {
    yield skip('tenant', 'asked for with --tenant <tenant id>');
    return;
  }
  if (!service || issuer === undefined || erpUrl === undefined || salesOrderUrl === undefined) {
    yield diagnose('service_missing', {
      reason: 'There is no service application to ask for a token with.',
      advice: 'Set VISMA_CONNECT_URL, VISMA_SERVICE_CLIENT_ID and VISMA_SERVICE_CLIENT_SECRET.',
    });
    return;
  }
  const { clientId, clientSecret } = service;
  const client = createServiceClient({
    issuer,
    clientId,
    clientSecret,
    erpUrl,
    salesOrderUrl,
    product: productName(),
    maxWaitSeconds: 0,
  });
  try {
    yield* checkWith(client, tenantId);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    yield explain(error);
  } finally {
    await client.close();
  }
}

async function* checkWith(client: ServiceClient, tenantId: string): Findings {
  const token = await client.token(tenantId);
  const wrong = tenantIn(token, tenantId);
  if (wrong) {
    yield wrong;
    return;
  }
  yield fine(
    'tenant',
    `a token for ${tenantId}, ${Math.round(token.lifetimeSeconds / 60)} minutes: ${token.scopes.join(' ')}`,
  );
  const { rows } = await client.tenant(tenantId).inventory.list({ pageSize: 1 });
  yield fine('tenant', `the ERP answers to it (${rows.length === 0 ? 'no item in this company' : 'an item came'})`);
}

/** An opaque token does not tell; the ERP will. */
function tenantIn({ accessToken }: ServiceToken, tenantId: string): Finding | undefined {
  const claims = decode(accessToken)?.claims;
  if (!claims || claims.tenant_id === tenantId) return undefined;
  if (claims.tenant_id === undefined) {
    return diagnose('token_without_tenant', {
      reason: 'The token names no company (no tenant_id in it), so the ERP cannot tell which one is meant.',
      advice: 'Have the application made tenant-enabled in the Developer Portal.',
    });
  }
  return diagnose('token_of_another', {
    reason: `The token was asked for ${tenantId} and names another company.`,
    advice: 'Do not use it: data would be read from, or written to, the wrong company. Ask Visma’s support.',
  });
}

const DIAGNOSIS_OF: Readonly<Partial<Record<ServiceError['code'], DiagnosisId>>> = {
  tenant_not_granted: 'tenant_not_granted',
  not_a_company: 'customer_tenant',
  company_not_licensed: 'company_closed',
  scope_missing: 'tenant_scope_missing',
  scope_refused: 'tenant_scope_missing',
};

function explain(error: ServiceError): Finding {
  const { code, system, message, advice } = error;
  const other = system === 'connect' ? 'tenant_token_refused' : 'tenant_call_failed';
  return diagnose(DIAGNOSIS_OF[code] ?? other, { reason: message, advice });
}
