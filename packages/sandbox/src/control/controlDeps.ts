import type { ConnectSession } from '../world/connectSessions.ts';
import type { FaultControls } from '../world/faults.ts';
import type { Router } from 'express';
import type { Shell } from '../systems/system.ts';
import type { Guard } from '../systems/guards.ts';
import type { RequestLog } from '../world/requestLog.ts';
import type { Snapshots } from '../world/snapshots.ts';
import type { World } from '../world/world.ts';

/** What the control API and the control page work with. */
export interface ControlDeps {
  readonly world: World;
  readonly faults: FaultControls;
  readonly requestLog: RequestLog;
  readonly snapshots: Snapshots;
  readonly additions: ControlAdditions;
  /** Undefined while VNI is off. */
  readonly vni: VniControls | undefined;
  readonly issuer: string;
  /** What the overview leads to. */
  readonly systems: readonly { readonly name: string; readonly href: string | null; readonly description: string }[];
  readonly adminToken: string;
  readonly reset: () => void;
  /** Moves the clock, and ends the sessions whose time is then over. */
  readonly moveClock: (seconds: number) => Promise<void>;
  readonly endSession: (sid: string) => Promise<EndedSession>;
}

/** What ending a session did; undefined session: it had ended before, or never was. */
export interface EndedSession {
  readonly session: ConnectSession | undefined;
  readonly notices: readonly LogoutNotice[];
}

/** What an application answered to a logout token. */
export interface LogoutNotice {
  readonly clientId: string;
  readonly address: string;
  /** Null: it did not answer. */
  readonly status: number | null;
}

/** What another system adds to the control API and to the control pages. */
export interface ControlAdditions {
  readonly api: Router;
  readonly pages: (guard: Guard<Shell>) => Router;
}

/** What is controlled of VNI. */
export interface VniControls {
  readonly companies: () => VniCompany[];
  /** The companies in which a person may work, in the order of their numbers. */
  readonly companiesOf: (personId: string) => VniCompany[];
  /** Makes the person Financials User in exactly these companies. */
  readonly setFinancialsUser: (personId: string, tenantIds: readonly string[]) => void;
}

export interface VniCompany {
  /** The whole number of `ipp-company-id`. */
  readonly id: number;
  readonly tenantId: string;
  readonly name: string;
}
