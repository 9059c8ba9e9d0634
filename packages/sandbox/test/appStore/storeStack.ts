import type { Sandbox } from '../../src/start.ts';
import type { Page } from '../connect/httpBrowser.ts';
import { control, visitAs, type Visitor } from '../systems/systemStack.ts';

export const NIGHTLY = { clientId: 'isv_nightly', clientSecret: 'nightly-secret' };
export const READ = 'vismanet_erp_service_api:read';
export const CREATE = 'vismanet_erp_service_api:create';
export const ORDERS = 'visma.net.erp.salesorder:read';
export const CODE = 'GOOD-CODE-2345-6789';

/** Registers a service application that nobody has granted yet, with an invitation code for one company. */
export async function registerNightly(sandbox: Sandbox, some: object = {}): Promise<void> {
  await control(sandbox, 'PUT', `applications/${NIGHTLY.clientId}`, {
    name: 'Nightly Orders',
    type: 'service',
    teamId: '44444444-4444-4444-8444-444444444401',
    description: 'Copies orders at night.',
    clientCredentials: true,
    secrets: [NIGHTLY.clientSecret],
    scopes: [READ, ORDERS],
    privacyPolicyUri: 'https://isv.example/privacy',
    termsUri: 'https://isv.example/terms',
    invitationCodes: [{ code: CODE, maxUses: 1 }],
    ...some,
  });
}

/** Opens a company's page of the App Store. */
export function visitStore(sandbox: Sandbox, username: string, tenantId: string, path = 'my-apps'): Promise<Visitor> {
  return visitAs(sandbox, username, `/store/${tenantId}/${path}`);
}

/** Finds the application by its code, activates these permissions, integrates and accepts. */
export async function grantByCode(
  { browser, page }: Visitor,
  scope: readonly string[] = [READ, ORDERS],
  code = CODE,
): Promise<Page> {
  const consent = await browser.submit(page, 'invitation-form', { code });
  const confirm = await browser.submit(consent, 'integrate-form', { scope });
  return browser.submit(confirm, 'accept-form', { scope });
}
