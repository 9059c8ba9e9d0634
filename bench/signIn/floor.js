// The least that does the same: node:http and openid-client, with the same calls to the provider and the same checks
// (PKCE, state, nonce, iss, the ID token's signature, userinfo's sub), the session in a Map, the page by one template.
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import * as oidc from 'openid-client';

const { ISSUER, CLIENT_ID, CLIENT_SECRET } = process.env;
const attempts = new Map();
const sessions = new Map();
const configuration = await oidc.discovery(
  new URL(ISSUER),
  CLIENT_ID,
  undefined,
  oidc.ClientSecretBasic(CLIENT_SECRET),
  { execute: [oidc.allowInsecureRequests, oidc.enableNonRepudiationChecks] },
);

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
  const [key, state, nonce, codeVerifier] = [
    randomUUID(),
    oidc.randomState(),
    oidc.randomNonce(),
    oidc.randomPKCECodeVerifier(),
  ];
  attempts.set(key, { state, nonce, codeVerifier });
  const authorizationUrl = oidc.buildAuthorizationUrl(configuration, {
    redirect_uri: `${urlOf()}/callback`,
    scope: 'openid profile email offline_access vismanet_erp_interactive_api:read',
    code_challenge: await oidc.calculatePKCECodeChallenge(codeVerifier),
    code_challenge_method: 'S256',
    state,
    nonce,
  });
  res.writeHead(302, { Location: authorizationUrl.href, 'Set-Cookie': `attempt=${key}; HttpOnly; Path=/` }).end();
}

async function callback(req, res, url) {
  const key = cookieOf(req, 'attempt');
  const { state, nonce, codeVerifier } = attempts.get(key);
  attempts.delete(key);
  const tokens = await oidc.authorizationCodeGrant(configuration, url, {
    pkceCodeVerifier: codeVerifier,
    expectedState: state,
    expectedNonce: nonce,
    idTokenExpected: true,
  });
  const person = await oidc.fetchUserInfo(configuration, tokens.access_token, tokens.claims().sub);
  const sessionId = randomUUID();
  sessions.set(sessionId, { tokens, person });
  res.writeHead(302, { Location: '/inventory', 'Set-Cookie': `session=${sessionId}; HttpOnly; Path=/` }).end();
}

async function page(req, res) {
  const { tokens, person } = sessions.get(cookieOf(req, 'session'));
  const headers = { Authorization: `Bearer ${tokens.access_token}`, Accept: 'application/json' };
  const items = await (await fetch(`${ISSUER}/v1/inventory?pageNumber=1&pageSize=50`, { headers })).json();
  const rows = items.map(
    (item) =>
      `<tr><th scope="row"><a href="/inventory/${escape(item.inventoryNumber)}">${escape(item.inventoryNumber)}</a></th>` +
      `<td>${escape(item.description)}</td><td>${escape(item.status)}</td><td>${escape(item.type)}</td>` +
      `<td>${escape(item.itemClass.description)}</td><td>${escape(item.baseUnit)}</td><td>${item.defaultPrice.toFixed(2)}</td>` +
      `<td>${item.warehouseDetails.reduce((sum, { available }) => sum + available, 0)}</td></tr>`,
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
