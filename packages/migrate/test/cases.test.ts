import { describe, expect, test } from '@jest/globals';
import { scanFolder } from '../src/scanFolder.ts';
import { type Case, endings, flow, generated, libraries, secrets } from './cases.ts';
import { aProject } from './project.ts';

function foundIn({ files }: Case): string[] {
  return scanFolder(aProject(files).path).findings.map(({ file, line, rule, severity }) =>
    severity === rule.severity ? `${file}:${line} ${rule.id}` : `${file}:${line} ${rule.id} ${severity}`,
  );
}

describe.each([
  ['client libraries', libraries],
  ['endings by operation', endings],
  ['secrets', secrets],
  ['generated code', generated],
  ['where a value comes from', flow],
])('%s', (_class, cases) => {
  test.each(cases.map((one) => [one.name, one] as const))('%s', (_name, one) => {
    expect(foundIn(one).sort()).toEqual([...one.expected].sort());
  });
});
