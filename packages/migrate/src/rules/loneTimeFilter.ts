import type { Nearby, Rule } from '../rule.ts';

const names =
  'lastModifiedDateTime|createdDateTime|documentDate|documentDueDate|availabilityLastModifiedDateTime|attachmentLastModifiedDateTime|dunningLetterDateTime';

/** The second half of the pair, for the parameter that was found. */
const condition: Nearby = {
  find: (matched) => new RegExp(`${parameterName(matched)}Condition`, 'i'),
  linesBefore: 8,
  linesAfter: 8,
};
const inQuery: Nearby = {
  find: /params|query|\bqs\b|filter|search|pageSize|pageNumber|numberToRead|skipRecords|greaterThanValue/i,
  linesBefore: 6,
  linesAfter: 6,
};

/** Types and labels, which stand where a value would. */
const noTime = String.raw`(?:string|number|boolean|Date)\b|z\.|['"][^'"\d]*['"]`;

/** A filter by time without its comparison. */
export const loneTimeFilter: Rule = {
  id: 'lone-time-filter',
  title: 'Time filter without its condition',
  step: 'api-calls',
  guide: 'Not in the guide',
  severity: 'warning',
  certainty: 'likely',
  words: /datetime|documentd/i,
  patterns: {
    any: [
      { find: new RegExp(String.raw`[?&](?<at>${names})=`, 'g'), unlessNear: [condition] },
      { find: new RegExp(String.raw`\(\s*['"](?<at>${names})['"]\s*,`, 'g'), near: [inQuery], unlessNear: [condition] },
      {
        find: new RegExp(String.raw`\[\s*['"](?<at>${names})['"]\s*\]\s*=[^=]`, 'g'),
        near: [inQuery],
        unlessNear: [condition],
      },
    ],
    curl: [{ find: new RegExp(String.raw`['"\s](?<at>${names})=`, 'g'), unlessNear: [condition] }],
    javascript: [
      {
        find: new RegExp(String.raw`(?:^|[{,(\s])['"]?(?<at>${names})['"]?\s*:\s*(?!${noTime})[^\s?]`, 'g'),
        near: [{ ...inQuery, find: /params|query|\bqs\b|filter|pageSize|pageNumber|numberToRead/i }],
        unlessNear: [condition],
      },
    ],
    java: [
      {
        find: new RegExp(
          String.raw`@(?:RequestParam|QueryParam|Query)\(\s*(?:\w+\s*=\s*)?"(?<at>${names})"\s*[,)]`,
          'g',
        ),
        unlessNear: [condition],
      },
    ],
    python: [
      {
        find: new RegExp(
          String.raw`\b(?:get|pages?|list\w*|fetch\w*|quer\w+|search|find\w*|filter|dict|request\w*|read\w*)\([^()]*\b(?<at>${names})=(?!=)`,
          'g',
        ),
        unlessNear: [condition],
      },
      { find: new RegExp(String.raw`['"](?<at>${names})['"]\s*:`, 'g'), near: [inQuery], unlessNear: [condition] },
    ],
    php: [
      { find: new RegExp(String.raw`['"](?<at>${names})['"]\s*=>`, 'g'), near: [inQuery], unlessNear: [condition] },
    ],
  },
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
