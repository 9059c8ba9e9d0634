import { describe, expect, test } from '@jest/globals';
import { RULE_BOOK } from '../src/ruleBook.ts';
import { scanFolder } from '../src/scanFolder.ts';
import { STEPS } from '../src/steps.ts';
import { accuracyByRule, expectedIn, foundInFixture, markedFolders } from './accuracy.ts';

const languages = ['curl', 'csharp', 'javascript', 'python', 'php', 'java'] as const;

describe('the rules on code of six languages', () => {
  test.each(markedFolders)('find in %s what is marked, and nothing else', (folder) => {
    expect(foundInFixture(scanFolder, folder).sort()).toEqual(expectedIn(folder).sort());
  });

  test.each(languages)('are each shown at work in %s', (folder) => {
    const shown = new Set(expectedIn(folder).map((mark) => mark.split(' ')[1]));
    const ofFiles = RULE_BOOK.filter(({ isOfProject }) => isOfProject !== true);
    expect(ofFiles.map(({ id }) => id).filter((id) => !shown.has(id))).toEqual([]);
  });
});

describe('over all cases and fixtures', () => {
  const accuracy = accuracyByRule(scanFolder);

  test.each(RULE_BOOK.map(({ id }) => id))('%s has precision 1 and recall 1', (id) => {
    const { right, wrong, missed } = accuracy.get(id) ?? { right: 0, wrong: 0, missed: 0 };
    expect({ rule: id, precision: right / (right + wrong), recall: right / (right + missed) }).toEqual({
      rule: id,
      precision: 1,
      recall: 1,
    });
  });

  test('nothing is found by the name of a rule that is not in the book', () => {
    expect([...accuracy.keys()].sort()).toEqual(RULE_BOOK.map(({ id }) => id).sort());
  });

  test('a scan that finds nothing misses all, and one that finds more is wrong by that', () => {
    const allMissed = [...accuracy].map(([id, { right }]) => [id, { right: 0, wrong: 0, missed: right }] as const);
    expect(accuracyByRule(() => ({ findings: [] }))).toEqual(new Map(allMissed));
    const more = accuracyByRule((root) => {
      const { findings } = scanFolder(root);
      return { findings: findings.flatMap((one) => [one, { file: one.file, line: 10_000, rule: one.rule }]) };
    });
    for (const [id, { right, wrong, missed }] of more) {
      expect({ id, right, missed }).toEqual({ id, right: accuracy.get(id)?.right, missed: 0 });
      expect(wrong).toBeGreaterThan(0);
    }
  });
});

describe('a rule', () => {
  test.each(RULE_BOOK.map((rule) => [rule.id, rule] as const))('%s says all that a person needs', (_id, rule) => {
    expect(STEPS.map(({ id }) => id)).toContain(rule.step);
    for (const text of [rule.title, rule.guide, rule.why, rule.replacement, ...Object.values(rule.examples)]) {
      expect(text.trim().length).toBeGreaterThan(3);
    }
    const patterns = Object.values(rule.patterns).flat();
    expect(patterns.length > 0 || rule.detect !== undefined).toBe(rule.isOfProject !== true);
    for (const { find } of patterns) expect(find.flags).toContain('g');
  });

  test('has an id of its own', () => {
    expect(new Set(RULE_BOOK.map(({ id }) => id)).size).toBe(RULE_BOOK.length);
  });
});
