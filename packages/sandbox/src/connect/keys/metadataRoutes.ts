import { Router, type RequestHandler } from 'express';
import { ALL_BREAKS, breakAnswer, takeBreak } from '../../protocol/breakAnswer.ts';
import type { ConnectDeps } from '../connectDeps.ts';

/** Discovery by both its names, and the JWKS. */
export function metadataRoutes(deps: ConnectDeps): Router {
  const { world, faults, issuer } = deps;
  const open: RequestHandler = (_req, res, next) => {
    res.set('Access-Control-Allow-Origin', '*');
    next();
  };
  const delayMs = (): number => world.settings.current().faultDelayMs;
  const discovery: RequestHandler = async (_req, res) => {
    const order = takeBreak(ALL_BREAKS, (name) => faults.take(`discovery_${name}`));
    if (await breakAnswer(res, order, delayMs())) return;
    if (faults.take('discovery_without_endpoints')) return void res.json({ issuer });
    const metadata = metadataOf(issuer);
    res.json(faults.take('discovery_wrong_issuer') ? { ...metadata, issuer: 'https://other.example' } : metadata);
  };
  const jwks: RequestHandler = async (_req, res) => {
    const order = takeBreak(ALL_BREAKS, (name) => faults.take(`jwks_${name}`));
    if (await breakAnswer(res, order, delayMs())) return;
    if (faults.take('jwks_empty')) return void res.json({ keys: [] });
    const keys = await world.keys.all();
    const published = keys.map(({ kid, jwk: { n, e } }) => ({ kty: 'RSA', use: 'sig', alg: 'RS256', kid, e, n }));
    res.json({ keys: published });
  };
  return Router()
    .use('/.well-known', open)
    .get(['/.well-known/openid-configuration', '/.well-known/oauth-authorization-server'], discovery)
    .get('/.well-known/openid-configuration/jwks', jwks);
}

const CLIENT_AUTHENTICATION = ['client_secret_basic', 'client_secret_post'];

/**
 * What Connect says of itself, less what this sandbox has not got (device flow, CIBA, token exchange, implicit flows).
 * The scopes of the ERP APIs are not among those published, as in the real document.
 */
function metadataOf(issuer: string) {
  return {
    issuer,
    jwks_uri: `${issuer}/.well-known/openid-configuration/jwks`,
    authorization_endpoint: `${issuer}/connect/authorize`,
    token_endpoint: `${issuer}/connect/token`,
    userinfo_endpoint: `${issuer}/connect/userinfo`,
    end_session_endpoint: `${issuer}/connect/endsession`,
    revocation_endpoint: `${issuer}/connect/revocation`,
    introspection_endpoint: `${issuer}/connect/introspect`,
    frontchannel_logout_supported: true,
    frontchannel_logout_session_supported: true,
    backchannel_logout_supported: true,
    backchannel_logout_session_supported: true,
    scopes_supported: ['openid', 'profile', 'email', 'phone', 'address', 'roles', 'tenants', 'offline_access'],
    claims_supported: CLAIMS,
    grant_types_supported: ['authorization_code', 'client_credentials', 'refresh_token'],
    response_types_supported: ['code', 'code id_token'],
    response_modes_supported: ['form_post', 'query', 'fragment'],
    token_endpoint_auth_methods_supported: CLIENT_AUTHENTICATION,
    revocation_endpoint_auth_methods_supported: CLIENT_AUTHENTICATION,
    introspection_endpoint_auth_methods_supported: CLIENT_AUTHENTICATION,
    id_token_signing_alg_values_supported: ['RS256'],
    subject_types_supported: ['public'],
    code_challenge_methods_supported: ['plain', 'S256'],
    request_parameter_supported: false,
    request_uri_parameter_supported: false,
    prompt_values_supported: ['none', 'login', 'consent', 'select_account'],
    authorization_response_iss_parameter_supported: true,
  };
}

/** As published. Those whose form is documented nowhere are listed, and never issued. */
const CLAIMS = [
  'sub',
  'name',
  'given_name',
  'family_name',
  'name_verified',
  'picture',
  'locale',
  'created_at',
  'updated_at',
  'email',
  'email_verified',
  'phone_number',
  'phone_number_verified',
  'address',
  'roles',
  'built_in_roles',
  'tenant_id',
  'tenants',
  'tenant_external_id',
  'tenant_owner_client_id',
  'tenant_hierarchy',
  'applications',
  'features',
  'groups',
  'sub_external_id',
  'preferred_theme',
];
