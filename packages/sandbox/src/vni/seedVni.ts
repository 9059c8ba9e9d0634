import { seededPersonId } from '../world/seed.ts';
import type { VniRecords } from './vniRecords.ts';

const HANDEL = '11111111-1111-4111-8111-111111111101';
const SERVICE = '11111111-1111-4111-8111-111111111102';
const SYDHAV_OY = '22222222-2222-4222-8222-222222222201';

/** Who is Financials User in the seeds. Eva is one without being API User: VNI takes her, Connect does not. */
const HOLDERS: readonly (readonly [person: number, tenantIds: readonly string[]])[] = [
  [1, [HANDEL, SERVICE]],
  [2, [HANDEL]],
  [3, [HANDEL]],
  [4, [SYDHAV_OY]],
];

/** Gives the seeded people their roles of VNI's time, unless somebody holds one already. */
export function seedVni(vni: VniRecords): void {
  const isSeeded = HOLDERS.some(([person]) => vni.companiesOf(seededPersonId(person)).length > 0);
  if (isSeeded) return;
  for (const [person, tenantIds] of HOLDERS) vni.setFinancialsUser(seededPersonId(person), tenantIds);
}
