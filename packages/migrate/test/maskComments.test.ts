import { describe, expect, test } from '@jest/globals';
import { commentSyntaxOf } from '../src/commentSyntax.ts';
import { createCommentMask } from '../src/maskComments.ts';

const masked = (text: string) => createCommentMask(commentSyntaxOf('a.py', 'python'))(text);

describe('A long string', () => {
  test.each([
    ['no backslash', 0, true],
    ['one backslash', 1, false],
    ['two backslashes', 2, true],
    ['three backslashes', 3, false],
  ])('with %s before its quotes ends there: %#', (_what, count, ends) => {
    const start = `x = """text${'\\'.repeat(count)}"""`;
    const rest = ' # behind';
    expect(masked(start + rest)).toBe(start + (ends ? ' '.repeat(rest.length) : rest));
  });
});
