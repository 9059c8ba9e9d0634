import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { CONNECT_FAULTS } from './connect/faults/connectFaults.ts';
import { ERP_FAULTS } from './api/erpFaults.ts';
import type { WorldContext } from './world/worldContext.ts';
import { openWorldRecords } from './world/worldRecords.ts';

/** Everything that can be broken on purpose, where, and what then happens. docs/sandbox.md is checked against it. */
export const FAULTS = [
  ...CONNECT_FAULTS,
  ...ERP_FAULTS.map(({ name, words }) => ({ name, where: 'ERP and Sales Order API', words })),
] as const;

export type FaultName = (typeof FAULTS)[number]['name'];

const faultNames = FAULTS.map(({ name }) => name);

/** What PUT faults takes: `times` absent means until it is taken back, `application` absent means all. */
export const faultOrderSchema = z.strictObject({
  name: z.enum(faultNames),
  times: z.number().int().positive().optional(),
  application: z.string().optional(),
});

export type FaultOrder = z.infer<typeof faultOrderSchema>;

const activeSchema = z.object({
  id: z.string(),
  name: z.enum(faultNames),
  /** A client id; null: all applications. */
  application: z.string().nullable(),
  /** Null: until it is taken back. */
  timesLeft: z.number().nullable(),
});

export type ActiveFault = z.infer<typeof activeSchema>;

export interface Faults {
  set: (order: FaultOrder) => ActiveFault;
  active: () => readonly ActiveFault[];
  /** Takes back all faults, or those of one name. */
  clear: (name?: FaultName) => void;
  /** Takes back one order. */
  remove: (id: string) => void;
  /**
   * True: this fault strikes now, and one of its times is used up. A caller that does not know the application passes
   * undefined, and is then struck by faults for all applications only.
   */
  take: (name: FaultName, application?: string) => boolean;
  /** Reads the state anew, after a reset. */
  reload: () => void;
}

/** The faults that are on, kept with the state; `onStrike` hears of each that strikes. */
export function createFaults(
  { sql, clock }: WorldContext,
  onStrike: (name: FaultName) => void = () => undefined,
): Faults {
  const records = openWorldRecords(sql, 'fault', activeSchema, clock.now);
  let active = records.all();
  const drop = (doomed: ActiveFault): void => {
    active = active.filter((fault) => fault !== doomed);
    records.remove(doomed.id);
  };
  return {
    active: () => active,
    set: ({ name, times, application }) => {
      const made = { id: randomUUID(), name, application: application ?? null, timesLeft: times ?? null };
      records.put(made.id, made);
      active.push(made);
      return made;
    },
    remove: (id) => active.filter((fault) => fault.id === id).forEach(drop),
    clear: (name) => active.filter((fault) => name === undefined || fault.name === name).forEach(drop),
    take: (name, application) => {
      const fault = active.find((one) => one.name === name && (one.application ?? application) === application);
      if (!fault) return false;
      if (fault.timesLeft !== null) {
        fault.timesLeft -= 1;
        if (fault.timesLeft <= 0) drop(fault);
        else records.put(fault.id, fault);
      }
      onStrike(name);
      return true;
    },
    reload: () => {
      active = records.all();
    },
  };
}
