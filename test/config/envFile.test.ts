import { describe, expect, test } from '@jest/globals';
import { readEnvFile } from '../../src/config/envFile.ts';

const read = (text: string) => readEnvFile(Buffer.from(text));

describe('A # right after a value', () => {
  test.each([
    'VISMA_CLIENT_SECRET=sandbox#web-secret',
    'export STORE_URL=redis://:pa#ss@redis.example',
    '  SESSION_SECRET = abc#def',
    'NAME=one two#three',
    'NAME=a=b#c',
  ])('is said, by name and line and without the value: %s', (line) => {
    const { warnings } = read(`# first\n${line}\nPORT=3000\n`);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(
      /^\.env, line 2: (?:VISMA_CLIENT_SECRET|STORE_URL|SESSION_SECRET|NAME) ends before the #/,
    );
    expect(warnings[0]).not.toMatch(/sandbox|pa|abc|one|a=b/);
  });

  test.each([
    'NAME="sandbox#web-secret"',
    "NAME='sandbox#web-secret'",
    'NAME=`a#b`',
    'NAME=value # a comment',
    'NAME=#a comment',
    'NAME= # a comment',
    '# NAME=a#b',
    'NAME=value',
    '',
  ])('is nothing to be said of: %s', (line) => {
    expect(read(`${line}\n`).warnings).toEqual([]);
  });

  test('is found in files of Windows too', () => {
    expect(read('A=1\r\nB=2#3\r\n').warnings).toEqual([expect.stringContaining('line 2: B ')]);
  });
});

test('a file in UTF-16 is refused, with or without its mark', () => {
  for (const bytes of [Buffer.from('\uFEFFPORT=1', 'utf16le'), Buffer.from('PORT=1', 'utf16le')]) {
    expect(() => readEnvFile(bytes)).toThrow('.env is written in UTF-16: save it as UTF-8');
  }
});

test('a mark of UTF-8 does no harm', () => {
  expect(read('\uFEFFPORT=3001\nHOST=0.0.0.0').values).toEqual({ PORT: '3001', HOST: '0.0.0.0' });
});
