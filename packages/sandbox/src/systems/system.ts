import type { FirstPartySystem } from './firstParty.ts';
import type { Person } from '../world/people.ts';

export interface Link {
  readonly label: string;
  readonly href: string;
}

/** One of Visma's own systems, as its pages present it. */
export interface System {
  readonly id: FirstPartySystem;
  readonly name: string;
  /** The path of its start page. */
  readonly home: string;
  /** In place of the usual banner, which says that this is not the real system. */
  readonly banner?: string | undefined;
  /** The main menu. */
  readonly nav: readonly Link[];
}

/** The menu in the top right corner: which company, or team, the pages are about. */
export interface ContextMenu {
  /** "Company" or "Team". */
  readonly label: string;
  readonly current: ContextChoice | null;
  readonly choices: readonly ContextChoice[];
  /** Where the form of the choices is posted to, as `tenant_id` or whatever `field` says. */
  readonly action: string;
  readonly field: string;
}

export interface ContextChoice {
  readonly id: string;
  readonly name: string;
  /** What tells it from its neighbours, such as "Customer". */
  readonly hint?: string | undefined;
  /** "Tenant ID", and whatever else is read there. */
  readonly details: readonly { readonly term: string; readonly value: string }[];
}

/** What every page of a system shows around its own contents. */
export interface Shell {
  readonly system: System;
  /** Goes into every form as the hidden field `form_token`. */
  readonly formToken: string;
  readonly signedInAs: { readonly name: string; readonly username: string } | null;
  /** The form that signs out posts `token` there. */
  readonly signOut: { readonly action: string; readonly token: string } | null;
  readonly context: ContextMenu | null;
}

/** A request of a person who is signed in to a system. */
export interface SystemVisit extends Shell {
  readonly person: Person;
}
