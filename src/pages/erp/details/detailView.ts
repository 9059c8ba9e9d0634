import type { DataTable, Fact, TagCell } from '../../../web/rendering/dataTable.ts';

/** What views/pages/detail.ejs shows: one record of the ERP with everything that is said about it. */
export interface DetailView {
  readonly heading: string;
  readonly name: string | undefined;
  readonly status: TagCell | undefined;
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
  readonly label: string;
  readonly href: string;
}

export interface DetailSection {
  readonly heading: string;
  readonly facts?: readonly Fact[];
  readonly tables?: readonly (DataTable | undefined)[];
  readonly texts?: readonly (string | undefined)[];
  /** Said when there is nothing; a section without it is left out then. */
  readonly none?: string | undefined;
}

/** What this person may do with it, or the way to the permission. */
export interface DetailChanges {
  readonly links: readonly DetailLink[];
  readonly allowHref: string | undefined;
  /** What the form said that led here. */
  readonly saved: string | undefined;
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
