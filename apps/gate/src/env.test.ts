import { describe, expect, it } from 'vitest';
import { readEnvironment, SettingError } from './env.ts';

describe('the environment', () => {
  it('has a default for everything', () => {
    const read = readEnvironment({ SITE_URL: '' });
    expect(read).toMatchObject({
      databaseUrl: null,
      port: 8080,
      host: null,
      origin: 'http://localhost:8080',
      gateSecret: null,
      verifiedEmailRequired: false,
      graceDays: 7,
      cacheBytes: 64 * 1024 * 1024,
      privacyContact: null,
    });
    expect(read.data).toMatch(/\/\.data$/);
    expect(read.trustedProxies.check('127.0.0.1')).toBe(false);
  });

  it('is read once, into what the gate uses', () => {
    const read = readEnvironment({
      SITE_PORT: '9000',
      SITE_URL: 'https://codes.example/',
      TRUSTED_PROXIES: '10.0.0.0/8, 2001:db8::/32,192.0.2.7',
      REQUIRE_VERIFIED_EMAIL: 'true',
      DATABASE_URL: 'mongodb://a.example:27017/plaincode',
    });
    expect(read).toMatchObject({ port: 9000, origin: 'https://codes.example', verifiedEmailRequired: true });
    expect(read.trustedProxies.check('10.9.8.7')).toBe(true);
    expect(read.trustedProxies.check('2001:db8::1', 'ipv6')).toBe(true);
    expect(read.trustedProxies.check('192.0.2.8')).toBe(false);
  });

  it.each(['privacy@codes.example', 'https://codes.example/contact/'])(
    'names whom readers write to: %s',
    (contact) => {
      expect(readEnvironment({ PRIVACY_CONTACT: contact })).toMatchObject({ privacyContact: contact });
    },
  );

  it.each([
    ['SITE_PORT', '99999'],
    ['SITE_URL', 'codes.example'],
    ['DATABASE_URL', 'postgres://db/plaincode'],
    ['TRUSTED_PROXIES', '10.0.0.0/33'],
    ['TRUSTED_PROXIES', 'proxy.example'],
    ['REQUIRE_VERIFIED_EMAIL', 'yes'],
    ['STRIPE_SECRET_KEY', 'pk_test_public'],
    ['STRIPE_WEBHOOK_SECRET', 'secret'],
    ['STRIPE_PRICE', 'prod_1'],
    ['PRIVACY_CONTACT', 'ask the desk'],
    ['PRIVACY_CONTACT', 'http://codes.example/contact'],
    ['PRIVACY_CONTACT', 'javascript:alert(1)'],
    ['GRACE_DAYS', '-1'],
    ['SITE_CACHE_MB', '0'],
    ['GATE_SECRET', 'short'],
  ])('names %s when it cannot be "%s"', (name, value) => {
    expect(() => readEnvironment({ [name]: value })).toThrow(SettingError);
    expect(() => readEnvironment({ [name]: value })).toThrow(name);
  });

  it('never repeats a secret', () => {
    expect(() => readEnvironment({ GATE_SECRET: 'hunter2' })).not.toThrow('hunter2');
  });

  it.each([
    ['in public', 'https://codes.example', undefined, true],
    ['in public, where it was switched off', 'https://codes.example', 'false', false],
    ['on the machine itself', 'http://localhost:8080', undefined, false],
    ['on the machine itself, by its number', 'http://127.0.0.1:8080', undefined, false],
    ['on the machine itself, where it was switched on', 'http://[::1]:8080', 'true', true],
  ])('asks for confirmed addresses %s', (_where, SITE_URL, REQUIRE_VERIFIED_EMAIL, required) => {
    expect(readEnvironment({ SITE_URL, REQUIRE_VERIFIED_EMAIL }).verifiedEmailRequired).toBe(required);
  });

  it('sells subscriptions with all of Stripe’s settings, and says which are missing', () => {
    const all = { STRIPE_SECRET_KEY: 'sk_test_1', STRIPE_WEBHOOK_SECRET: 'whsec_1', STRIPE_PRICE: 'price_1' };
    expect(readEnvironment({}).stripe).toBeNull();
    expect(readEnvironment(all).stripe).toEqual({
      secretKey: 'sk_test_1',
      webhookSecret: 'whsec_1',
      price: 'price_1',
    });
    const one = () => readEnvironment({ STRIPE_PRICE: 'price_1' });
    expect(one).toThrow(/STRIPE_SECRET_KEY: missing[\s\S]*STRIPE_WEBHOOK_SECRET: missing/);
  });
});
