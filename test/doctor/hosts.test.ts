import { createServer as createHttpServer } from 'node:http';
import { createServer as createTlsServer, type Server } from 'node:https';
import { connect, createServer, type AddressInfo, type Server as NetServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Environment } from '../../src/config.ts';
import { createTools } from '../../src/doctor/tools.ts';
import { createHttpFetch } from 'visma-net-client/connect/httpFetch';
import { freePort } from '../support/freePort.ts';
import { aCertificate, type Certificate } from './certificate.ts';
import { envOf, startPlainProvider, type PlainProvider } from './plainProvider.ts';
import { diagnosesIn, expectOnly, failure, visit, type VisitOptions } from './visit.ts';

let provider: PlainProvider;
let env: Environment;
const servers: (Server | NetServer)[] = [];

beforeAll(async () => {
  provider = await startPlainProvider();
  env = await envOf(provider.url);
});
afterAll(() => servers.forEach((server) => server.close()));

async function listening(server: Server | NetServer): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

const secured = (certificate: Certificate) =>
  listening(createTlsServer(certificate, (_req, res) => void res.writeHead(401).end()));

/** The ERP API lies at this address; everything else is in good health. */
const visitErp = (erpUrl: string, options: VisitOptions = {}) => visit({ ...env, VISMA_ERP_URL: erpUrl }, options);

/** A call to the host `erp.example` fails so. */
const failing = (error: Error): VisitOptions => {
  const real = createTools(env);
  return {
    tools: {
      lookup: () => Promise.resolve(['192.0.2.1']),
      fetch: (url, options) => (url.includes('erp.example') ? Promise.reject(error) : real.fetch(url, options)),
    },
  };
};

describe('DNS', () => {
  test.each([
    ['ENOTFOUND', 'dns_unknown'],
    ['EAI_AGAIN', 'dns_failing'],
  ] as const)('says %s', async (code, diagnosis) => {
    const findings = await visitErp('https://erp.example', { tools: { lookup: () => Promise.reject(failure(code)) } });
    const { about, reason } = expectOnly(diagnosis, findings);
    expect(about).toContain('https://erp.example');
    expect(reason).toContain('erp.example');
  });
});

describe('The connection', () => {
  test('is refused where nothing listens', async () => {
    expectOnly('connection_refused', await visitErp(`http://127.0.0.1:${await freePort()}`));
  });

  test('is cut', async () => {
    const port = await listening(createServer((socket) => socket.once('data', () => socket.resetAndDestroy())));
    expectOnly('connection_reset', await visitErp(`http://127.0.0.1:${port}`));
  });

  test.each([
    ['UND_ERR_CONNECT_TIMEOUT', 'connection_timeout'],
    ['EHOSTUNREACH', 'no_route'],
    ['ENETUNREACH', 'no_route'],
    ['EPROTO', 'tls_failed'],
    ['SOMETHING_NEW', 'no_answer'],
  ] as const)('fails with %s', async (code, diagnosis) => {
    expectOnly(diagnosis, await visitErp('https://erp.example', failing(failure(code))));
  });

  test('brings no answer in time', async () => {
    const port = await listening(createServer());
    const impatient = createHttpFetch({ timeoutMs: 150, now: Date.now });
    const url = `http://127.0.0.1:${port}`;
    const fetch = (asked: string) =>
      asked.startsWith(url) ? impatient.fetch(asked, {}) : createTools(env).fetch(asked);
    expectOnly('no_answer', await visit({ ...env, VISMA_ERP_URL: url }, { tools: { fetch } }));
    await impatient.close().catch(() => undefined);
  });

  test('brings something that is not HTTP', async () => {
    const port = await listening(createServer((socket) => socket.end('220 mail.example ESMTP\r\n')));
    expectOnly('not_http', await visitErp(`http://127.0.0.1:${port}`));
  });
});

