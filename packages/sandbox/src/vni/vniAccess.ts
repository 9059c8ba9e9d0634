import type { IncomingHttpHeaders } from 'node:http';
import { ippException } from '../api/erpAnswer.ts';
import type { LegacyTokens } from '../api/answerCall.ts';
import { bearerOf } from './tokenRoutes.ts';
import type { VniCompany, VniRecords } from './vniRecords.ts';

const APPLICATION_TYPE = 'Visma.net Financials';
const SCOPES = ['read', 'create', 'update', 'delete'].map((operation) => `vismanet_erp_interactive_api:${operation}`);

/** The issuer in the claims of a VNI token, which itself says nothing. */
export const VNI_ISSUER = 'VNI';

/**
 * Takes VNI tokens at the old host. The company comes from the header `ipp-company-id`; the token is good for all of
 * the person's.
 */
export function createVniAccess(vni: VniRecords): LegacyTokens {
  const tokenOf = ({ authorization }: IncomingHttpHeaders) => vni.findToken(bearerOf(authorization) ?? '');
  return {
    isToken: (headers) => tokenOf(headers) !== undefined,
    access: (headers, note, identify) => {
      const { clientId = '', personId = '' } = tokenOf(headers) ?? {};
      const who = { iss: VNI_ISSUER, aud: [], client_id: clientId, sub: personId };
      const claims = { ...who, scope: SCOPES, exp: Number.MAX_SAFE_INTEGER };
      identify?.(claims);
      requireApplicationType(headers, note);
      const { tenantId } = requireCompany(vni.companiesOf(personId), headers, note);
      return { claims: { ...claims, tenant_id: tenantId }, tenantId, byHeader: true };
    },
  };
}

type Note = (message: string) => void;

function requireApplicationType(headers: IncomingHttpHeaders, note: Note): void {
  if (textOf(headers['ipp-application-type']).toLowerCase() === APPLICATION_TYPE.toLowerCase()) return;
  note(`ipp-application-type must be ${APPLICATION_TYPE}`);
  throw ippException('The header ipp-application-type is missing or not valid.');
}

function requireCompany(companies: readonly VniCompany[], headers: IncomingHttpHeaders, note: Note): VniCompany {
  const number = textOf(headers['ipp-company-id']);
  const company = companies.find(({ id }) => String(id) === number);
  if (company) return company;
  note(
    number === '' ? 'ipp-company-id is missing' : 'ipp-company-id is no company in which the person is Financials User',
  );
  // The message is empty and the code stands in the id twice, as clients have recorded it.
  throw ippException('', '12002', 400, '12002_12002');
}

function textOf(header: string | string[] | undefined): string {
  return [header ?? ''].flat().join(',').trim();
}
