import { describe, expect, test } from '@jest/globals';
import { pageApp } from '../support/pageApp.ts';
import { decoded, rawAnswer, type RawRequest } from '../support/rawAnswer.ts';

const LONG = '<p>Æ page of many rows</p>\n'.repeat(400);
const BROWSER = 'gzip, deflate, br, zstd';

const app = pageApp((more) => {
  more.get('/long', (_req, res) => res.send(LONG));
  more.get('/short', (_req, res) => res.send('<p>Short</p>'));
  more.get('/json', (_req, res) => res.json({ rows: LONG }));
  more.get('/picture', (_req, res) => res.type('png').send(Buffer.alloc(5000)));
  more.get('/as-it-is', (_req, res) => res.set('Cache-Control', 'no-store, no-transform').send(LONG));
});

const accepting = (coding: string, more: RawRequest['headers'] = {}): RawRequest => ({
  headers: { ...more, 'Accept-Encoding': coding },
});

describe('a long answer', () => {
  test.each([
    [BROWSER, 'br'],
    ['br', 'br'],
    ['gzip, deflate', 'gzip'],
    ['gzip;q=1, br;q=0.5', 'gzip'],
    ['GZIP', 'gzip'],
    ['*', 'br'],
  ])('to who accepts %s is coded with %s, and is the same', async (accepted, coding) => {
    for (const [path, text] of [
      ['/long', LONG],
      ['/json', JSON.stringify({ rows: LONG })],
    ] as const) {
      const answer = await rawAnswer(app, path, accepting(accepted));
      expect(answer.headers).toMatchObject({ 'content-encoding': coding, vary: 'Accept-Encoding' });
      expect(answer.headers['content-length']).toBeUndefined();
      expect(decoded(answer)).toBe(text);
      expect(answer.body.length).toBeLessThan(text.length / 10);
    }
  });

  test.each(['identity', '', 'gzip;q=0', 'zstd', 'identity, gzip;q=0.5'])(
    'to who accepts "%s" comes as it is',
    async (accepted) => {
      const { headers, body } = await rawAnswer(app, '/long', accepting(accepted));
      expect(body.toString()).toBe(LONG);
      expect(headers['content-encoding']).toBeUndefined();
      expect(headers).toMatchObject({ vary: 'Accept-Encoding', 'content-length': String(Buffer.byteLength(LONG)) });
    },
  );

  test('to a request that says nothing of it comes as it is', async () => {
    expect((await rawAnswer(app, '/long')).body.toString()).toBe(LONG);
  });

  test.each(['cross-site', 'same-site'])('to a request that another site caused (%s) comes as it is', async (site) => {
    const { headers, body } = await rawAnswer(app, '/long', accepting(BROWSER, { 'Sec-Fetch-Site': site }));
    expect(headers['content-encoding']).toBeUndefined();
    expect(body.toString()).toBe(LONG);
  });

  test.each(['same-origin', 'none'])('to a request of our own pages or of the person (%s) is coded', async (site) => {
    const { headers } = await rawAnswer(app, '/long', accepting(BROWSER, { 'Sec-Fetch-Site': site }));
    expect(headers['content-encoding']).toBe('br');
  });

  test('that must not be changed on its way comes as it is', async () => {
    const { headers, body } = await rawAnswer(app, '/as-it-is', accepting(BROWSER));
    expect(headers['content-encoding']).toBeUndefined();
    expect(body.toString()).toBe(LONG);
  });
});

test.each(['/short', '/picture'])('%s is not worth it', async (path) => {
  const { headers, body } = await rawAnswer(app, path, accepting(BROWSER));
  expect(headers['content-encoding']).toBeUndefined();
  expect(headers['content-length']).toBe(String(body.length));
});

describe('who asks for the headers only', () => {
  test('is told no length, for the compressed answer would have another one', async () => {
    const { status, headers, body } = await rawAnswer(app, '/long', { ...accepting(BROWSER), method: 'HEAD' });
    expect(status).toBe(200);
    expect(headers['content-length']).toBeUndefined();
    expect(headers.vary).toBe('Accept-Encoding');
    expect(body).toHaveLength(0);
  });

  test('and accepts no coding, is told the length', async () => {
    const { headers } = await rawAnswer(app, '/long', { ...accepting('identity'), method: 'HEAD' });
    expect(headers['content-length']).toBe(String(Buffer.byteLength(LONG)));
  });
});

test('a page about an error is coded too, with its status', async () => {
  const answer = await rawAnswer(app, '/nothing', accepting(BROWSER, { Accept: 'text/html' }));
  expect(answer.status).toBe(404);
  expect(answer.headers['content-encoding']).toBe('br');
  expect(answer.headers.vary).toBe('Accept, Accept-Encoding');
  expect(decoded(answer)).toContain('data-testid="error-code">not_found<');
});
