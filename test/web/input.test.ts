import { describe, expect, test } from '@jest/globals';
import express from 'express';
import request from 'supertest';
import { z } from 'zod';
import { oneOf, optionalText, pageNumber, parseBody, parseParams, parseQuery, text } from '../../src/web/input.ts';
import { codeAsJson } from './session/sessionApp.ts';

const list = z.object({
  page: pageNumber(),
  q: optionalText(10),
  status: oneOf('active', 'inactive'),
});

const app = express();
app.get('/list', (req, res) => res.json(parseQuery(req, list)));
app.get('/item/:id', (req, res) => res.json(parseParams(req, z.object({ id: text(5) }))));
app.post('/form', express.urlencoded({ extended: false }), (req, res) =>
  res.json(parseBody(req, z.object({ name: text().optional() }))),
);
app.use(codeAsJson);

describe('a query', () => {
  test.each([
    ['', { page: 1 }],
    ['?page=&q=&status=', { page: 1 }],
    ['?page=%20&q=%20', { page: 1 }],
    ['?page=7&q=%20bolt%20&status=active', { page: 7, q: 'bolt', status: 'active' }],
    ['?unknown=1&__proto__=x&constructor=y', { page: 1 }],
  ])('"%s" is read', async (query, expected) => {
    await request(app).get(`/list${query}`).expect(200, expected);
  });

  test.each([
    ['page=1&page=2', 'page'],
    ['page=0', 'page'],
    ['page=-1', 'page'],
    ['page=1.5', 'page'],
    ['page=1e3', 'page'],
    ['page=9999999999', 'page'],
    ['q=a&q=b', 'q'],
    ['q=secret-and-long', 'q'],
    ['status=strange', 'status'],
    ['q=a&q=b&page=x', 'page, q'],
  ])('%s is a bad request, told by its field, not by its value', async (query, fields) => {
    const answer = await request(app).get(`/list?${query}`);
    expect(answer.body).toEqual({ code: 'bad_request', reason: `wrong input: ${fields}` });
  });
});

test('parameters of the path are read, and refused where they are not what they should be', async () => {
  await request(app).get('/item/A%2FB').expect(200, { id: 'A/B' });
  expect((await request(app).get('/item/%20')).body).toMatchObject({ code: 'bad_request' });
  expect((await request(app).get('/item/too-long')).body).toMatchObject({ code: 'bad_request' });
});

test('a form without a body is an empty form', async () => {
  await request(app).post('/form').expect(200, {});
  await request(app).post('/form').send('name=Kari').expect(200, { name: 'Kari' });
  expect((await request(app).post('/form').send('name=a&name=b')).body).toMatchObject({ code: 'bad_request' });
});
