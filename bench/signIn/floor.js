// The floor: node:http, the session in a Map, the page by one template.
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { availableOf, begin, finish, firstItems } from './leastCalls.js';

const attempts = new Map();
const sessions = new Map();

const server = createServer((req, res) => {
  answer(req, res).catch((error) => {
    console.error(error);
    res.writeHead(500).end();
  });
});
server.listen(0, '127.0.0.1', () => process.send?.({ url: urlOf() }));

async function answer(req, res) {
  const url = new URL(req.url, urlOf());
  if (url.pathname === '/login') return login(res);
  if (url.pathname === '/callback') return callback(req, res, url);
  return page(req, res);
}

async function login(res) {
  const key = randomUUID();
  const { href, attempt } = await begin(urlOf());
  attempts.set(key, attempt);
  res.writeHead(302, { Location: href, 'Set-Cookie': `attempt=${key}; HttpOnly; Path=/` }).end();
}

async function callback(req, res, url) {
  const key = cookieOf(req, 'attempt');
  const attempt = attempts.get(key);
  attempts.delete(key);
  const sessionId = randomUUID();
  sessions.set(sessionId, await finish(url, attempt));
  res.writeHead(302, { Location: '/inventory', 'Set-Cookie': `session=${sessionId}; HttpOnly; Path=/` }).end();
}

async function page(req, res) {
  const { tokens, person } = sessions.get(cookieOf(req, 'session'));
  const rows = (await firstItems(tokens)).map(
    (item) =>
      `<tr><th scope="row"><a href="/inventory/${escape(item.inventoryNumber)}">${escape(item.inventoryNumber)}</a></th>` +
      `<td>${escape(item.description)}</td><td>${escape(item.status)}</td><td>${escape(item.type)}</td>` +
      `<td>${escape(item.itemClass.description)}</td><td>${escape(item.baseUnit)}</td>` +
      `<td>${item.defaultPrice.toFixed(2)}</td><td>${availableOf(item)}</td></tr>`,
  );
  res.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' });
  res.end(`<!doctype html><title>Inventory</title><p>${escape(person.name)}</p><table>${rows.join('\n')}</table>`);
}

function escape(text) {
  return String(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function cookieOf(req, name) {
  return new RegExp(`(?:^|; )${name}=([^;]*)`).exec(req.headers.cookie ?? '')?.[1];
}

function urlOf() {
  return `http://127.0.0.1:${server.address().port}`;
}
