import { describe, expect, test } from '@jest/globals';
import { contractErrorCodes } from '../../sandbox/test/salesOrder/contract.ts';
import { readErrorBody } from '../src/transport/errorBody.ts';
import { ORDER_ERRORS, orderErrorLabel } from '../src/transport/orderErrorCodes.ts';

const read = (body: unknown, sent?: unknown) =>
  readErrorBody({ text: typeof body === 'string' ? body : JSON.stringify(body) }, sent);

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
});

describe('the problems that the Sales Order API names', () => {
  const ORDER = { customer: { id: '1' }, orderLines: [{ inventoryId: 'X', quantity: 1 }] };
  const VALIDATION = {
    type: 'https://tools.ietf.org/html/rfc7231#section-6.5.1',
    title: 'One or more validation errors occurred.',
    status: 400,
    detail: null,
    instance: null,
    errors: { 'OrderLines[0].InventoryId': ['The item X does not exist.'] },
    details: [
      { code: '1804', message: 'The item X does not exist.', parameters: { property: 'OrderLines[0].InventoryId' } },
      { code: '1407', message: null, parameters: { property: 'Customer.Id', customerId: 1, text: null } },
      { code: '1825', message: 'A line was shipped.', parameters: null },
    ],
  };

  test('come with code, words and parameters', () => {
    const { problems, faultCode, message } = read(VALIDATION, ORDER);
    expect(problems).toEqual([
      {
        code: '1804',
        message: 'The item X does not exist.',
        parameters: { property: 'OrderLines[0].InventoryId' },
      },
      { code: '1407', message: 'invalid customer status', parameters: { property: 'Customer.Id', customerId: '1' } },
      { code: '1825', message: 'A line was shipped.', parameters: {} },
    ]);
    expect(faultCode).toBe('1804');
    expect(message).toBe('The item X does not exist. invalid customer status A line was shipped.');
  });

  test('stand at their fields, each once', () => {
    expect(read(VALIDATION, ORDER).fields).toEqual([
      { name: 'orderLines[0].inventoryId', message: 'The item X does not exist.', code: '1804' },
      { name: 'customer.id', message: 'invalid customer status', code: '1407' },
    ]);
  });

  test('of one field may be several', () => {
    const details = ['1100', '1103'].map((code) => ({ code, message: code, parameters: { property: 'discountCode' } }));
    expect(read({ details }).fields.map(({ code }) => code)).toEqual(['1100', '1103']);
  });

  test('that cannot be read are left out', () => {
    const details = [null, 'x', 7, [], {}, { code: 'a b', message: ' ' }, { message: 'Only words.' }];
    expect(read({ title: 'No.', details }).problems).toEqual([
      { code: undefined, message: 'Only words.', parameters: {} },
    ]);
    expect(read({ details: 'all of it' }).problems).toEqual([]);
    expect(read({ details: Array(1000).fill({ code: '1804' }) }).problems).toHaveLength(50);
  });

  test('are known by the codes of the contract', () => {
    const ofContract = new Map<string, string[]>();
    for (const { code, name } of contractErrorCodes) ofContract.set(code, [...(ofContract.get(code) ?? []), name]);
    const ofContractAsText = [...ofContract].map(([code, names]) => `${code} ${names.join(' or ')}`);
    expect([...ORDER_ERRORS].sort()).toEqual(ofContractAsText.sort());
    expect(orderErrorLabel('0001-NullNotAllowed')).toBe('null not allowed or empty not allowed');
    expect(orderErrorLabel('9999')).toBeUndefined();
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
    expect(read({ message }, SENT)).toEqual({ message, faultCode: undefined, fields: [], problems: [] });
  });

  test('names that are no field names are left out', () => {
    expect(read({ errors: { '': ['Wrong.'], 'a b': ['Wrong.'], $: ['Wrong.'], __proto__: ['x'] } }).fields).toEqual([]);
  });
});
