import type { ClientAuthentication } from 'visma-net-client/connect/clientAuthentication';
import type { DiagnosisId } from '../diagnoses.ts';
import { diagnose, fine, type Finding } from '../finding.ts';
import type { Metadata } from './metadata.ts';

interface Need {
  readonly diagnosis: DiagnosisId;
  readonly field:
    | 'response_types_supported'
    | 'response_modes_supported'
    | 'grant_types_supported'
    | 'code_challenge_methods_supported'
    | 'token_endpoint_auth_methods_supported'
    | 'id_token_signing_alg_values_supported';
  readonly value: string;
  /** What an absent list means (OpenID Connect Discovery 1.0 §3, RFC 8414 §2). */
  readonly byDefault: readonly string[];
  readonly what: string;
  /** What else a provider may offer in its place, and what to do then. */
  readonly otherwise?: { readonly value: string; readonly advice: string };
}

const NEEDS: readonly Need[] = [
  {
    diagnosis: 'no_code_flow',
    field: 'response_types_supported',
    value: 'code',
    byDefault: [],
    what: 'the authorization code flow (response type code)',
  },
  {
    diagnosis: 'no_query_mode',
    field: 'response_modes_supported',
    value: 'query',
    byDefault: ['query', 'fragment'],
    what: 'answers in the query (response mode query)',
  },
  {
    diagnosis: 'no_pkce',
    field: 'code_challenge_methods_supported',
    value: 'S256',
    byDefault: [],
    what: 'PKCE with S256 (RFC 7636)',
  },
  {
    diagnosis: 'no_rs256',
    field: 'id_token_signing_alg_values_supported',
    value: 'RS256',
    byDefault: ['RS256'],
    what: 'ID tokens signed with RS256',
  },
];

const AUTHENTICATION: Readonly<Record<ClientAuthentication, Need>> = {
  basic: {
    diagnosis: 'no_basic',
    field: 'token_endpoint_auth_methods_supported',
    value: 'client_secret_basic',
    byDefault: ['client_secret_basic'],
    what: 'the client secret as Basic (client_secret_basic)',
    otherwise: {
      value: 'client_secret_post',
      advice: 'Set VISMA_CLIENT_AUTH=post: the provider takes it in the form.',
    },
  },
  post: {
    diagnosis: 'no_post',
    field: 'token_endpoint_auth_methods_supported',
    value: 'client_secret_post',
    byDefault: ['client_secret_basic'],
    what: 'the client secret in the form (client_secret_post)',
    otherwise: { value: 'client_secret_basic', advice: 'Leave VISMA_CLIENT_AUTH out: the provider takes it as Basic.' },
  },
};

/** Whether the secret can be sent in the configured way. */
export function canAuthenticate(metadata: Metadata, authentication: ClientAuthentication): boolean {
  return !isUnmet(metadata)(AUTHENTICATION[authentication]);
}

interface Wanted {
  readonly scopes: readonly string[];
  readonly authentication: ClientAuthentication;
}

/** Whether the provider offers what this application uses. */
export function checkFeatures(metadata: Metadata, { scopes, authentication }: Wanted): Finding[] {
  const wantsRefresh = scopes.includes('offline_access');
  const refresh: Need = {
    diagnosis: 'no_refresh',
    field: 'grant_types_supported',
    value: 'refresh_token',
    byDefault: ['authorization_code', 'implicit', 'refresh_token'],
    what: 'refresh tokens',
  };
  const needs = [...NEEDS, AUTHENTICATION[authentication], ...(wantsRefresh ? [refresh] : [])];
  const findings = needs.filter(isUnmet(metadata)).map((need) =>
    diagnose(need.diagnosis, {
      reason: `The provider does not offer ${need.what}.`,
      advice: adviceOf(need, metadata),
    }),
  );
  if (findings.length > 0) return findings;
  const { value } = AUTHENTICATION[authentication];
  return [fine('features', `code flow, answers in the query, PKCE with S256, ${value}, RS256`)];
}

function adviceOf({ field, byDefault, otherwise }: Need, metadata: Metadata): string {
  if (otherwise && (metadata[field] ?? byDefault).includes(otherwise.value)) return otherwise.advice;
  return 'Visma Connect does: see whether VISMA_CONNECT_URL is the provider you mean.';
}

function isUnmet(metadata: Metadata) {
  return ({ field, value, byDefault }: Need): boolean => {
    return !(metadata[field] ?? byDefault).includes(value);
  };
}
