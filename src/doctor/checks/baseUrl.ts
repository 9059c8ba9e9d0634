import { diagnose, fine, type Finding } from '../finding.ts';
import { isLoopbackHost } from '../../config/loopback.ts';
import type { ConfigInspection } from '../configInspection.ts';

/** Whether the public address, the port listened on and the proxies in front fit together. */
export function checkBaseUrl({ config }: ConfigInspection): Finding[] {
  const { baseUrl, https, port, trustProxyHops } = config.server;
  const url = new URL(baseUrl);
  const publicPort = Number(url.port || (https ? 443 : 80));
  const isDirect = trustProxyHops === 0 && isLoopbackHost(url.hostname);
  const findings = [
    !https &&
      trustProxyHops > 0 &&
      diagnose('proxy_without_https', {
        about: 'TRUST_PROXY_HOPS',
        reason: `A proxy is in front, but BASE_URL is ${baseUrl}: cookies go without Secure, and browsers are not told to stay with https.`,
        advice: 'Set BASE_URL to the https address that people see.',
      }),
    isDirect &&
      port !== 0 &&
      publicPort !== port &&
      diagnose('port_differs', {
        about: 'BASE_URL',
        reason: `The application listens on port ${port}, and Visma Connect sends people back to port ${publicPort}.`,
        advice: 'Let PORT and BASE_URL name the same port, or set TRUST_PROXY_HOPS to the number of proxies in front.',
      }),
  ].filter((finding) => finding !== false);
  if (findings.length > 0) return findings;
  const cookies = https ? 'Secure cookies' : 'cookies without Secure, as the address is http';
  return [fine('base_url', `${baseUrl}, ${cookies}, ${hops(trustProxyHops)}`)];
}

function hops(count: number): string {
  if (count === 0) return 'no proxy in front';
  return count === 1 ? 'one proxy in front' : `${count} proxies in front`;
}
