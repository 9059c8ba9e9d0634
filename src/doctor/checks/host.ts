import { isIP } from 'node:net';
import type { DiagnosisId } from '../diagnoses.ts';
import { diagnose, fine, type Finding, type Findings } from '../finding.ts';
import type { Tools } from '../tools.ts';

/** A host that the application calls. */
interface Host {
  /** `Visma Connect`, `the ERP API`. */
  readonly name: string;
  /** What is asked for, harmlessly, to see whether it answers. */
  readonly url: string;
}

export interface HostAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Epoch milliseconds: when it was asked for and when it had come. */
  readonly askedAtMs: number;
  readonly cameAtMs: number;
}

type Reaching = Pick<Tools, 'lookup' | 'fetch' | 'throughProxy' | 'now'>;

/** Goes the way to a host step by step: its name, the connection, TLS, an answer. Undefined when none came. */
export async function* checkHost(
  { name, url }: { readonly name: string; readonly url: string | undefined },
  tools: Reaching,
): Findings<HostAnswer | undefined> {
  if (url === undefined) return undefined;
  const host: Host = { name, url };
  const { hostname, origin } = new URL(host.url);
  try {
    const addresses = await addressesOf(hostname, tools);
    const askedAtMs = tools.now();
    const answer = await tools.fetch(host.url);
    const text = await answer.text();
    const encryption = host.url.startsWith('https:') ? 'its certificate is good' : 'no TLS';
    yield fine('hosts', `${addresses.join(', ')}; ${encryption}; status ${answer.status}`, `${host.name} (${origin})`);
    return { status: answer.status, headers: answer.headers, text, askedAtMs, cameAtMs: tools.now() };
  } catch (error) {
    yield await explain(error, host, tools);
    return undefined;
  }
}

async function addressesOf(hostname: string, { lookup }: Reaching): Promise<readonly string[]> {
  const bare = hostname.replace(/^\[|\]$/g, '');
  return isIP(bare) ? [bare] : lookup(bare);
}

async function explain(error: unknown, host: Host, { throughProxy }: Reaching): Promise<Finding> {
  const { hostname, origin } = new URL(host.url);
  const diagnosis = diagnosisOf(error);
  const about = `${host.name} (${origin})`;
  const viaProxy = PROXY_HELPS.has(diagnosis) ? await throughProxy(host.url).catch(() => undefined) : undefined;
  if (viaProxy !== undefined) {
    return diagnose('proxy_needed', {
      about,
      reason: `${hostname} answers through the proxy that the environment names, and not directly (${codeOf(error)}).`,
      advice:
        'The application goes to its hosts directly and does not read HTTPS_PROXY: let this machine reach the host in the firewall, or route to it.',
    });
  }
  const { reason, advice } = DIAGNOSIS_TEXTS[diagnosis];
  return diagnose(diagnosis, { about, reason: `${reason(hostname)} (${codeOf(error)}).`, advice });
}

const PROXY_HELPS: ReadonlySet<DiagnosisId> = new Set([
  ...(['dns_unknown', 'dns_failing', 'connection_refused', 'connection_timeout'] as const),
  ...(['connection_reset', 'no_route', 'no_answer'] as const),
]);

type Unreached = keyof typeof DIAGNOSIS_TEXTS;

const DIAGNOSIS_TEXTS = {
  dns_unknown: {
    reason: (host: string) => `No host has the name ${host}`,
    advice: 'Correct the address. If it is right, see that this machine’s name server knows names of the internet.',
  },
  dns_failing: {
    reason: (host: string) => `The name server did not answer for ${host}`,
    advice: 'See /etc/resolv.conf, the network of the container, and whether anything is reachable from here.',
  },
  connection_refused: {
    reason: (host: string) => `${host} refuses the connection: nothing listens at that port`,
    advice: 'Correct the port, or start what should listen there.',
  },
  connection_timeout: {
    reason: (host: string) => `${host} does not answer to a connection`,
    advice: 'A firewall most often: let this machine out to port 443 of the host.',
  },
  connection_reset: {
    reason: (host: string) => `The connection to ${host} was cut`,
    advice: 'Something between cuts it, a firewall or a proxy that looks into TLS; or the host is overloaded.',
  },
  no_route: {
    reason: (host: string) => `No way leads to ${host}`,
    advice: 'See the network of this machine; where it has IPv6 without a way out, switch that off.',
  },
  tls_dates: {
    reason: (host: string) => `The certificate of ${host} is not valid today`,
    advice: 'See the date of this machine first; else the certificate has to be renewed by who runs the host.',
  },
  tls_wrong_name: {
    reason: (host: string) => `The certificate is not for ${host}`,
    advice: 'Correct the host name. If it is right, something between answers in place of the host.',
  },
  tls_untrusted: {
    reason: (host: string) => `The certificate of ${host} comes from nobody whom Node.js trusts`,
    advice:
      'Behind a proxy that looks into TLS, start with NODE_EXTRA_CA_CERTS=<its certificate>. Never with NODE_TLS_REJECT_UNAUTHORIZED=0: that ends all protection.',
  },
  tls_failed: {
    reason: (host: string) => `${host} and this machine found no way to speak TLS`,
    advice: 'See whether the port speaks https at all, and TLS 1.2 or later.',
  },
  not_http: {
    reason: (host: string) => `What ${host} says is not HTTP`,
    advice: 'Correct the port or the scheme: an http address of an https port, most often.',
  },
  no_answer: {
    reason: (host: string) => `${host} took the connection and gave no answer in time`,
    advice: 'Try again; if it stays so, something between holds the answer back.',
  },
} as const satisfies Partial<Record<DiagnosisId, { reason: (host: string) => string; advice: string }>>;

const CODES: Readonly<Record<string, Unreached>> = {
  ENOTFOUND: 'dns_unknown',
  ENODATA: 'dns_unknown',
  EAI_AGAIN: 'dns_failing',
  ESERVFAIL: 'dns_failing',
  ECONNREFUSED: 'connection_refused',
  UND_ERR_CONNECT_TIMEOUT: 'connection_timeout',
  ETIMEDOUT: 'connection_timeout',
  ECONNRESET: 'connection_reset',
  EPIPE: 'connection_reset',
  UND_ERR_SOCKET: 'connection_reset',
  EHOSTUNREACH: 'no_route',
  ENETUNREACH: 'no_route',
  EADDRNOTAVAIL: 'no_route',
  CERT_HAS_EXPIRED: 'tls_dates',
  CERT_NOT_YET_VALID: 'tls_dates',
  ERR_TLS_CERT_ALTNAME_INVALID: 'tls_wrong_name',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls_untrusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls_untrusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls_untrusted',
  UNABLE_TO_GET_ISSUER_CERT: 'tls_untrusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'tls_untrusted',
  CERT_UNTRUSTED: 'tls_untrusted',
  EPROTO: 'tls_failed',
  UND_ERR_RES_EXCEEDED_MAX_SIZE: 'not_http',
};

function diagnosisOf(error: unknown): Unreached {
  const code = codeOf(error);
  if (code.startsWith('HPE_')) return 'not_http';
  if (code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_')) return CODES[code] ?? 'tls_failed';
  return CODES[code] ?? 'no_answer';
}

/** The code of the system or of the HTTP client; never its message. */
function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'unknown';
  if ('code' in error && typeof error.code === 'string') return error.code;
  if ('name' in error && error.name === 'TimeoutError') return 'timeout';
  if ('name' in error && error.name === 'HTTPParserError') return 'HPE_UNKNOWN';
  return 'cause' in error ? codeOf(error.cause) : 'unknown';
}
