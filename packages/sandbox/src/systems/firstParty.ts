import type { Request, Response } from 'express';
import type { Person } from '../world/people.ts';

/** Visma's own systems, which people sign in to with the same session at Connect. */
export type FirstPartySystem = 'portal' | 'store' | 'admin' | 'consents' | 'vni' | 'control';

export interface Visitor {
  readonly person: Person;
  readonly sessionId: string;
}

/** How a system learns who is signed in; Connect implements it. */
export interface FirstPartySignIn {
  /** Who is signed in at Connect in this browser, with an id of that session which is never shown to anybody. */
  readonly visitorOf: (req: Request) => Visitor | undefined;
  /** Leads the browser through Connect's sign-in page and then to a path of the sandbox; without consent or company. */
  readonly signIn: (res: Response, system: FirstPartySystem, returnTo: string) => void;
}
