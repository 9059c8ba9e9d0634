import { describe, expect, test } from '@jest/globals';
import { readErrorBody } from '../src/transport/errorBody.ts';

const read = (body: unknown, sent?: unknown, headers: Record<string, string> = {}) =>
  readErrorBody({ text: typeof body === 'string' ? body : JSON.stringify(body), headers }, sent);

describe('the words of a refusal', () => {
  test.each([
    ['the short form', { message: 'No.' }, 'No.', undefined],
    ['with a capital', { Message: 'No.' }, 'No.', undefined],
    [
      'the long form',
      {
        ExceptionType: 'IPPException',
        ExceptionMessage: 'The company has no licence.',
        ExceptionFaultCode: '12027',
        ExceptionMessageID: '12027_6b1c9f0a-0000-4000-8000-000000000000',
        ExceptionDetails: '',
      },
      'The company has no licence.',
      '12027',
    ],
    ['the long form with the code in the id only', { ExceptionMessageID: '12002_x' }, undefined, '12002'],
    [
      'API Management’s form',
      { statusCode: 401, message: 'Access token is missing.' },
      'Access token is missing.',
      undefined,
    ],
    [
      'ProblemDetails',
      { type: 'about:blank', title: 'Not Found', status: 404, detail: 'No order.' },
      'No order.',
      undefined,
    ],
    ['ProblemDetails without detail', { title: 'Not Found', status: 404 }, 'Not Found', undefined],
    ['an OAuth error', { error: 'invalid_token', error_description: 'Expired.' }, 'Expired.', undefined],
    ['an error object', { error: { code: 'Throttled', message: 'Slowly.' } }, 'Slowly.', 'Throttled'],
    ['a list of errors', [{ message: 'No.' }, { message: 'No again.' }], 'No.', undefined],
    ['JSON text', '"No."', 'No.', undefined],
    ['plain text', ' No. \r\n', 'No.', undefined],
    ['cut JSON', '{"message": "N', undefined, undefined],
    ['a page', '<html><body>502 Bad Gateway</body></html>', undefined, undefined],
    ['nothing', '', undefined, undefined],
    ['null', 'null', undefined, undefined],
    ['a number', '7', undefined, undefined],
    ['nulls', { message: null, ExceptionMessage: null, errors: null }, undefined, undefined],
    ['other kinds', { message: { a: 1 }, ExceptionFaultCode: { b: 2 }, errors: 7 }, undefined, undefined],
    ['empty words', { ExceptionMessage: ' ', message: 'No.' }, 'No.', undefined],
    ['control characters', { message: 'No.\u0000\u001b[31m' }, 'No. [31m', undefined],
  ])('%s', (_case, body, message, faultCode) => {
    expect(read(body)).toMatchObject({ message, faultCode, fields: [] });
  });

  test('are kept short', () => {
    expect(read({ message: 'x'.repeat(100_000) }).message).toHaveLength(1000);
  });

  test('a code that is no short word is no code', () => {
    expect(read({ ExceptionFaultCode: 'a b <script>' }).faultCode).toBeUndefined();
  });

  test('the Sales Order API names its codes in a header', () => {
    expect(read({ title: 'Bad Request' }, undefined, { 'x-visma-erp-error-codes': 'SO-17, SO-18' }).faultCode).toBe(
      'SO-17',
    );
  });
});

describe('the refused fields', () => {
  const SENT = {
    description: { value: 'x' },
    mainAddress: { value: { postalCode: { value: 'x' } } },
    inventoryID: { value: 1 },
  };

  test.each([
    ['quotes at the beginning', { message: "'description' is too long." }, 'description'],
    ['with Error: in front', { ExceptionMessage: "Error: 'Description' is too long." }, 'description'],
    ['a label with blanks', { message: "'Inventory ID' cannot be empty." }, 'inventoryID'],
    ['double quotes', { message: '"description" is too long.' }, 'description'],
    ['a field within another', { message: "'mainAddress.postalCode' is wrong." }, 'mainAddress.postalCode'],
    ['a field that was not sent', { message: "'itemClass' cannot be empty." }, 'itemClass'],
    ['ModelState', { Message: 'Invalid.', ModelState: { 'item.Description': ['Too long.'] } }, 'description'],
    [
      'ProblemDetails',
      { title: 'Invalid.', errors: { 'MainAddress.Value.PostalCode.Value': ['Wrong.'] } },
      'mainAddress.postalCode',
    ],
    ['JSON paths', { errors: { '$.description.value': ['Wrong.'] } }, 'description'],
    ['rows of errors', { errors: [{ propertyName: 'Description', errorMessage: 'Wrong.' }] }, 'description'],
    ['rows of objects', { errors: { description: [{ message: 'Wrong.' }] } }, 'description'],
    ['a row of a list', { errors: { 'orderLines[0].quantity': 'Wrong.' } }, 'orderLines[0].quantity'],
  ])('by %s', (_case, body, name) => {
    const { fields } = read(body, SENT);
    expect(fields).toEqual([{ name, message: expect.stringMatching(/wrong|long|empty/i) }]);
  });

  test('all of them, each with its words', () => {
    expect(read({ errors: { description: ['Too long.'], name: ['Missing.'] } }).fields).toEqual([
      { name: 'description', message: 'Too long.' },
      { name: 'name', message: 'Missing.' },
    ]);
  });

  test.each([
    ['a value in quotes', "'ABC-1' cannot be found."],
    ['quotes further on', 'The value of the field "description" is wrong.'],
    ['a sentence in quotes', "'no, not this' is wrong."],
    ['an apostrophe', "'"],
  ])('%s is no field', (_case, message) => {
    expect(read({ message }, SENT)).toEqual({ message, faultCode: undefined, fields: [] });
  });

  test('names that are no field names are left out', () => {
    expect(read({ errors: { '': ['Wrong.'], 'a b': ['Wrong.'], $: ['Wrong.'], __proto__: ['x'] } }).fields).toEqual([]);
  });
});
