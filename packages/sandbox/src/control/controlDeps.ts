import type { EndSession } from '../connect/logout/endConnectSession.ts';
import type { Faults } from '../faults.ts';
import type { MigrationMarks } from '../vni/migration/migrationMarks.ts';
import type { VniRecords } from '../vni/vniRecords.ts';
import type { RequestLog } from '../world/requestLog.ts';
import type { Snapshots } from '../world/snapshots.ts';
import type { World } from '../world/world.ts';

/** What the control API and the control page work with. */
export interface ControlDeps {
  world: World;
  faults: Faults;
  requestLog: RequestLog;
  snapshots: Snapshots;
  migration: MigrationMarks;
  /** Undefined while VNI is off. */
  vni: VniRecords | undefined;
  issuer: string;
  /** What the overview leads to. */
  systems: readonly { name: string; href: string | null; words: string }[];
  adminToken: string;
  reset: () => void;
  /** Moves the clock, and ends the sessions whose time is then over. */
  moveClock: (seconds: number) => Promise<void>;
  endSession: EndSession;
}
