import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { WorldContext } from './worldContext.ts';
import { openWorldRecords } from './worldRecords.ts';

/** Something that can be broken on purpose. */
export interface FaultDescription<Name extends string = string> {
  readonly name: Name;
  /** Which part of which system. */
  readonly where: string;
  readonly description: string;
}

/** `times` absent means until it is taken back, `application` absent means all. */
export interface FaultOrder<Name extends string = string> {
  readonly name: Name;
  readonly times?: number | undefined;
  readonly application?: string | undefined;
}

export interface ActiveFault {
  readonly id: string;
  readonly name: string;
  /** A client id; null: all applications. */
  readonly application: string | null;
  /** Null: until it is taken back. */
  readonly timesLeft: number | null;
}

/** For a system: whether a fault is to be injected. */
export interface FaultHandler<Name extends string> {
  /**
   * True: this fault is injected now, and one of its times is used up. A caller that does not know the application passes
   * undefined, and then gets faults for all applications only.
   */
  readonly take: (name: Name, application?: string) => boolean;
}

/** For whoever orders faults by names from outside. */
export interface FaultControls {
  readonly known: readonly FaultDescription[];
  /** @throws ZodError when it is no order of a known fault */
  readonly order: (given: unknown) => ActiveFault;
  readonly active: () => readonly ActiveFault[];
  /** Takes back all faults, or those of one name. */
  readonly clear: (name?: string) => void;
  /** Takes back one order. */
  readonly remove: (id: string) => void;
}

export interface Faults<Name extends string> extends FaultControls, FaultHandler<Name> {
  readonly set: (order: FaultOrder<Name>) => ActiveFault;
  /** Reads the state anew, after a reset. */
  readonly reload: () => void;
}

/** The faults that are on, kept with the state; `onInjected` hears of each that is taken. */
export function createFaults<Name extends string>(
  { sql, clock }: WorldContext,
  known: readonly FaultDescription<Name>[],
  onInjected: (name: Name) => void = () => undefined,
): Faults<Name> {
  const name = z.enum(known.map((fault) => fault.name));
  const orderSchema = z.strictObject({
    name,
    times: z.number().int().positive().optional(),
    application: z.string().optional(),
  });
  const activeSchema = z.object({
    id: z.string(),
    name,
    application: z.string().nullable(),
    timesLeft: z.number().nullable(),
  });
  const records = openWorldRecords(sql, 'fault', activeSchema, clock.now);
  let active: readonly ActiveFault[] = records.all();
  const put = (fault: ActiveFault): void => records.put(fault.id, activeSchema.parse(fault));
  const drop = (doomed: ActiveFault): void => {
    active = active.filter((fault) => fault !== doomed);
    records.remove(doomed.id);
  };
  const useUp = (fault: ActiveFault, timesLeft: number): void => {
    if (timesLeft <= 0) {
      drop(fault);
      return;
    }
    const left = { ...fault, timesLeft };
    active = active.map((one) => (one === fault ? left : one));
    put(left);
  };
  const set = (order: FaultOrder<Name>): ActiveFault => {
    const made = {
      id: randomUUID(),
      name: order.name,
      application: order.application ?? null,
      timesLeft: order.times ?? null,
    };
    put(made);
    active = [...active, made];
    return made;
  };
  return {
    known,
    active: () => active,
    set,
    order: (given) => set(orderSchema.parse(given)),
    remove: (id) => active.filter((fault) => fault.id === id).forEach(drop),
    clear: (only) => active.filter((fault) => only === undefined || fault.name === only).forEach(drop),
    take: (wanted, application) => {
      const fault = active.find((one) => one.name === wanted && (one.application ?? application) === application);
      if (!fault) return false;
      if (fault.timesLeft !== null) useUp(fault, fault.timesLeft - 1);
      onInjected(wanted);
      return true;
    },
    reload: () => {
      active = records.all();
    },
  };
}
