import { expect, test } from '@jest/globals';
import { uiLocales } from '../../src/oidc/uiLocales.ts';

test.each([
  ['nb-NO,nb;q=0.9,no;q=0.8,en-US;q=0.7', 'nb-NO en-US'],
  ['sv', 'sv-SE'],
  ['nn-NO', 'nb-NO'],
  ['en', 'en-GB'],
  ['fi;q=0.2, da;q=0.9', 'da-DK fi-FI'],
  ['en-US;q=0, lv', 'lv-LV'],
])('%s asks for %s', (header, locales) => {
  expect(uiLocales(header)).toBe(locales);
});

test.each([undefined, '', '*', 'de-DE,de;q=0.9', ';;;,,q=1'])('%s asks for none, so that Connect chooses', (header) => {
  expect(uiLocales(header)).toBeUndefined();
});
