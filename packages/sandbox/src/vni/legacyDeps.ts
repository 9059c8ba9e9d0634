import type { EndpointDeps } from '../protocol/endpoint.ts';
import type { GuardDeps } from '../systems/guards.ts';
import type { VniRecords } from './vniRecords.ts';

/** What the stand-in for VNI works with. */
export interface LegacyDeps extends EndpointDeps, GuardDeps {
  readonly vni: VniRecords;
}