describe('TLS', () => {
  const YEAR_MS = 365 * 86_400_000;

  test('has a certificate that nobody trusts', async () => {
    const { advice } = expectOnly(
      'tls_untrusted',
      await visitErp(`https://localhost:${await secured(aCertificate())}`),
    );
    expect(advice).toContain('NODE_EXTRA_CA_CERTS');
  });

  test.each([
    ['CERT_HAS_EXPIRED', 'tls_dates'],
    ['CERT_NOT_YET_VALID', 'tls_dates'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls_wrong_name'],
  ] as const)('is refused with %s', async (code, diagnosis) => {
    expectOnly(diagnosis, await visitErp('https://erp.example', failing(failure(code))));
  });

  test.each([
    ['has expired', { from: new Date(0), until: new Date(YEAR_MS) }, 'tls_dates'],
    ['is for another host', { host: 'other.example' }, 'tls_wrong_name'],
  ] as const)('has a trusted certificate that %s', async (_what, plan, diagnosis) => {
    const certificate = aCertificate(plan);
    const url = `https://localhost:${await secured(certificate)}`;
    const { Agent, request } = await import('undici');
    const trusting = new Agent({ connect: { ca: certificate.cert } });
    const real = createTools(env);
    const fetch = async (asked: string) => {
      if (!asked.startsWith(url)) return real.fetch(asked);
      const { statusCode } = await request(asked, { dispatcher: trusting });
      return new Response(null, { status: statusCode });
    };
    expectOnly(diagnosis, await visit({ ...env, VISMA_ERP_URL: url }, { tools: { fetch } }));
    await Promise.all([trusting.close(), real.close()]);
  });

  test('is not spoken at a port of http', async () => {
    expectOnly('tls_failed', await visitErp(provider.url.replace('http:', 'https:').replace('127.0.0.1', 'localhost')));
  });
});

describe('A proxy that the environment names', () => {
  /** Leads every host to the provider. */
  async function aProxy(): Promise<string> {
    const proxy = createHttpServer();
    proxy.on('connect', (_req, client, head) => {
      const { port, hostname } = new URL(provider.url);
      const onward = connect(Number(port), hostname, () => {
        client.write('HTTP/1.1 200 Connection established\r\n\r\n');
        onward.write(head);
        onward.pipe(client).pipe(onward);
      });
      client.on('error', () => onward.destroy());
      onward.on('error', () => client.destroy());
    });
    return `http://127.0.0.1:${await listening(proxy)}`;
  }

  test('leads to a host that is not reached directly: the application does not take that way', async () => {
    const proxy = { HTTP_PROXY: await aProxy() };
    const unknown = failing(failure('ENOTFOUND'));
    const throughProxy = createTools({ ...env, ...proxy }).throughProxy;
    const findings = await visit(
      { ...env, ...proxy, VISMA_ERP_URL: 'https://erp.example' },
      { tools: { ...unknown.tools, throughProxy: (url) => throughProxy(url.replace('https:', 'http:')) } },
    );
    expectOnly('proxy_needed', findings);
  });

  test('is not asked for a host that NO_PROXY names', async () => {
    const proxy = { HTTP_PROXY: `http://127.0.0.1:${await freePort()}` };
    const url = `http://127.0.0.1:${await listening(createHttpServer((_req, res) => res.writeHead(204).end()))}`;
    await expect(createTools(proxy).throughProxy(url)).rejects.toThrow();
    for (const exception of [{ NO_PROXY: '127.0.0.1' }, { no_proxy: 'localhost,127.0.0.1' }])
      expect(await createTools({ ...proxy, ...exception }).throughProxy(url)).toBe(204);
  });

  test('that leads nowhere changes nothing', async () => {
    const proxy = { HTTP_PROXY: `http://127.0.0.1:${await freePort()}` };
    const url = `http://127.0.0.1:${await freePort()}`;
    expectOnly('connection_refused', await visit({ ...env, ...proxy, VISMA_ERP_URL: url }));
  });

  test('is no matter for a host that is reached', async () => {
    expect(diagnosesIn(await visit({ ...env, HTTP_PROXY: `http://127.0.0.1:${await freePort()}` }))).toEqual([]);
  });
});
