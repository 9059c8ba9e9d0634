import type { FirstPartySystem } from './firstParty.ts';
import type { Person } from '../world/people.ts';

export interface Link {
  label: string;
  href: string;
}

/** One of Visma's own systems, as its pages present it. */
export interface System {
  id: FirstPartySystem;
  name: string;
  /** The path of its start page. */
  home: string;
  /** In place of the usual banner, which says that this is not the real system. */
  banner?: string | undefined;
  /** The main menu. */
  nav: readonly Link[];
}

/** The menu in the top right corner: which company, or team, the pages are about. */
export interface ContextMenu {
  /** "Company" or "Team". */
  label: string;
  current: ContextChoice | null;
  choices: readonly ContextChoice[];
  /** Where the form of the choices is posted to, as `tenant_id` or whatever `field` says. */
  action: string;
  field: string;
}

export interface ContextChoice {
  id: string;
  name: string;
  /** What tells it from its neighbours, such as "Customer". */
  hint?: string | undefined;
  /** "Tenant ID", and whatever else is read there. */
  details: readonly { term: string; value: string }[];
}

/** What every page of a system shows around its own contents. */
export interface Shell {
  system: System;
  /** Goes into every form as the hidden field `form_token`. */
  formToken: string;
  signedInAs: { name: string; username: string } | null;
  /** The form that signs out posts `token` there. */
  signOut: { action: string; token: string } | null;
  context: ContextMenu | null;
}

/** A request of a person who is signed in to a system. */
export interface SystemVisit extends Shell {
  person: Person;
}
