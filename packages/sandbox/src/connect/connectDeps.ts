import type { Logger } from '../log.ts';
import type { Faults } from '../faults.ts';
import type { World } from '../world/world.ts';

/** Tells the request log what a request was checked against: our words, never a secret. */
export type Annotate = (
  request: object,
  note: {
    clientId?: string | undefined;
    error?: string | undefined;
    /** What was wrong or unusual: the nearest miss. */
    words?: string | undefined;
    /** What the request was held against. */
    checked?: string | undefined;
    /** Whose token came. */
    credential?: 'VNI token' | 'Connect token' | undefined;
  },
) => void;

/** What every part of the Connect stand-in works with. */
export interface ConnectDeps {
  readonly world: World;
  readonly faults: Faults;
  readonly annotate: Annotate;
  readonly log: Logger;
  /** The sandbox's own origin, without a slash at the end. */
  readonly issuer: string;
}
