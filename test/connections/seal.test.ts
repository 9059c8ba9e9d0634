import { describe, expect, test } from '@jest/globals';
import { createSealer } from '../../src/connections/seal.ts';

const OLD = 'o'.repeat(32);
const NEW = 'n'.repeat(32);

test('what was sealed opens where it belongs, and shows nothing of itself', () => {
  const sealer = createSealer([NEW], 'vault');
  const sealed = sealer.seal('the token', 'c1');
  expect(sealed).not.toContain('token');
  expect(sealer.open(sealed, 'c1')).toBe('the token');
});

test('the same text is sealed differently each time', () => {
  const sealer = createSealer([NEW], 'vault');
  expect(sealer.seal('x', 'c1')).not.toBe(sealer.seal('x', 'c1'));
});

describe('A text does not open', () => {
  const sealed = createSealer([NEW], 'vault').seal('the token', 'c1');

  test('in the place of another one', () => {
    expect(createSealer([NEW], 'vault').open(sealed, 'c2')).toBeUndefined();
  });

  test('with another secret', () => {
    expect(createSealer([OLD], 'vault').open(sealed, 'c1')).toBeUndefined();
  });

  test('for another purpose', () => {
    expect(createSealer([NEW], 'drafts').open(sealed, 'c1')).toBeUndefined();
  });

  test('when a single character of it was changed, wherever', () => {
    const sealer = createSealer([NEW], 'vault');
    const opened = Array.from({ length: sealed.length }, (_, index) => index)
      .filter((index) => sealed[index] !== '.')
      .map((index) => sealed.slice(0, index) + (sealed[index] === 'A' ? 'Q' : 'A') + sealed.slice(index + 1))
      .map((text) => sealer.open(text, 'c1'));
    // The last character of base64url may hold bits that mean nothing.
    expect(opened.slice(0, -1).every((text) => text === undefined)).toBe(true);
  });

  test.each(['', 'v1', 'v1.x.y.z', 'nonsense'])('when it is %j', (text) => {
    expect(createSealer([NEW], 'vault').open(text, 'c1')).toBeUndefined();
  });
});

test('after a change of secrets the first seals and all open', () => {
  const before = createSealer([OLD], 'vault').seal('x', 'c1');
  const both = createSealer([NEW, OLD], 'vault');
  expect(both.open(before, 'c1')).toBe('x');
  expect(createSealer([NEW], 'vault').open(both.seal('y', 'c1'), 'c1')).toBe('y');
});
