import { STEPS, type MigrationItem } from './migrationItem.ts';
import { MIGRATION_ITEMS } from './migrationItems.ts';
import { markKey, type Example, type Integration, type Mark } from './migrationMarks.ts';

/** `to change`: the old form was seen last; `done`: the new form was, or it was ticked off; `not seen`: neither. */
export type ItemState = 'to change' | 'done' | 'not seen';

/** One item, for one resource where resources are looked at apart. */
export interface SubjectReport {
  readonly subject: string;
  readonly state: ItemState;
  readonly tickedOff: boolean;
  readonly oldCount: number;
  /** The request that showed it, with its new form. */
  readonly old: Example | null;
  /** The request that showed the new form. */
  readonly newer: Example | null;
}

export interface ItemReport extends Pick<MigrationItem, 'id' | 'title' | 'guide' | 'why' | 'change'> {
  readonly state: ItemState;
  readonly subjects: SubjectReport[];
}

/** What the report is about; without any, everything that was seen. */
export interface Selection {
  readonly application?: string | undefined;
  readonly userAgent?: string | undefined;
}

export interface MigrationReport {
  readonly selection: Selection;
  /** What can be selected. */
  readonly applications: string[];
  readonly userAgents: string[];
  readonly counts: Readonly<Record<ItemState, number>>;
  readonly steps: {
    readonly id: string;
    readonly title: string;
    readonly guide: string;
    readonly items: ItemReport[];
  }[];
}

/** What an integration still has to change, in the guide's order. */
export function migrationReport(integrations: readonly Integration[], selection: Selection = {}): MigrationReport {
  const chosen = integrations.filter(selects(integrations, selection));
  const items = MIGRATION_ITEMS.map((item) => ({ step: item.step, report: reportOf(item, chosen) }));
  const count = (state: ItemState): number => items.filter(({ report }) => report.state === state).length;
  return {
    selection,
    applications: distinct(integrations.flatMap(({ application }) => application ?? [])),
    userAgents: distinct(integrations.map(({ userAgent }) => userAgent)),
    counts: { 'to change': count('to change'), done: count('done'), 'not seen': count('not seen') },
    steps: STEPS.map(({ id, title, guide }) => {
      const own = items.filter(({ step }) => step === id).map(({ report }) => report);
      return { id, title, guide, items: own };
    }),
  };
}

/**
 * Whether an integration is one of the selection. Requests that do not say whose they are belong to the one application
 * that has their user agent.
 */
export function selects(
  all: readonly Integration[],
  { application, userAgent }: Selection,
): (integration: Integration) => boolean {
  const applicationsOf = (agent: string): string[] =>
    distinct(all.filter((one) => one.userAgent === agent).flatMap((one) => one.application ?? []));
  return (one) => {
    if (userAgent !== undefined && one.userAgent !== userAgent) return false;
    if (application === undefined || one.application === application) return true;
    const own = applicationsOf(one.userAgent);
    return one.application === null && own.length === 1 && own[0] === application;
  };
}

function reportOf(item: MigrationItem, integrations: readonly Integration[]): ItemReport {
  const { id, title, guide, why, change } = item;
  const keys = distinct(integrations.flatMap(({ marks }) => Object.keys(marks)));
  const subjects = keys
    .filter((key) => key.startsWith(markKey(id, '')))
    .map((key) => subjectReport(key.slice(markKey(id, '').length), marksAt(integrations, key)));
  return { id, title, guide, why, change, state: worst(subjects.map(({ state }) => state)), subjects };
}

function marksAt(integrations: readonly Integration[], key: string): Mark[] {
  return integrations.map(({ marks }) => marks[key]).filter((mark) => mark !== undefined);
}

function subjectReport(subject: string, marks: readonly Mark[]): SubjectReport {
  const old = latest(marks.map((mark) => mark.old));
  const newer = latest(marks.map((mark) => mark.newer));
  const oldCount = marks.reduce((sum, mark) => sum + mark.oldCount, 0);
  const isTickedOff = old !== null && Math.max(...marks.map((mark) => mark.tickedOff)) >= old.id;
  const isRenewed = newer !== null && newer.id > (old?.id ?? 0);
  return {
    subject,
    state: isRenewed || isTickedOff ? 'done' : 'to change',
    tickedOff: isTickedOff && !isRenewed,
    oldCount,
    old,
    newer,
  };
}

function latest(examples: readonly (Example | null)[]): Example | null {
  return examples.reduce((best, one) => ((one?.id ?? 0) > (best?.id ?? 0) ? one : best), null);
}

function worst(states: readonly ItemState[]): ItemState {
  if (states.includes('to change')) return 'to change';
  return states.length > 0 ? 'done' : 'not seen';
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
