import type { ConnectSession } from '../world/connectSessions.ts';
import type { FaultControls } from '../world/faults.ts';
import type { Router } from 'express';
import type { Shell } from '../systems/system.ts';
import type { Ways } from '../systems/systemPages.ts';
import type { RequestLog } from '../world/requestLog.ts';
import type { Snapshots } from '../world/snapshots.ts';
import type { World } from '../world/world.ts';

/** What the control API and the control page work with. */
export interface ControlDeps {
  world: World;
  faults: FaultControls;
  requestLog: RequestLog;
  snapshots: Snapshots;
  additions: ControlAdditions;
  /** Undefined while VNI is off. */
  vni: VniControls | undefined;
  issuer: string;
  /** What the overview leads to. */
  systems: readonly { name: string; href: string | null; words: string }[];
  adminToken: string;
  reset: () => void;
  /** Moves the clock, and ends the sessions whose time is then over. */
  moveClock: (seconds: number) => Promise<void>;
  endSession: (sid: string) => Promise<EndedSession>;
}

/** What ending a session did; undefined session: it had ended before, or never was. */
export interface EndedSession {
  session: ConnectSession | undefined;
  notices: readonly LogoutNotice[];
}

/** What an application answered to a logout token. */
export interface LogoutNotice {
  clientId: string;
  address: string;
  /** Null: it did not answer. */
  status: number | null;
}

/** What another system adds to the control API and to the control pages. */
export interface ControlAdditions {
  api: Router;
  pages: (ways: Ways<Shell>) => Router;
}

/** What is controlled of VNI. */
export interface VniControls {
  companies: () => VniCompany[];
  /** The companies in which a person may work, in the order of their numbers. */
  companiesOf: (personId: string) => VniCompany[];
  /** Makes the person Financials User in exactly these companies. */
  setFinancialsUser: (personId: string, tenantIds: readonly string[]) => void;
}

export interface VniCompany {
  /** The whole number of `ipp-company-id`. */
  id: number;
  tenantId: string;
  name: string;
}
