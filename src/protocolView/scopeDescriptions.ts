/** What a scope gives, one sentence each. */
export const SCOPE_DESCRIPTIONS: Readonly<Partial<Record<string, string>>> = {
  openid: 'Makes it a sign-in: an ID token comes.',
  profile: 'Name, language, picture.',
  email: 'E-mail address, and whether it was checked.',
  phone: 'Phone number.',
  address: 'Postal address.',
  roles: 'Roles at Visma Connect.',
  tenants: 'The companies that the person may use.',
  tenant_hierarchy: 'How those companies belong together.',
  offline_access: 'A refresh token comes. Offline Access must be on in the Developer Portal too.',
  'vismanet_erp_interactive_api:read': 'Reading in Visma.net ERP, sales orders too, as the person who signed in.',
  'vismanet_erp_interactive_api:create': 'Creating in Visma.net ERP.',
  'vismanet_erp_interactive_api:update': 'Changing in Visma.net ERP.',
  'vismanet_erp_interactive_api:delete': 'Deleting in Visma.net ERP.',
  'vismanet_erp_interactive_api:ui-extension': 'Showing pages inside Visma.net ERP.',
  'visma.net.erp.salesorder:read': 'Reading sales orders, for services.',
  'visma.net.erp.salesorder:write': 'Creating and changing sales orders, for services.',
};
