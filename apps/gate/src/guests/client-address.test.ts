import { createSecretKey } from 'node:crypto';
import { BlockList } from 'node:net';
import { describe, expect, it } from 'vitest';
import { addressBlock, addressGroup, clientAddress } from './client-address.ts';

const trusted = new BlockList();
trusted.addSubnet('10.0.0.0', 8, 'ipv4');
trusted.addAddress('::1', 'ipv6');

describe('the address of a client', () => {
  it.each([
    ['the connection, without a proxy', '192.0.2.1', null, '192.0.2.1'],
    ['the connection, whatever it claims', '192.0.2.1', '203.0.113.9', '192.0.2.1'],
    ['what the proxy saw', '10.0.0.1', '203.0.113.9', '203.0.113.9'],
    ['what the proxy saw, not what it was told', '10.0.0.1', '1.2.3.4, 203.0.113.9', '203.0.113.9'],
    ['what the first of two proxies saw', '::1', '1.2.3.4, 203.0.113.9, 10.9.9.9', '203.0.113.9'],
    ['the proxy itself, when it tells nothing', '10.0.0.1', null, '10.0.0.1'],
    ['the proxy itself, when it tells nonsense', '10.0.0.1', 'unknown', '10.0.0.1'],
    ['IPv4 inside IPv6', '::ffff:10.0.0.1', '::ffff:203.0.113.9', '203.0.113.9'],
    ['nothing, when there is none', undefined, '203.0.113.9', ''],
  ])('%s', (_, connection, forwarded, expected) => {
    expect(clientAddress(connection, forwarded, trusted)).toBe(expected);
  });
});

describe('what counts as one address', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::1', '2001:db8:1:2::/64'],
    ['2001:DB8:0001:2::9', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ])('%s is in %s', (address, block) => {
    expect(addressBlock(address)).toBe(block);
  });

  it('has another pseudonym each day, which does not show it', () => {
    const key = createSecretKey(Buffer.alloc(32, 1));
    const [today, tomorrow] = ['2026-11-23T23:59:59Z', '2026-11-24T00:00:00Z'].map((day) =>
      addressGroup(key, '192.0.2.1', new Date(day)),
    );
    expect(today).not.toBe(tomorrow);
    expect(today).not.toContain('192');
    expect(addressGroup(key, '192.0.2.1', new Date('2026-11-23T00:00:00Z'))).toBe(today);
  });
});
