import type { EndpointDeps } from '../protocol/endpoint.ts';
import type { SystemPagesDeps } from '../systems/systemPages.ts';
import type { VniRecords } from './vniRecords.ts';

/** What the stand-in for VNI works with. */
export interface LegacyDeps extends EndpointDeps, SystemPagesDeps {
  vni: VniRecords;
}
