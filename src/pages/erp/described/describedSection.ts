import { companyList } from '../lists/companyList.ts';
import type { ResourceSection } from '../resourceSection.ts';
import { describedList } from './describedList.ts';
import { describedRecord } from './describedRecord.ts';
import type { Description } from './description.ts';

/** The pages of a resource that is described: the shared list with its exports, and the shared page of a record. */
export function describedSection<Row, Name extends string = never>(
  description: Description<Row, Name>,
): ResourceSection {
  const plan = describedList(description);
  const { api, area, identifier, isListed = true } = description;
  return {
    area,
    list: isListed
      ? (deps) => companyList(plan, { api: api(deps), withCompanyToken: deps.withCompanyToken })
      : undefined,
    detail: identifier.length > 0 ? (deps) => describedRecord(description, deps) : undefined,
  };
}
