import { Writable } from 'node:stream';
import { beforeEach, describe, expect, test } from '@jest/globals';
import express from 'express';
import request from 'supertest';
import { z } from 'zod';
import { AppError } from '../../src/errors.ts';
import { createLogger } from '../../src/log.ts';
import { correlationId, requestLog } from '../../src/web/requestLog.ts';
import { codeAsJson } from './session/sessionApp.ts';

const line = z.looseObject({ msg: z.string(), correlationId: z.string() });

let output = '';
beforeEach(() => {
  output = '';
});

const destination = new Writable({
  write(chunk: Buffer, _encoding, done) {
    output += chunk.toString();
    done();
  },
});
const lines = () =>
  output
    .split('\n')
    .filter(Boolean)
    .map((text) => line.parse(JSON.parse(text)));

const app = express();
app.use(requestLog(createLogger('info', destination)));
app.use(express.urlencoded({ extended: false }));
app.get('/companies/:tenant/inventory', (req, res) => res.send(correlationId(req)));
app.get('/callback', (req) => {
  const params = { ...req.query, code_verifier: 'VERIFIER-SECRET' };
  const cause = Object.assign(new Error(`exchange of ${req.originalUrl} failed`), { params });
  throw new AppError('callback_invalid', { cause, providerDescription: 'DESCRIPTION-SECRET', reason: 'state differs' });
});
app.post('/form', (req, res) => {
  req.log.info('a note of a handler');
  res.status(503).send('no');
});
app.get('/hang-up', (_req, res) => res.destroy());
const logged: express.ErrorRequestHandler = (err: unknown, req, _res, next) => {
  req.log.error({ err }, 'refused');
  next(err);
};
app.use(logged, codeAsJson);

test('an answer is one line: method, pattern, status, milliseconds and id', async () => {
  const answer = await request(app).get('/companies/11111111/inventory?q=bolt').expect(200);
  const [only, ...others] = lines();
  expect(others).toEqual([]);
  expect(only).toEqual({
    level: 30,
    time: expect.any(Number),
    correlationId: answer.text,
    method: 'GET',
    route: '/companies/:tenant/inventory',
    status: 200,
    ms: expect.any(Number),
    msg: 'request completed',
  });
});

test('the id is in the answer, and is ours whatever the caller sends', async () => {
  const answer = await request(app)
    .get('/companies/1/inventory')
    .set('X-Correlation-Id', 'theirs')
    .set('X-Request-Id', 'theirs');
  expect(answer.get('X-Correlation-Id')).toBe(answer.text);
  expect(answer.text).toMatch(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
  expect(output).not.toContain('theirs');
});

test('what no route knows is logged without its address', async () => {
  await request(app).get('/tenant-11111111/nowhere').expect(404);
  expect(lines()).toEqual([expect.objectContaining({ route: '-', status: 404 })]);
});

test('failures are warnings, and what a handler notes has the same id', async () => {
  const answer = await request(app).post('/form').send('a=1').expect(503);
  const id = answer.get('X-Correlation-Id');
  expect(lines()).toEqual([
    expect.objectContaining({ msg: 'a note of a handler', correlationId: id, level: 30 }),
    expect.objectContaining({ status: 503, correlationId: id, level: 40, route: '/form', method: 'POST' }),
  ]);
});

test('a connection that breaks off is told apart', async () => {
  await expect(request(app).get('/hang-up')).rejects.toThrow();
  expect(lines()).toEqual([expect.objectContaining({ msg: 'request aborted', route: '/hang-up' })]);
});

describe('nothing secret reaches the log', () => {
  const secrets = ['CODE-SECRET', 'STATE-SECRET', 'COOKIE-SECRET', 'BEARER-SECRET', 'BODY-SECRET', 'REFERER-SECRET'];
  const [code, state, cookie, bearer, form, referrer] = secrets;

  test.each(['/callback', '/companies/1/inventory', '/form', '/nowhere'])('of %s', async (path) => {
    const address = `${path}?code=${code ?? ''}&state=${state ?? ''}`;
    for (const call of [request(app).get(address), request(app).post(address)]) {
      await call
        .set({ Cookie: `vc_session=${cookie ?? ''}`, Authorization: `Bearer ${bearer ?? ''}` })
        .set({ Referer: `http://x/${referrer ?? ''}`, 'Content-Type': 'application/x-www-form-urlencoded' })
        .send(`logout_token=${form ?? ''}`);
    }
    expect(lines().length).toBeGreaterThanOrEqual(2);
    for (const secret of [...secrets, 'VERIFIER-SECRET', 'DESCRIPTION-SECRET']) expect(output).not.toContain(secret);
  });

  test('of an error, while its code and our reason do', async () => {
    await request(app).get('/callback?code=CODE-SECRET');
    expect(lines()).toContainEqual(
      expect.objectContaining({
        msg: 'refused',
        err: expect.objectContaining({ code: 'callback_invalid', reason: 'state differs' }),
      }),
    );
    expect(output).not.toContain('SECRET');
  });
});
