import type { Rule } from '../rule.ts';

const NAMES = 'numberToRead|skipRecords|greaterThanValue';
/** As generated clients for Python call them. */
const SNAKE_NAMES = 'number_to_read|skip_records|greater_than_value';

/** Paging parameters that the API ignores. */
export const pagingParameters: Rule = {
  id: 'paging-parameters',
  title: 'Paging parameters without effect',
  step: 'api-calls',
  guide: 'Not in the guide',
  severity: 'error',
  certainty: 'certain',
  alone: ["'?numberToRead=1'"],
  words: /number_?to_?read|skip_?records|greater_?than_?value/i,
  patterns: {
    any: [
      { find: new RegExp(String.raw`(?:[?&]|%26)(?<at>${NAMES})=`, 'gi') },
      { find: new RegExp(String.raw`['"\x60](?<at>${NAMES})=?\\?['"\x60]`, 'gi') },
      { find: new RegExp(String.raw`(?<![\w$>-])(?<at>${NAMES})\s*(?:=>|\?:|:|=)(?!=)`, 'gi') },
      { find: new RegExp(String.raw`(?:\.|->)(?<at>(?:set|with)?(?:${NAMES}))\(\s*[^\s)]`, 'gi') },
      { find: new RegExp(String.raw`->(?<at>${NAMES})\s*=(?!=)`, 'gi') },
    ],
    python: [{ find: new RegExp(String.raw`(?<![\w.])(?<at>${SNAKE_NAMES})\s*=(?!=)`, 'g'), certainty: 'likely' }],
  },
  why: 'numberToRead, skipRecords and greaterThanValue are still in the description, but dead. The API ignores them and answers 200 with its first page, so rows are missing and nothing says so.',
  replacement: 'Use pageNumber, from 1, and pageSize. A page shorter than asked for is the last.',
  examples: {
    curl: 'curl "https://api.finance.visma.net/v1/inventory?pageNumber=1&pageSize=500" …',
    csharp:
      'for (var pageNumber = 1; ; pageNumber++) { /* ?pageNumber={pageNumber}&pageSize=500, until fewer than 500 rows */ }',
    javascript:
      'for (let pageNumber = 1, rows; (rows = await page({ pageNumber, pageSize: 500 })).length > 0; pageNumber++) use(rows);',
    python:
      'for page_number in itertools.count(1):\n    rows = get(url, params={"pageNumber": page_number, "pageSize": 500})',
    php: "$rows = $http->get($url, ['query' => ['pageNumber' => $pageNumber, 'pageSize' => 500]]);",
    java: 'var uri = URI.create(base + "/v1/inventory?pageNumber=" + pageNumber + "&pageSize=500");',
  },
};
