import { describe, expect, test } from '@jest/globals';
import { scanFolder } from '../src/scanFolder.ts';
import { caseClasses } from './cases/all.ts';
import type { Case } from './cases/case.ts';
import { aProject } from './project.ts';

function foundIn({ files }: Case): string[] {
  const { findings } = scanFolder(aProject(files).path);
  expect(findings.filter(({ certainty, severity }) => certainty === 'possible' && severity !== 'warning')).toEqual([]);
  return findings.map(({ file, line, rule, severity }) =>
    severity === rule.severity ? `${file}:${line} ${rule.id}` : `${file}:${line} ${rule.id} ${severity}`,
  );
}

describe.each(Object.entries(caseClasses))('%s', (_class, cases) => {
  test.each(cases.map((one) => [one.name, one] as const))('%s', (_name, one) => {
    expect(foundIn(one).sort()).toEqual([...one.expected].sort());
  });
});
