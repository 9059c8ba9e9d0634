import type { IncomingHttpHeaders } from 'node:http';
import type { Access } from '../erp/access.ts';
import { ippException } from '../erp/erpAnswer.ts';
import type { LegacyTokens } from '../erp/answerCall.ts';
import { bearerOf } from './tokenRoutes.ts';
import type { VniRecords, VniToken } from './vniRecords.ts';

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
    access: (headers, note) => {
      const token = tokenOf(headers);
      return token && accessOf(vni, token, headers, note);
    },
  };
}

function accessOf(
  vni: VniRecords,
  token: VniToken,
  headers: IncomingHttpHeaders,
  note: (words: string) => void,
): Access {
  if (textOf(headers['ipp-application-type']).toLowerCase() !== APPLICATION_TYPE.toLowerCase()) {
    note(`ipp-application-type must be ${APPLICATION_TYPE}`);
    throw ippException('The header ipp-application-type is missing or not valid.');
  }
  const number = textOf(headers['ipp-company-id']);
  const company = vni.companiesOf(token.personId).find(({ id }) => String(id) === number);
  if (!company) {
    note(
      number === ''
        ? 'ipp-company-id is missing'
        : 'ipp-company-id is no company in which the person is Financials User',
    );
    throw ippException('The company is missing, or the user has no access to it.', '12002');
  }
  const { tenantId } = company;
  const who = { iss: VNI_ISSUER, aud: [], client_id: token.clientId, sub: token.personId };
  const claims = { ...who, scope: SCOPES, tenant_id: tenantId, exp: Number.MAX_SAFE_INTEGER };
  return { claims, tenantId };
}

function textOf(header: string | string[] | undefined): string {
  return [header ?? ''].flat().join(',').trim();
}
