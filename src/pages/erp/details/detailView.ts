import { say, type Text } from '../../../languages/spoken.ts';
import type { TextKey } from '../../../languages/textKeys.ts';
import type { DataTable, Fact, TagCell } from '../../../web/rendering/dataTable.ts';

/** What views/pages/detail.ejs shows: one record of the ERP with everything that is said about it. */
export interface DetailView {
  readonly heading: Text;
  readonly name: string | undefined;
  readonly status: TagCell | undefined;
  /** Of a document, what people look for first: sums, and the day when they are due. */
  readonly totals?: readonly Fact[];
  /** Lists that belong to it. */
  readonly related: readonly DetailLink[];
  /** Facts side by side, where there is room. */
  readonly columns: readonly DetailSection[];
  readonly sections: readonly DetailSection[];
  readonly changes: DetailChanges;
  /** The requests that fetch the same. */
  readonly curls: readonly string[];
}

export interface DetailLink {
  readonly label: Text;
  readonly href: string;
}

export interface DetailSection {
  readonly heading: Text;
  readonly facts?: readonly Fact[];
  readonly tables?: readonly (DataTable | undefined)[];
  readonly texts?: readonly (string | undefined)[];
  /** Said when there is nothing; a section without it is left out then. */
  readonly none?: Text | undefined;
}

/** What this person may do with it, or the way to the permission. */
export interface DetailChanges {
  readonly links: readonly DetailLink[];
  /** Why it is no more than that. */
  readonly why?: Text | undefined;
  readonly allowHref: string | undefined;
  /** What the form said that led here. */
  readonly saved: TextKey | undefined;
}

/** What tells one tab from another: what people call the record comes first, of a document its number. Pure. */
export function recordTitle({ heading, name, totals }: Pick<DetailView, 'heading' | 'name' | 'totals'>): Text {
  if (name === undefined || name === '' || name === heading) return heading;
  return say('records.title', totals ? { first: heading, second: name } : { first: name, second: heading });
}

export const NO_CHANGES: DetailChanges = { links: [], allowHref: undefined, saved: undefined };

/** Sections that have something to say. Pure. */
export function visibleSections(...sections: readonly DetailSection[]): DetailSection[] {
  return sections.flatMap(({ facts = [], tables = [], texts = [], ...section }) => {
    const full = { ...section, facts, tables: tables.filter(Boolean), texts: texts.filter((text) => text?.trim()) };
    const isEmpty = [full.facts, full.tables, full.texts].every(({ length }) => length === 0);
    return isEmpty && section.none === undefined ? [] : [{ ...full, none: isEmpty ? section.none : undefined }];
  });
}
