import { say, type Sentence } from '../languages/spoken.ts';

/** What a scope gives, one sentence each. */
export const SCOPE_DESCRIPTIONS: Readonly<Partial<Record<string, Sentence>>> = {
  openid: say('protocol.scopes.openid'),
  profile: say('protocol.scopes.profile'),
  email: say('protocol.scopes.email'),
  phone: say('protocol.scopes.phone'),
  address: say('protocol.scopes.address'),
  roles: say('protocol.scopes.roles'),
  tenants: say('protocol.scopes.tenants'),
  tenant_hierarchy: say('protocol.scopes.tenantHierarchy'),
  offline_access: say('protocol.scopes.offlineAccess'),
  'vismanet_erp_interactive_api:read': say('protocol.scopes.erpRead'),
  'vismanet_erp_interactive_api:create': say('protocol.scopes.erpCreate'),
  'vismanet_erp_interactive_api:update': say('protocol.scopes.erpUpdate'),
  'vismanet_erp_interactive_api:delete': say('protocol.scopes.erpDelete'),
  'vismanet_erp_interactive_api:ui-extension': say('protocol.scopes.erpUiExtension'),
  'visma.net.erp.salesorder:read': say('protocol.scopes.salesOrderRead'),
  'visma.net.erp.salesorder:write': say('protocol.scopes.salesOrderWrite'),
};
