import type { Logger } from '../log.ts';
import type { Annotate } from '../world/annotate.ts';
import type { FaultHandler } from '../world/faults.ts';
import type { ConnectFault } from './faults/connectFaults.ts';
import type { World } from './connectWorld.ts';

/** What every part of the Connect stand-in works with. */
export interface ConnectDeps {
  readonly world: World;
  readonly faults: FaultHandler<ConnectFault>;
  readonly annotate: Annotate;
  readonly logger: Logger;
  /** The sandbox's own origin, without a slash at the end. */
  readonly issuer: string;
}
