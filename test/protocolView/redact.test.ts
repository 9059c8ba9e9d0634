import { describe, expect, test } from '@jest/globals';
import { UnsecuredJWT } from 'jose';
import type { ProtocolStep } from 'visma-net-client/connect/protocolStep';
import { fingerprintOf } from '../../src/protocolView/cutText.ts';
import { createRedact } from '../../src/protocolView/redact.ts';
import type { RedactedStep } from '../../src/protocolView/traceStep.ts';

const CLIENT_SECRET = 'the-client-secret-of-this-test';
const CODE = 'code-Q0mZk3pW8xVb7nLt5sRy';
const STATE = 'state-3vY8kQ1zT6wB9mXc4nJp';
const SIGNATURE = 'c2lnbmF0dXJlLW9mLXRoaXMtdG9rZW4tMDEyMzQ1Njc4OQ';
const ACCESS_TOKEN = jwt({ sub: 'kari', tenant_id: 't1', scope: ['read'] });
const ID_TOKEN = jwt({ sub: 'kari', nonce: 'nonce-7hG2kLp9qWxZ4mNb', name: 'Kari', nnin: '01017012345' });
const REFRESH_TOKEN = 'refresh-8sKd72hGqLpXz01mNvBc';

function jwt(claims: Record<string, unknown>): string {
  return new UnsecuredJWT(claims).encode() + SIGNATURE;
}

const redact = createRedact([CLIENT_SECRET]);

function redacted(step: Partial<ProtocolStep>): RedactedStep {
  const [first] = redact([{ kind: 'token_request', startedAtMs: 1, ...step }]);
  if (!first) throw new Error('a step went missing');
  return first;
}

