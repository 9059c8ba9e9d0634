import type { PersonSession } from './personSession.ts';
import type { RevokeAll } from './revokeAll.ts';
import type { Vault } from './vault.ts';

/**
 * Lets one company of a session go: its tokens leave the vault and are given back to Visma Connect. Answers what the
 * session holds from then on; saving it is the caller's. A company that is not connected changes nothing.
 */
export type Disconnect = (signedIn: PersonSession, tenantId: string) => Promise<PersonSession>;

export function createDisconnect({ vault, revokeAll }: { vault: Vault; revokeAll: RevokeAll }): Disconnect {
  return async (signedIn, tenantId) => {
    const company = Object.hasOwn(signedIn.companies, tenantId) ? signedIn.companies[tenantId] : undefined;
    if (!company) return signedIn;
    const entry = await vault.read(company.connectionId);
    await vault.remove(company.connectionId);
    if (entry) await revokeAll([entry.record.tokens]);
    return withoutCompany(signedIn, tenantId);
  };
}

function withoutCompany(signedIn: PersonSession, tenantId: string): PersonSession {
  const companies = Object.fromEntries(Object.entries(signedIn.companies).filter(([id]) => id !== tenantId));
  const [other = ''] = Object.keys(companies);
  const currentTenantId = signedIn.currentTenantId === tenantId ? other : signedIn.currentTenantId;
  return { ...signedIn, companies, currentTenantId };
}
