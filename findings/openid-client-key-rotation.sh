#!/usr/bin/env bash
# openid-client with enableNonRepudiationChecks, when the provider signs with a new key.
#
# Guess:    a key that the client does not know yet is fetched from jwks_uri, as OpenID Connect Core §10.1.1 asks for.
# Seen:     openid-client 6.9.0 (with oauth4webapi 3.8.6) on Node 20.20: it is fetched only when the last fetch lies 60
#           seconds back. Before that the ID token is refused, and the code, which works once, is spent.
# Harmless: a provider of a few lines on loopback, two valid sign-ins, one key change between them.
#
# Needs Node 20.19 or newer and npm. Ends with 1 when the behaviour has changed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact openid-client@6.9.0 oauth4webapi@3.8.6 jose@6.2.18
cat >rotation.mjs <<'SCRIPT'
import { createServer } from 'node:http';
import * as jose from 'jose';
import * as client from 'openid-client';

const asked = { jwks: 0 };
let key = await newKey('first');
let nonce;

const server = createServer(async (req, res) => {
  const json = (body) => res.setHeader('Content-Type', 'application/json').end(JSON.stringify(body));
  const path = new URL(req.url, issuer).pathname;
  if (path === '/.well-known/openid-configuration') return json(metadata());
  if (path === '/jwks') {
    asked.jwks++;
    return json({ keys: [{ ...(await jose.exportJWK(key.publicKey)), kid: key.kid, alg: 'RS256', use: 'sig' }] });
  }
  if (path === '/token') return json({ access_token: 'at', token_type: 'Bearer', expires_in: 60, id_token: await idToken() });
  res.writeHead(404).end();
});
await new Promise((done) => server.listen(0, '127.0.0.1', done));
const issuer = `http://127.0.0.1:${server.address().port}`;

const config = await client.discovery(new URL(issuer), 'rp', 'secret', undefined, {
  execute: [client.allowInsecureRequests, client.enableNonRepudiationChecks],
});
const first = await signIn();
key = await newKey('second');
const second = await signIn();
console.log(JSON.stringify({ first, second, jwksRequests: asked.jwks }));
server.close();

async function newKey(kid) {
  return { kid, ...(await jose.generateKeyPair('RS256')) };
}

function metadata() {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
  };
}

function idToken() {
  return new jose.SignJWT({ nonce })
    .setProtectedHeader({ alg: 'RS256', kid: key.kid })
    .setIssuer(issuer)
    .setSubject('a-person')
    .setAudience('rp')
    .setIssuedAt()
    .setExpirationTime('1m')
    .sign(key.privateKey);
}

async function signIn() {
  nonce = client.randomNonce();
  const state = client.randomState();
  const callback = new URL(`http://127.0.0.1/callback?code=c&state=${state}`);
  return client
    .authorizationCodeGrant(config, callback, { expectedNonce: nonce, expectedState: state, idTokenExpected: true })
    .then(() => 'accepted')
    .catch((error) => `${error.code}: ${error.cause?.message ?? error.message}`);
}
SCRIPT
seen=$(node rotation.mjs)
echo "$seen"
node -e '
const { first, second, jwksRequests } = JSON.parse(process.argv[1]);
const isAsSeen = first === "accepted" && second !== "accepted" && jwksRequests === 1;
console.log(isAsSeen ? "As seen: the new key was not asked for." : "Changed: openid-client follows the new key now.");
process.exit(isAsSeen ? 0 : 1);
' "$seen"
