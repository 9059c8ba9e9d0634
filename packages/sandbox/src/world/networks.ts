import { BlockList, isIP } from 'node:net';

interface Network {
  readonly address: string;
  readonly family: 'ipv4' | 'ipv6';
  readonly prefix: number;
}

/** Reads an address or a range in CIDR notation, such as 203.0.113.0/24; undefined when it is neither. */
export function parseNetwork(text: string): Network | undefined {
  const [, address = '', bits] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const version = isIP(address);
  if (version === 0) return undefined;
  const widest = version === 4 ? 32 : 128;
  const prefix = bits === undefined ? widest : Number(bits);
  return prefix <= widest ? { address, family: version === 4 ? 'ipv4' : 'ipv6', prefix } : undefined;
}

/** Whether an address lies in one of the ranges; unreadable ranges hold nothing. */
export function isInNetworks(given: string, networks: readonly string[]): boolean {
  const address = given.replace(/^::ffff:(?=[\d.]+$)/i, '');
  const version = isIP(address);
  if (version === 0) return false;
  const list = new BlockList();
  for (const network of networks.map(parseNetwork))
    if (network) list.addSubnet(network.address, network.prefix, network.family);
  return list.check(address, version === 4 ? 'ipv4' : 'ipv6');
}
