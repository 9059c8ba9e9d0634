import type { LineView } from '../lineView.ts';
import { CONDITIONAL_FILTERS, operationsAt } from '../operations/operations.ts';
import { readPath } from '../operations/calls.ts';
import type { Detected, Nearby, Rule } from '../rule.ts';

/** Each filter that some operation has with a condition. */
const NAMES = [...CONDITIONAL_FILTERS].join('|');

/** The second half of the pair, for the parameter that was found. */
const CONDITION: Nearby = {
  find: (matched) => new RegExp(`${parameterName(matched)}Condition`, 'i'),
  linesBefore: 8,
  linesAfter: 8,
};
const IN_QUERY: Nearby = {
  find: /params|query|\bqs\b|filter|search|pageSize|pageNumber|numberToRead|skipRecords|greaterThanValue/i,
  linesBefore: 6,
  linesAfter: 6,
};

/** Types and labels, which stand where a value would. */
const NO_TIME = String.raw`(?:string|number|boolean|Date)\b|z\.|['"][^'"\d]*['"]`;

/** A filter by time without its comparison. */
export const loneTimeFilter: Rule = {
  id: 'lone-time-filter',
  title: 'Time filter without its condition',
  step: 'api-calls',
  guide: 'Not in the guide',
  severity: 'warning',
  certainty: 'likely',
  words:
    /datetime|(?:document|due|doc|order|receipt|shipment|delivery)d(?:ue)?d?ate|(?:due|doc|order|receipt|shipment|delivery)date/i,
  patterns: {
    any: [
      { find: new RegExp(String.raw`[?&](?<at>${NAMES})=`, 'g'), unlessNear: [CONDITION] },
      {
        find: new RegExp(String.raw`\(\s*['"](?<at>${NAMES})['"]\s*,`, 'g'),
        near: [IN_QUERY],
        unlessNear: [CONDITION],
      },
      {
        find: new RegExp(String.raw`\[\s*['"](?<at>${NAMES})['"]\s*\]\s*=[^=]`, 'g'),
        near: [IN_QUERY],
        unlessNear: [CONDITION],
      },
    ],
    curl: [{ find: new RegExp(String.raw`['"\s](?<at>${NAMES})=`, 'g'), unlessNear: [CONDITION] }],
    javascript: [
      {
        find: new RegExp(String.raw`(?:^|[{,(\s])['"]?(?<at>${NAMES})['"]?\s*:\s*(?!${NO_TIME})[^\s?]`, 'g'),
        near: [{ ...IN_QUERY, find: /params|query|\bqs\b|filter|pageSize|pageNumber|numberToRead/i }],
        unlessNear: [CONDITION],
      },
    ],
    java: [
      {
        find: new RegExp(
          String.raw`@(?:RequestParam|QueryParam|Query)\(\s*(?:\w+\s*=\s*)?"(?<at>${NAMES})"\s*[,)]`,
          'g',
        ),
        unlessNear: [CONDITION],
      },
    ],
    python: [
      {
        find: new RegExp(
          String.raw`\b(?:get|pages?|list\w*|fetch\w*|quer\w+|search|find\w*|filter|dict|request\w*|read\w*)\([^()]*\b(?<at>${NAMES})=(?!=)`,
          'g',
        ),
        unlessNear: [CONDITION],
      },
      { find: new RegExp(String.raw`['"](?<at>${NAMES})['"]\s*:`, 'g'), near: [IN_QUERY], unlessNear: [CONDITION] },
    ],
    php: [
      { find: new RegExp(String.raw`['"](?<at>${NAMES})['"]\s*=>`, 'g'), near: [IN_QUERY], unlessNear: [CONDITION] },
    ],
  },
  isOverruled: (view, span) => isNoFilter(view, span),
  why: 'lastModifiedDateTime and its kin work only together with …Condition. Alone they filter nothing: the answer is 200 with all rows.',
  replacement: 'Send the condition as well: >, <, >= or <=, URL-encoded.',
  examples: {
    curl: 'curl -G … --data-urlencode "lastModifiedDateTime=2026-11-01T00:00:00" --data-urlencode "lastModifiedDateTimeCondition=>="',
    csharp: 'query["lastModifiedDateTime"] = since; query["lastModifiedDateTimeCondition"] = ">=";',
    javascript: "new URLSearchParams({ lastModifiedDateTime: since, lastModifiedDateTimeCondition: '>=' })",
    python: 'params={"lastModifiedDateTime": since, "lastModifiedDateTimeCondition": ">="}',
    php: "['query' => ['lastModifiedDateTime' => $since, 'lastModifiedDateTimeCondition' => '>=']]",
    java: 'builder.queryParam("lastModifiedDateTime", since).queryParam("lastModifiedDateTimeCondition", ">=")',
  },
};

function parameterName(matched: string): string {
  return /(?<![A-Za-z])[A-Za-z]+(?:DateTime|Date)/.exec(matched)?.[0] ?? matched;
}

/** Fields of types, mocks and factories, whose words are the same. */
const NO_QUERY =
  /\[?\b(?:JsonProperty|JsonPropertyName|DataMember|SerializedName|XmlElement|Column|Display)\b|\bRequired\s*=|faker|\bfake\(|\bmock|\bstub|toEqual|toBe\(|assert/i;
/** An answer that a test makes up. */
const MADE_UP = /\bMockResponse\b|\b[A-Z]\w+::fake\(|\bfake_?response/i;
const NO_FILE = /(?:^|\/)(?:factories|fixtures|mocks?|__mocks__|dtos?|models?)\/|(?:factory|dto|mock)\.\w+$/i;

/** Whether the word is no filter here, or one that works alone, by the operation that is called. */
function isNoFilter(view: LineView, { from, to }: Detected): boolean {
  if (NO_QUERY.test(view.line.code) || NO_FILE.test(view.file.path) || MADE_UP.test(view.contextText(40, 0)))
    return true;
  const name = parameterName(view.line.code.slice(from, to)).toLowerCase();
  const called = [...view.contextText(8, 8).matchAll(/\bv[12]\/[A-Za-z]\w*/g)]
    .map((found) => readPath(found.input, found.index).steps)
    .flatMap((steps) => operationsAt(steps, 'GET'));
  const has = (filters: ReadonlySet<string>): boolean => [...filters].some((filter) => filter.toLowerCase() === name);
  if (called.length > 0) return !called.some(({ conditional }) => has(conditional));
  // Words of other systems too, unless the operation is known.
  return (
    !/^(?:lastmodified|created|document|availability|attachment|dunning)/.test(name) || view.file.facts.isOtherProduct
  );
}
