import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { checkbox, entries, requiredText, severalValues } from '../../src/systems/formFields.ts';
import { parseForm } from '../../src/systems/formState.ts';

const schema = z.object({
  name: requiredText('Give it a name', 10),
  addresses: entries,
  test: checkbox,
  scopes: severalValues,
});

describe('A form', () => {
  test('becomes values: trimmed text, one entry a line, switches, lists', () => {
    const parsed = parseForm(schema, { name: ' App ', addresses: 'a\r\n\r\n b \na', test: 'on', scopes: 'read' });
    const values = { name: 'App', addresses: ['a', 'b'], test: true, scopes: ['read'] };
    expect(parsed).toMatchObject({ ok: true, values });
  });

  test('tells the first problem of each field, and keeps what was typed', () => {
    const parsed = parseForm(schema, { name: 'much too long', scopes: ['a', 'b'] });
    const form = {
      values: { name: 'much too long', scopes: ['a', 'b'] },
      errors: { name: 'Use at most 10 characters' },
    };
    expect(parsed).toEqual({ ok: false, form });
  });

  test.each([undefined, null, 'text', { name: { nested: 'x' } }])('copes with %j in place of a form', (given) => {
    expect(parseForm(schema, given).form.errors).toEqual({ name: 'Give it a name' });
  });
});
