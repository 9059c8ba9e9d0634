// A provider and an ERP that answer at once, in a process of their own: the same for the app and for the floor.
// Honest, and nothing more: the checks are the relying party's work, and what is measured.
import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

const LIFETIME_SECONDS = 36_000;
const SUB = '5b0e1a4c-8e1d-4b6f-9a53-6f6f2f1c0a11';
const TENANT = { id: '11111111-1111-4111-8111-111111111101', name: 'Nordfjord Handel AS' };
const TOTAL = Number(process.env.BENCH_ITEMS ?? 1200);

const { privateKey, publicKey } = await generateKeyPair('RS256');
const keys = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'bench', alg: 'RS256', use: 'sig' }] });
const pages = new Map();
/** What was answered once, and is answered as it was: rows by path, lists cut to the size asked for. */
const frozen = Object.assign({}, ...JSON.parse(process.env.BENCH_ANSWERS ?? '[]').map(readAnswers));
const codes = new Map();

const server = createServer((req, res) => {
  answer(req, res).catch((error) => {
    console.error(error);
    res.destroy();
  });
});
server.listen(0, '127.0.0.1', () => process.send?.({ url: urlOf(server) }));

async function answer(req, res) {
  const { pathname, searchParams } = new URL(req.url, urlOf(server));
  if (pathname === '/.well-known/openid-configuration') return json(res, JSON.stringify(metadata(urlOf(server))));
  if (pathname === '/.well-known/openid-configuration/jwks') return json(res, keys);
  if (pathname === '/connect/authorize') return redirectBack(res, searchParams);
  if (pathname === '/connect/token')
    return json(res, JSON.stringify(await tokens(new URLSearchParams(await text(req)))));
  if (pathname === '/connect/userinfo') return json(res, JSON.stringify(userinfo()));
  if (pathname in frozen) return json(res, frozenAt(pathname, searchParams));
  if (pathname === '/v1/inventory') return json(res, pageOf(searchParams));
  res.writeHead(404).end();
}

function redirectBack(res, asked) {
  const code = randomUUID();
  codes.set(code, { nonce: asked.get('nonce'), challenge: asked.get('code_challenge'), aud: asked.get('client_id') });
  const back = new URL(asked.get('redirect_uri'));
  back.search = new URLSearchParams({ code, state: asked.get('state'), iss: urlOf(server) }).toString();
  res.writeHead(302, { Location: back.href }).end();
}

async function tokens(form) {
  const grant = codes.get(form.get('code'));
  codes.delete(form.get('code'));
  const challenge = createHash('sha256')
    .update(form.get('code_verifier') ?? '')
    .digest('base64url');
  if (grant?.challenge !== challenge) return { error: 'invalid_grant' };
  const accessToken = await sign({ aud: 'erp', tenant_id: TENANT.id, client_id: grant.aud, jti: randomUUID() });
  const atHash = createHash('sha256').update(accessToken).digest().subarray(0, 16).toString('base64url');
  return {
    access_token: accessToken,
    token_type: 'Bearer',
    expires_in: LIFETIME_SECONDS,
    refresh_token: randomUUID(),
    id_token: await sign({ aud: grant.aud, nonce: grant.nonce, at_hash: atHash, sid: randomUUID(), name: 'Kari' }),
  };
}

function sign(claims) {
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'RS256', kid: 'bench' })
    .setIssuer(urlOf(server))
    .setSubject(SUB)
    .setIssuedAt()
    .setExpirationTime(`${LIFETIME_SECONDS}s`)
    .sign(privateKey);
}

const userinfo = () => ({ sub: SUB, name: 'Kari', email: 'kari@nordfjord.example', tenants: [TENANT] });

function metadata(url) {
  return {
    issuer: url,
    authorization_endpoint: `${url}/connect/authorize`,
    token_endpoint: `${url}/connect/token`,
    userinfo_endpoint: `${url}/connect/userinfo`,
    jwks_uri: `${url}/.well-known/openid-configuration/jwks`,
    authorization_response_iss_parameter_supported: true,
    code_challenge_methods_supported: ['S256'],
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    token_endpoint_auth_methods_supported: ['client_secret_basic'],
  };
}

function readAnswers(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

function frozenAt(path, asked) {
  const key = `${path} ${asked.get('pageSize')}`;
  const rows = frozen[path];
  const body =
    pages.get(key) ?? JSON.stringify(Array.isArray(rows) ? rows.slice(0, Number(asked.get('pageSize'))) : rows);
  pages.set(key, body);
  return body;
}

/** A page of the inventory as JSON; the last ones asked for are kept, so that making them costs nothing. */
function pageOf(asked) {
  const [number, size] = ['pageNumber', 'pageSize'].map((name) => Number(asked.get(name)));
  const key = `${number} ${size}`;
  const before = (number - 1) * size;
  const rows = () => Array.from({ length: Math.min(size, TOTAL - before) }, (_none, index) => item(before + index));
  const page = pages.get(key) ?? JSON.stringify(rows());
  if (pages.size < 200) pages.set(key, page);
  return page;
}

/** As large and as deep as the ERP's items are with their warehouses. */
function item(index) {
  return {
    inventoryId: index,
    inventoryNumber: `N-${String(index).padStart(5, '0')}`,
    description: `Hex bolt M${index % 20} galvanised, box of ${index}`,
    status: 'Active',
    type: 'FinishedGoodItem',
    itemClass: { id: '7', type: 'FinishedGoodItem', description: 'Fasteners' },
    postingClass: { id: 'AAA', description: 'Stock' },
    vatCode: { id: '3', description: 'Standard rate' },
    defaultPrice: 10.5 + index,
    pendingCost: 5,
    currentCost: 5.25,
    lastCost: 5,
    baseUnit: 'STK',
    salesUnit: 'STK',
    purchaseUnit: 'STK',
    warehouseDetails: ['1', '2', '3'].map((warehouse) => ({
      isDefault: warehouse === '1',
      warehouse,
      quantityOnHand: index * 3,
      available: index * 2,
      availableForShipment: index,
      lastModifiedDateTime: '2026-11-20T10:12:13.123',
    })),
    attributes: ['Colour', 'Length', 'Material'].map((id) => ({ id, description: id, required: false, value: 'x' })),
    lastModifiedDateTime: '2026-11-20T10:12:13.123',
    timeStamp: 'AAAAAAABhqE=',
    metadata: { totalCount: TOTAL, maxPageSize: 5000 },
  };
}

function json(res, body) {
  res.writeHead(200, { 'Content-Type': 'application/json' }).end(body);
}

async function text(req) {
  const chunks = [];
  for await (const chunk of req) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

function urlOf(listening) {
  return `http://127.0.0.1:${listening.address().port}`;
}
