import { createHmac, type KeyObject } from 'node:crypto';
import { type BlockList, isIP, SocketAddress } from 'node:net';

/**
 * The address a request came from: the connection's own, or, when that is a trusted proxy, the last address
 * in X-Forwarded-For that is not one. What anyone else writes into that header counts for nothing.
 */
export function clientAddress(
  connection: string | undefined,
  forwardedFor: string | null,
  trusted: BlockList,
): string {
  let address = plainAddress(connection ?? '');
  const hops = (forwardedFor ?? '').split(',').map((hop) => plainAddress(hop.trim()));
  while (isTrusted(address, trusted)) {
    const next = hops.pop();
    if (next === undefined || isIP(next) === 0) break;
    address = next;
  }
  return address;
}

function isTrusted(address: string, trusted: BlockList): boolean {
  const kind = isIP(address);
  return kind !== 0 && trusted.check(address, kind === 4 ? 'ipv4' : 'ipv6');
}

/** IPv4 written as IPv6 (`::ffff:10.0.0.1`) is IPv4. */
function plainAddress(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  return mapped?.[1] ?? address;
}

/** What counts as one address: an IPv4 address, or the /64 of an IPv6 one, which one household or ward has. */
export function addressBlock(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head = '', tail = ''] = new SocketAddress({
    address: address.replace(/%.*$/, ''),
    family: 'ipv6',
  }).address.split('::');
  const left = head.split(':').filter(Boolean);
  const right = tail.split(':').filter(Boolean);
  const all = [...left, ...Array.from({ length: 8 - left.length - right.length }, () => '0'), ...right];
  return `${all.slice(0, 4).join(':')}::/64`;
}

/** A pseudonym of what counts as one address, for one UTC day: the gate stores no address, and tomorrow's pseudonym is another. */
export function addressGroup(key: KeyObject, address: string, now: Date): string {
  const text = `${now.toISOString().slice(0, 10)}|${addressBlock(address)}`;
  return createHmac('sha256', key).update(text).digest('base64url').slice(0, 22);
}
