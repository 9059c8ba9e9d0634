import { diagnose, fine, skip, type Finding, type Findings } from '../finding.ts';
import { nearest } from '../nearest.ts';
import { PORTAL } from '../portal.ts';
import type { Sees } from './application.ts';
import type { ProbeOutcome } from './authorizeProbe.ts';

/**
 * Scopes that a Web application may ask for. The metadata cannot tell: Visma Connect does not publish those of the
 * ERP APIs in it.
 */
const KNOWN = [
  ...['openid', 'profile', 'email', 'phone', 'address', 'roles', 'tenants', 'tenant_hierarchy', 'offline_access'],
  ...['read', 'create', 'update', 'delete', 'ui-extension'].map((right) => `vismanet_erp_interactive_api:${right}`),
  ...['read', 'write'].map((right) => `visma.net.erp.salesorder:${right}`),
];

/** The scopes by their names. */
export function checkScopeNames(scopes: readonly string[]): Finding[] {
  const about = 'VISMA_SCOPES';
  const missing = [
    !scopes.includes('offline_access') &&
      diagnose('no_offline_access', {
        about,
        reason: 'Without offline_access there is no refresh token: people sign in again after an hour at most.',
        advice: 'Add offline_access, and switch on Offline Access for the application in the Developer Portal.',
      }),
    !scopes.includes('tenants') &&
      diagnose('no_tenants', {
        about,
        reason: 'Without tenants the names of the companies are not told, and perhaps not which one a token is for.',
        advice: 'Add tenants.',
      }),
  ].filter((finding) => finding !== false);
  return [...scopes.flatMap(checkName), ...missing, ...checkLength(scopes)];
}

/** The most characters that IdentityServer, the product behind Visma Connect, takes in `scope` unless it is told otherwise. */
const MOST_CHARACTERS = 300;

/** What a sign-in for changes asks for besides. */
export const STEP_UP_SCOPES = ['create', 'update', 'delete'].map((right) => `vismanet_erp_interactive_api:${right}`);

/** The longest text is that of a sign-in for changes. */
function checkLength(scopes: readonly string[]): Finding[] {
  const { length } = [...new Set([...scopes, ...STEP_UP_SCOPES])].join(' ');
  if (length <= MOST_CHARACTERS) return [];
  return [
    diagnose('scopes_too_long', {
      about: 'VISMA_SCOPES',
      reason: `With the permission to change things, the scopes make a text of ${length} characters; the product behind Visma Connect takes ${MOST_CHARACTERS} unless it is told otherwise.`,
      advice:
        'Leave out scopes that the application does not need; people would end on the error page of Visma Connect.',
    }),
  ];
}

function checkName(scope: string): Finding[] {
  const about = 'VISMA_SCOPES';
  if (scope === 'financialstasks') {
    return [
      diagnose('scope_of_vni', {
        about,
        reason: 'financialstasks was the scope of VNI, which has ended.',
        advice: 'Ask for vismanet_erp_interactive_api:read and others by need; docs/migration.md tells more.',
      }),
    ];
  }
  if (scope.startsWith('vismanet_erp_service_api:')) {
    return [
      diagnose('scope_of_services', {
        about,
        reason: `${scope} is for service applications; people who sign in have vismanet_erp_interactive_api.`,
        advice: `Write ${scope.replace('_service_', '_interactive_')}.`,
      }),
    ];
  }
  if (scope.startsWith('visma.net.erp.salesorder:') && KNOWN.includes(scope)) {
    return [
      diagnose('scope_needless', {
        about,
        reason: `${scope} is for service applications; the sales orders of people who sign in come with vismanet_erp_interactive_api.`,
        advice: 'Leave it out, unless Visma has approved it for sign-ins of this application.',
      }),
    ];
  }
  const meant = KNOWN.includes(scope) ? undefined : nearest(scope, KNOWN);
  if (meant === undefined) return [];
  return [
    diagnose('scope_unknown', {
      about,
      reason: `No scope is known by the name ${scope}.`,
      advice: `If ${meant} is meant, write it so.`,
    }),
  ];
}

/** Whether the application may ask for them, by a request that shows nobody a sign-in. */
export async function* checkAllowedScopes(
  scopes: readonly string[],
  { sees, withOpenid }: { readonly sees: Sees; readonly withOpenid: ProbeOutcome },
): Findings {
  if (withOpenid !== 'accepted') {
    yield skip('scopes', 'which are allowed shows when the application is known and its redirect URI registered');
    return;
  }
  const all = await sees(scopes);
  if (all === 'accepted') yield fine('scopes', `all allowed: ${scopes.join(' ')}`);
  else if (all !== 'refused') yield skip('scopes', 'which are allowed, Visma Connect did not say');
  else yield refusal(await refusedOf(scopes, sees));
}

async function refusedOf(scopes: readonly string[], sees: Sees): Promise<string[]> {
  const refused: string[] = [];
  for (const scope of scopes) {
    if (scope !== 'openid' && (await sees(['openid', scope])) === 'refused') refused.push(scope);
  }
  return refused;
}

function refusal(refused: readonly string[]): Finding {
  const which = refused.length === 0 ? 'these scopes together' : refused.join(' ');
  const offline = refused.includes('offline_access') ? ' For offline_access, switch on Offline Access.' : '';
  return diagnose('scope_refused', {
    about: 'VISMA_SCOPES',
    reason: `Visma Connect does not allow ${which}: people would end on its error page.`,
    advice: `See under Integrations in ${PORTAL} whether they are approved, or leave them out.${offline}`,
  });
}
