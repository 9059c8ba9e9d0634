import type { VniControls } from './controlDeps.ts';
import type { World } from '../world/world.ts';

/** Companies with their numbers, and who is Financials User in which. */
export function vniView({ people }: World, vni: VniControls) {
  const companies = vni.companies();
  return {
    companies,
    financialsUsers: people
      .all()
      .map(({ id, username }) => ({ id, username, tenantIds: vni.companiesOf(id).map(({ tenantId }) => tenantId) }))
      .filter(({ tenantIds }) => tenantIds.length > 0),
  };
}
