import type { interactionPolicy, KoaContextWithOIDC } from 'oidc-provider';
import type { AuthorizeRequest } from '../world/authorizeRequests.ts';
import type { World } from '../world/world.ts';
import { nextStep } from './nextStep.ts';

/** The extra parameter under which oidc-provider carries the id of our own record of an authorization request. */
export const REQUEST_PARAMETER = 'sandbox_request';

/** When oidc-provider leads a person to our pages, and which error prompt=none gets in place of that. */
export function signInPolicy(
  world: World,
  { base, Check, Prompt }: typeof interactionPolicy,
): interactionPolicy.Prompt[] {
  const login = base().get('login');
  if (!login) throw new Error('oidc-provider has no login prompt');
  login.checks.push(
    new Check('expected_person', 'Another person is signed in', ({ oidc }) => {
      const expected = requestOf(world, { oidc })?.expectedPersonId ?? null;
      return expected !== null && oidc.session?.accountId !== expected;
    }),
  );
  for (const check of login.checks) check.error ??= 'login_required';
  const consent = new Prompt(
    { name: 'consent', requestable: true },
    new Check('company_needed', 'A company must be chosen', 'interaction_required', (context) => {
      return isWithoutGrant(context) && stepOf(world, context) === 'company';
    }),
    new Check('policy', 'The application does not take this person', 'access_denied', (context) => {
      return isWithoutGrant(context) && stepOf(world, context) === 'refused';
    }),
    new Check('consent_needed', 'The person must consent', 'consent_required', isWithoutGrant),
  );
  return [login, new Prompt({ name: 'select_account', requestable: true }), consent];
}

type Context = Pick<KoaContextWithOIDC, 'oidc'>;

function isWithoutGrant({ oidc }: Context): boolean {
  // Declared as always there, but a grant that was never saved has none.
  const id: unknown = oidc.grant?.jti;
  return id === undefined;
}

function stepOf(world: World, context: Context): string | undefined {
  const request = requestOf(world, context);
  const { portalDelaySeconds } = world.settings.current();
  const application = request && world.applications.inForce(request.clientId, portalDelaySeconds);
  if (!request || !application) return undefined;
  return nextStep(world, application, request, world.people.find(context.oidc.session?.accountId ?? '')).kind;
}

function requestOf(world: World, { oidc }: Context): AuthorizeRequest | undefined {
  return world.authorizeRequests.find(String(oidc.params?.[REQUEST_PARAMETER]));
}