const textOf = (step: Partial<ProtocolStep>) => JSON.stringify(redacted(step));
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const basic = (id: string, secret: string) => `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;

describe('A token request', () => {
  const step = redacted({
    request: {
      method: 'POST',
      url: 'https://connect.test/connect/token',
      headers: { ...FORM, authorization: basic('isv_app', CLIENT_SECRET), cookie: 'session=abc', 'x-unheard-of': 'y' },
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        code: CODE,
        code_verifier: 'verifier-5tGb7yHn3jMk9lPq2wSx1zDc',
        redirect_uri: 'https://app.test/callback?key=abc',
        something_new: 'whatever it is',
      }).toString(),
    },
    response: {
      status: 200,
      headers: {
        'content-type': 'application/json',
        'set-cookie': 'idp=secret',
        date: 'Tue, 24 Nov 2026 20:43:21 GMT',
      },
      body: JSON.stringify({
        access_token: ACCESS_TOKEN,
        id_token: ID_TOKEN,
        refresh_token: REFRESH_TOKEN,
        token_type: 'Bearer',
        expires_in: 3600,
        new_kind_of_token: 'new-kind-0123456789-abcdef',
      }),
    },
  });
  const form = Object.fromEntries((step.request?.form ?? []).map(({ name, value }) => [name, value]));
  const sent = Object.fromEntries((step.request?.headers ?? []).map(({ name, value }) => [name, value]));

  test('keeps what is for everybody', () => {
    expect(form.grant_type).toBe('authorization_code');
    expect(step.request?.url).toBe('https://connect.test/connect/token');
    expect(step.response?.body).toContain('"expires_in": 3600');
  });

  test('shows of code, verifier and tokens the beginning, the length and a mark', () => {
    expect(form.code).toBe(`code… (${CODE.length} characters, #${fingerprintOf(CODE)})`);
    expect(form.code_verifier).toMatch(/^veri… \(33 characters, #[\da-f]{8}\)$/);
    expect(step.response?.body).toContain(`"refresh_token": "refr… (28 characters, #${fingerprintOf(REFRESH_TOKEN)})"`);
  });

  test('shows the client id, and not one character of the secret', () => {
    expect(sent.authorization).toBe('Basic isv_app:… (30 characters)');
    expect(JSON.stringify(step)).not.toContain(basic('isv_app', CLIENT_SECRET).slice(6, 30));
  });

  test('cuts parameters, headers and answers that nobody knows, and the queries of addresses', () => {
    expect(form.something_new).toBe('… (14 characters)');
    expect(form.redirect_uri).toBe('https://app.test/callback?…');
    expect(sent).toMatchObject({ cookie: '…', 'x-unheard-of': '…' });
    expect(step.response?.headers).toContainEqual({ name: 'set-cookie', value: '…' });
    expect(step.response?.body).toContain('"new_kind_of_token": "new-… (26 characters');
  });

  test('opens the tokens without their signature, their nonce shortened and the number of the state cut', () => {
    expect(step.response?.tokens.map(({ name }) => name)).toEqual(['access_token', 'id_token']);
    expect(step.response?.tokens[0]?.claims).toEqual({ sub: 'kari', tenant_id: 't1', scope: ['read'] });
    expect(step.response?.tokens[1]?.claims).toMatchObject({ name: 'Kari', nnin: '… (11 characters)' });
    expect(step.response?.tokens[1]?.claims.nonce).toMatch(/^nonc… \(22 characters, #/);
    expect(JSON.stringify(step)).not.toContain(SIGNATURE);
  });

  test('is linked by the marks of what it holds, and about the person of its tokens', () => {
    for (const value of [CODE, ACCESS_TOKEN, ID_TOKEN, REFRESH_TOKEN])
      expect(step.links).toContain(fingerprintOf(value));
    expect(step.about).toEqual([fingerprintOf('kari')]);
  });
});

describe('What was cut in one place is cut in others', () => {
  test('such as the words of a provider that repeats the code', () => {
    const steps = redact([
      {
        kind: 'authorization_response',
        startedAtMs: 1,
        request: { method: 'GET', url: `https://app.test/callback?code=${CODE}&state=${STATE}` },
      },
      {
        kind: 'token_request',
        startedAtMs: 2,
        response: {
          status: 400,
          body: JSON.stringify({ error: 'invalid_grant', error_description: `no ${CODE} here` }),
        },
      },
    ]);
    expect(JSON.stringify(steps)).not.toContain(CODE);
    expect(steps[1]?.response?.body).toContain('"error_description": "no code… (25 characters');
  });

  test('such as our own secret in an answer of the ERP', () => {
    const body = JSON.stringify({ message: `bad ${CLIENT_SECRET}` });
    expect(textOf({ kind: 'api_call', response: { status: 400, body } })).not.toContain(CLIENT_SECRET);
  });
});

describe('An authorization response', () => {
  test('keeps the error and the issuer, and shortens code, state and what else came', () => {
    const query = new URLSearchParams({
      code: CODE,
      state: STATE,
      iss: 'https://connect.test',
      session_state: 'abc.def',
    });
    const step = redacted({ kind: 'authorization_response', request: { url: `/callback?${query.toString()}` } });
    expect(step.request?.url).toBe('/callback');
    expect(step.request?.query).toContainEqual({ name: 'iss', value: 'https://connect.test' });
    expect(step.request?.query).toContainEqual({ name: 'session_state', value: '… (7 characters)' });
    expect(JSON.stringify(step)).not.toContain(STATE);
    expect(step.links).toEqual([fingerprintOf(CODE), fingerprintOf(STATE)]);
  });
});

describe('A sign-out request', () => {
  test('does not open the ID token that it carries as a hint', () => {
    const url = `https://connect.test/connect/endsession?id_token_hint=${ID_TOKEN}&state=${STATE}`;
    const step = redacted({ kind: 'end_session', request: { method: 'GET', url } });
    expect(JSON.stringify(step)).not.toContain('Kari');
    expect(step.links).toContain(fingerprintOf(ID_TOKEN));
  });
});

describe('An API call', () => {
  const call = (body: string, status = 200) => redacted({ kind: 'api_call', response: { status, body } });

  test('keeps the filters, and of the token what is kept of any token', () => {
    const step = redacted({
      kind: 'api_call',
      request: {
        method: 'GET',
        url: 'https://erp.test/v1/inventory?pageSize=5&status=Active&api_key=0123456789',
        headers: { Authorization: `Bearer ${ACCESS_TOKEN}` },
      },
    });
    expect(step.request?.query).toEqual([
      { name: 'pageSize', value: '5' },
      { name: 'status', value: 'Active' },
      { name: 'api_key', value: '… (10 characters)' },
    ]);
    expect(step.request?.headers[0]?.value).toMatch(/^Bearer eyJh… \(\d+ characters, #/);
  });

  test('keeps of data its shape alone', () => {
    const step = call(JSON.stringify([{ name: 'Hansen', credit: 5000, tags: ['a'], isActive: true, gln: null }, {}]));
    expect(step.response?.body).toMatch(/^2 entries, the first: /);
    expect(step.response?.body).not.toMatch(/Hansen|5000/);
    expect(step.response?.body).toContain('"name": "text"');
  });

  test('keeps the shape of a list that was cut in the middle', () => {
    expect(call('[{"name":"a } in \\" a text","n":{"m":1}},{"name":"ha').response?.body).toContain('"m": "number"');
    expect(call('<html>Hansen').response?.body).toBe('(not JSON)');
  });

  test('keeps the words of a refusal', () => {
    expect(call(JSON.stringify({ message: 'No such item', token: 'abc' }), 404).response?.body).toBe(
      '{\n  "message": "No such item",\n  "token": "… (3 characters)"\n}',
    );
  });
});

describe('Answers for everybody', () => {
  test('metadata stays as it is', () => {
    const metadata = { issuer: 'https://connect.test', token_endpoint: 'https://connect.test/connect/token' };
    const step = redacted({ kind: 'metadata', response: { status: 200, body: JSON.stringify(metadata) } });
    expect(JSON.parse(step.response?.body ?? '')).toEqual(metadata);
  });

  test('a key that is published whole by mistake loses its private parts', () => {
    const body = JSON.stringify({
      keys: [{ kty: 'RSA', n: 'public', e: 'AQAB', d: 'very-private-number-0123456789' }],
    });
    const text = textOf({ kind: 'keys', response: { status: 200, body } });
    expect(text).toContain('public');
    expect(text).not.toContain('very-private');
  });

  test('a page in place of an answer is shortened, and long runs in it are cut', () => {
    const body = `<html><input name="csrf" value="CfDJ8Nv0a1b2c3d4e5f6g7h8i9j0"> ${'x'.repeat(1000)}`;
    const text = textOf({ response: { status: 502, headers: {}, body } });
    expect(text).not.toContain('CfDJ8Nv0a1b2');
    expect(text.length).toBeLessThan(1000);
  });
});

test('a notice shows what its token says, not the token', () => {
  const token = jwt({ sid: 'sid-1', sub: 'kari', jti: 'j' });
  const body = new URLSearchParams({ logout_token: token }).toString();
  const step = redacted({ kind: 'backchannel_logout', request: { method: 'POST', body } });
  expect(step.request?.tokens[0]?.claims).toMatchObject({ sid: 'sid-1' });
  expect(JSON.stringify(step)).not.toContain(token.slice(0, 40));
});

test.each(['%', 'not an address', 'http://[', '//'])('an address that reads "%s" breaks nothing', (url) => {
  expect(() =>
    redacted({ request: { url }, response: { status: 200, body: '{"access_token": 5, "x": {}}' } }),
  ).not.toThrow();
});
