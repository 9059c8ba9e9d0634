import type { System } from '../systems/system.ts';

/** Visma Admin. Its menu is that of a customer, whose id stands in every address. */
export const ADMIN: System = { id: 'admin', name: 'Visma Admin', home: '/admin', nav: [] };

export interface AdminPaths {
  readonly people: string;
  readonly newPerson: string;
  readonly person: (personId: string) => string;
  /** A person's place in one company, or in the customer itself. */
  readonly place: (personId: string, tenantId: string) => string;
  readonly companies: string;
  readonly company: (tenantId: string) => string;
}

/** The addresses of a customer's pages. */
export function adminPaths(customerId: string): AdminPaths {
  const base = `/admin/${encodeURIComponent(customerId)}`;
  const person = (personId: string): string => `${base}/people/${encodeURIComponent(personId)}`;
  return {
    people: `${base}/people`,
    newPerson: `${base}/new-person`,
    person,
    place: (personId, tenantId) => `${person(personId)}/in/${encodeURIComponent(tenantId)}`,
    companies: `${base}/companies`,
    company: (tenantId) => `${base}/companies/${encodeURIComponent(tenantId)}`,
  };
}

/** Visma Admin with the menu of a customer. */
export function adminOf(customerId: string): System {
  const { people, companies } = adminPaths(customerId);
  return {
    ...ADMIN,
    nav: [
      { label: 'People', href: people },
      { label: 'Companies', href: companies },
    ],
  };
}
