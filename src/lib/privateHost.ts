import { BlockList, isIPv4, isIPv6 } from 'node:net';

const PRIVATE = new BlockList();
for (const [network, prefix] of [['127.0.0.0', 8], ['10.0.0.0', 8], ['172.16.0.0', 12], ['192.168.0.0', 16]] as const) PRIVATE.addSubnet(network, prefix, 'ipv4');
PRIVATE.addSubnet('fc00::', 7, 'ipv6');
PRIVATE.addAddress('::1', 'ipv6');

/**
 * Whether a host of a URL lies in a private network, as far as its name tells: the loopback and the private ranges (RFC 1918, RFC 4193), and
 * names that no public name server knows: without a dot, and under .internal and .local.
 */
export function isPrivateHost(hostname: string): boolean {
  const bare = hostname.replace(/^\[|\]$/g, '');
  if (isIPv4(bare)) return PRIVATE.check(bare, 'ipv4');
  if (isIPv6(bare)) return PRIVATE.check(bare, 'ipv6');
  const name = bare.toLowerCase().replace(/\.$/, '');
  return name !== '' && (!name.includes('.') || /\.(internal|local|localhost)$/.test(name));
}
