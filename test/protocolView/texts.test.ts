import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { ENGLISH, findLanguage, LANGUAGES } from '../../src/languages/languages.ts';
import type { Text } from '../../src/languages/spoken.ts';
import { diagramOf, MAX_LABEL } from '../../src/protocolView/diagram.ts';
import { valueCell } from '../../src/pages/account/claimCell.ts';

import { cut } from '../../src/protocolView/cutText.ts';
import { RULE_TEXTS, ruleText } from '../../src/protocolView/ruleTexts.ts';
import { KINDS } from '../../src/protocolView/traceStep.ts';
import { aMessage, aTrace } from './aStep.ts';

const norwegian = findLanguage('nb-NO');

describe('the rules that are checked', () => {
  const folder = fileURLToPath(new URL('../../src', import.meta.url));
  const sources = ['oidc', 'pages/signIn'].flatMap((part) =>
    readdirSync(join(folder, part)).map((name) => readFileSync(join(folder, part, name), 'utf8')),
  );
  const named = [
    ...sources.join('\n').matchAll(/(?:\brule: |\bcheck\(\s*|ISS_RULE = |section: )'([^'§]*[a-z] [^'§]*)'/g),
  ].map(([, rule = '']) => rule);

  test('are told in every language', () => {
    expect(named.length).toBeGreaterThan(25);
    expect(named.filter((rule) => !RULE_TEXTS.has(rule) && !/ §|^RFC/.test(rule))).toEqual([]);
  });

  test('are told in English as they are written', () => {
    for (const rule of RULE_TEXTS.keys()) expect(ENGLISH.speak(ruleText(rule))).toBe(rule);
  });

  test.each([
    ['signature RS256 by key k-1', 'signatur RS256 med nøkkelen k-1'],
    ['signed ES256 by a key without a name', 'signert ES256 med en nøkkel uten navn'],
    ['nonce equals the one kept with the attempt', 'nonce er lik den som ble tatt vare på med forsøket'],
  ])('%s', (rule, said) => {
    expect(ENGLISH.speak(ruleText(rule))).toBe(rule);
    expect(norwegian.speak(ruleText(rule))).toBe(said);
  });

  test('that nobody has translated are told as they are', () => {
    expect(ruleText('a rule of an older version')).toBe('a rule of an older version');
  });
});

describe('a value that was cut', () => {
  test.each([
    ['of some length', 'abcdefghijklmnopqrstuvwxyz', 'abcd… (26 tegn, #71c480df)'],
    ['of one character', 'x', '… (1 tegn)'],
  ])('%s says so in the language of the page', (_name, value, said) => {
    expect(ENGLISH.speak(shownOf(cut(value)))).toBe(cut(value));
    expect(norwegian.speak(shownOf(cut(value)))).toBe(said);
  });

  test('stays as it is when it was not', () => {
    for (const value of ['openid profile', 'a… (b)', '']) expect(valueCell(value)).toBe(value);
  });

  function shownOf(value: string): Text {
    const shown = valueCell(value);
    if (typeof shown === 'string' || !('say' in shown)) throw new Error('not told in words');
    return shown;
  }
});

describe.each(LANGUAGES)('what stands on the arrows in $locale', ({ speak }) => {
  const long = [{ name: 'error', value: 'e'.repeat(200) }];

  test.each(KINDS)('of %s fits', (kind) => {
    const steps = aTrace(
      { kind },
      { kind, response: aMessage({ status: 200 }) },
      { kind, response: aMessage({ status: 400, fields: long }) },
      { kind, response: aMessage({ status: 503 }) },
      { kind, error: 'connect_unreachable' },
      { kind, checks: [{ rule: 'r', section: 's', passed: false }] },
      { kind, request: aMessage({ query: long, url: `https://erp.test/${'p'.repeat(200)}` }) },
    );
    const labels = diagramOf(steps, String).steps.flatMap(({ arrows }) => arrows.map(({ label }) => speak(label)));
    expect(labels.length).toBeGreaterThanOrEqual(steps.length);
    expect(labels.filter((label) => label.length > MAX_LABEL)).toEqual([]);
  });
});
