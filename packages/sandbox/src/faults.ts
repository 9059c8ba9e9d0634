import { ERP_FAULTS } from './api/erpFaults.ts';
import { CONNECT_FAULTS } from './connect/faults/connectFaults.ts';
import type { FaultOrder as AnyFaultOrder } from './world/faults.ts';

/** Everything that can be broken on purpose, where, and what then happens. docs/sandbox.md is checked against it. */
export const FAULTS = [
  ...CONNECT_FAULTS,
  ...ERP_FAULTS.map(({ name, description }) => ({ name, where: 'ERP and Sales Order API', description })),
] as const;

export type FaultName = (typeof FAULTS)[number]['name'];

export type FaultOrder = AnyFaultOrder<FaultName>;
