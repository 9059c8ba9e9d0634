import type { Express } from 'express';
import type { Logger } from './log.ts';
import { createBrowserSessions } from './connect/signIn/browserSessions.ts';
import { createEndSession } from './connect/logout/endConnectSession.ts';
import { createFirstParty, registerFirstParties } from './connect/signIn/firstParty.ts';
import { overdueSessions } from './connect/signIn/sessionLife.ts';
import type { ControlDeps } from './control/controlDeps.ts';
import { createControlSessions } from './control/pages/controlSession.ts';
import { createRequestRecorder } from './control/recordRequests.ts';
import { createCompanyData, type CompanyData } from './companyData.ts';
import { FAULTS, type FaultName } from './faults.ts';
import { createMigrationMarks } from './vni/migration/migrationMarks.ts';
import { migrationPage } from './vni/migration/migrationPage.ts';
import { migrationRoutes } from './vni/migration/migrationRoutes.ts';
import { seedVni } from './vni/seedVni.ts';
import { createVniRecords, type VniRecords } from './vni/vniRecords.ts';
import { createSandboxApp, SYSTEMS } from './sandboxApp.ts';
import type { SandboxSettings } from './settings.ts';
import type { SandboxState } from './world/sandboxState.ts';
import { createFaults, type Faults } from './world/faults.ts';
import { createSnapshots } from './world/snapshots.ts';

export interface Assembly {
  readonly issuer: string;
  readonly adminToken: string;
  readonly logger: Logger;
  /** Inventory items of the first company. */
  readonly items: number;
  readonly vniIsOn: boolean;
  /** Epoch milliseconds. */
  readonly outerClock: () => number;
}

export interface AssembledSandbox {
  readonly app: Express;
  readonly control: ControlDeps;
  readonly faults: Faults<FaultName>;
  readonly controlUrl: string;
}

/** Puts the stand-ins together on an opened state. */
export function assembleSandbox(state: SandboxState<SandboxSettings>, assembly: Assembly): AssembledSandbox {
  const { issuer, logger, items, vniIsOn, outerClock } = assembly;
  const { world, formKey, requestLog } = state;
  const erpData = createCompanyData({ database: state.database, itemsOfFirstCompany: items, now: world.clock.now });
  const recorder = createRequestRecorder(requestLog, world.clock.now);
  const faults = createFaults(world, FAULTS, recorder.noteFault);
  const deps = { world, faults, logger, issuer, annotate: recorder.annotate };
  const endSession = createEndSession(deps);
  const browserSessions = createBrowserSessions(deps, endSession);
  const vni = createVniRecords(world);
  const control = createControl(state, assembly, { faults, erpData, endSession, vni });
  const sessions = createControlSessions({ issuer, formKey, outerClock });
  const parts = { browserSessions, endSession, formKey, recorder, erpData, control, sessions };
  const app = createSandboxApp({
    ...deps,
    ...parts,
    firstParty: createFirstParty(deps, browserSessions),
    vni,
    vniIsOn,
  });
  return { app, control, faults, controlUrl: sessions.link };
}

interface ControlParts extends Pick<ControlDeps, 'endSession'> {
  readonly faults: Faults<FaultName>;
  readonly erpData: CompanyData;
  readonly vni: VniRecords;
}

/** What the control pages and the control API do. */
function createControl(
  state: SandboxState<SandboxSettings>,
  { issuer, adminToken, vniIsOn }: Assembly,
  { faults, erpData, endSession, vni }: ControlParts,
): ControlDeps {
  const { world, requestLog } = state;
  const migration = createMigrationMarks(world);
  requestLog.listen(migration.note);
  state.beforeClosing(migration.settle);
  const prepare = (): void => {
    registerFirstParties(world, issuer);
    if (vniIsOn) seedVni(vni);
    faults.reload();
    migration.reload();
  };
  const snapshots = createSnapshots({
    ...world,
    seeds: erpData.seeds,
    complete: () => {
      erpData.complete();
      migration.settle();
    },
    reload: () => {
      world.clock.reload();
      world.settings.reload();
      erpData.reload();
      state.registerAddresses();
      prepare();
    },
  });
  prepare();
  return {
    world,
    faults,
    requestLog,
    snapshots,
    additions: {
      api: migrationRoutes(migration),
      pages: (guard) => migrationPage({ migration, vniIsOn }, guard),
    },
    issuer,
    adminToken,
    endSession,
    systems: SYSTEMS,
    vni: vniIsOn ? vni : undefined,
    reset: () => {
      state.reset();
      erpData.reset();
      prepare();
    },
    moveClock: async (seconds) => {
      world.clock.advance(seconds);
      await Promise.all(overdueSessions(world).map(endSession));
    },
  };
}
