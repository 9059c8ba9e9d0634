import { ROLE_NAMES, ROLES, type Role } from '../world/memberships.ts';
import type { Tenant } from '../world/tenants.ts';

/** A role as a switch. */
export interface RoleSwitch {
  readonly role: Role;
  readonly name: string;
  readonly help: string;
  readonly isOn: boolean;
}

/** The roles of a tenant with what each is for. */
export function roleSwitches({ kind }: Tenant, on: readonly string[]): RoleSwitch[] {
  return ROLES.map((role) => ({ role, name: ROLE_NAMES[role], help: HELP[kind][role], isOn: on.includes(role) }));
}

const HELP: Readonly<Record<Tenant['kind'], Readonly<Record<Role, string>>>> = {
  company: {
    api_user: 'Signs in to applications that use the Visma.net ERP API with this company.',
    integration_administrator: 'Decides in the App Store which applications may use the data of this company.',
    customer_administrator: 'Adds people to this company and gives them roles.',
  },
  customer: {
    api_user: 'Of little use: a customer is the contract, and the Visma.net ERP API answers 401 to its tokens.',
    integration_administrator: 'Decides in the App Store which applications get tokens for the customer.',
    customer_administrator: 'Adds people and gives roles, here and in all companies of this customer.',
  },
};
