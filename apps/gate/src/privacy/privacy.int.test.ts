import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { reportedEmailDays } from '@plaincode/content-schemas';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { madePage, writeMadeRelease } from '../testing/made-release.ts';
import { open, password, post, type ReadersGate, startReadersGate } from '../testing/readers-gate.ts';
import { lengthInWords } from './in-words.ts';
import { type PrivacySettings, privacyPage } from './privacy-page.ts';

const settings: PrivacySettings = {
  origin: 'https://codes.example',
  contact: 'privacy@codes.example',
  sendsMails: true,
  sells: false,
};

let at: ReadersGate;
beforeAll(async () => {
  at = await startReadersGate({ privacyContact: 'https://codes.example/contact/?a&b' });
});
afterAll(() => at.gate.stop());

describe('the privacy statement', () => {
  it('stands at its own address, with whom to write to', async () => {
    const answer = await at.gate.browser().get('/privacy/');
    const html = await answer.text();
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(html).toContain('<a href="https://codes.example/contact/?a&amp;b">');
    expect(await (await at.gate.browser().get('/api/privacy')).text()).toBe(html);
    const bare = await at.gate.browser().get('/privacy');
    expect([bare.status, bare.headers.get('location')]).toEqual([301, '/privacy/']);
    expect((await at.gate.browser().post('/privacy/', {})).status).toBe(405);
    const head = await at.gate.browser().send('/privacy/', { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });

  it('names each cookie that the gate sets, under the name that it has, and as long as it lasts', async () => {
    const browser = at.gate.browser();
    const html = await (await browser.get('/privacy/')).text();
    const registered = await browser.post('/api/account/register', {
      email: 'cookies@example.org',
      password,
    });
    const opened = await open(at.gate.browser(), 'J9000');
    const set = [registered, opened].flatMap(({ headers }) => headers.getSetCookie());
    const cookies = set.map((line) => /^([^=]+)=[^;]+;.*Max-Age=(\d+)/i.exec(line) ?? []);
    expect(cookies.map(([, name]) => name).sort()).toEqual([
      'plaincode-guest',
      'plaincode-known',
      'plaincode-reader.session_token',
    ]);
    for (const [, name = '', seconds = ''] of cookies) {
      const item = html.split('<p>').find((one) => one.includes(`<strong>${name}</strong>`));
      expect([name, item?.includes(lengthInWords(Number(seconds)))]).toEqual([name, true]);
    }
    const secure = privacyPage(settings);
    for (const [, name] of cookies) expect(secure).toContain(`<strong>__Secure-${name}</strong>`);
  });

  it('is to be looked at again once the gate keeps more than this', () => {
    const database = new DatabaseSync(join(at.gate.data, 'gate', 'gate.sqlite'), { readOnly: true });
    const columns = database
      .prepare(
        `SELECT t.name AS held, c.name AS field FROM sqlite_master t, pragma_table_info(t.name) c
         WHERE t.type = 'table' ORDER BY 1, 2`,
      )
      .all();
    database.close();
    const held = Map.groupBy(columns, ({ held }) => String(held));
    expect(
      Object.fromEntries([...held].map(([name, some]) => [name, some.map(({ field }) => field).join(' ')])),
    ).toEqual({
      // The password's hash; the others stay empty.
      account:
        'accessToken accessTokenExpiresAt accountId createdAt id idToken password providerId refreshToken refreshTokenExpiresAt scope updatedAt userId',
      acceptances: 'at hash notice page visitor',
      allowances: 'key taken until',
      checkouts: 'account checkout',
      error_reports: 'id report',
      paid_subscriptions: 'account as_of customer ends id opens_until overdue_since period_ends state',
      // No address is written: the option that turns it off stands with the others.
      session: 'createdAt expiresAt id ipAddress token updatedAt userAgent userId',
      user: 'createdAt email emailVerified id image name updatedAt',
      verification: 'createdAt expiresAt id identifier updatedAt value',
      views: 'counted hidden opened_at page period visitor',
    });
  });

  it('is right that no network address is stored', async () => {
    const browser = await at.registered('stored@example.org');
    await open(browser, 'J9000');
    await post(at.gate.browser(), 'login', { email: 'stored@example.org', password: 'wrong password' });
    const database = new DatabaseSync(join(at.gate.data, 'gate', 'gate.sqlite'), { readOnly: true });
    const addresses = database.prepare('SELECT DISTINCT ipAddress FROM session').all();
    const counted = database
      .prepare('SELECT key FROM allowances')
      .all()
      .map(({ key }) => String(key));
    database.close();
    expect(addresses.every(({ ipAddress }) => !ipAddress)).toBe(true);
    expect(counted.filter((key) => /127\.0\.0\.1|::1|@/.test(key))).toEqual([]);
  });

  it('stands in the frame of the site, as the other pages of the gate do', async () => {
    const frame = '<title>Not found</title><main><h1>Not found</h1></main><footer>Foot</footer>';
    writeMadeRelease(at.gate.store, { '/': madePage('Home'), '/404/': { body: frame } });
    for (const path of ['/privacy/', '/api/privacy']) {
      const answer = await at.gate.browser().get(path);
      const html = await answer.text();
      expect(html).toContain('<title>Privacy</title>');
      expect(html).toContain('<footer>Foot</footer>');
      expect(answer.headers.get('content-security-policy')).toContain("style-src 'self'");
      expect(answer.headers.get('cache-control')).toBe('public, max-age=0, must-revalidate');
    }
  });

  it('says the same of erased addresses as the desk does', () => {
    const desk = resolve(import.meta.dirname, '../../../cms/src/errata/settle-reports.ts');
    expect(readFileSync(desk, 'utf8')).toContain(`const keptFor = ${reportedEmailDays} * 86_400_000;`);
  });

  it('says until when the pages that a guest opened are kept', () => {
    expect(privacyPage(settings)).toContain(
      'of the running month and the one before: older ones are deleted',
    );
  });

  it('names a mail address as one, and nobody where nobody is named', () => {
    expect(privacyPage(settings)).toContain(
      '<a href="mailto:privacy@codes.example">privacy@codes.example</a>',
    );
    const nobody = privacyPage({ ...settings, contact: null });
    expect(nobody).not.toContain('mailto:');
    expect(nobody).toContain('named at the foot of this page');
  });

  it('speaks of payments only where there are some, and of mail as it is sent', () => {
    expect(privacyPage(settings)).not.toContain('Stripe');
    expect(privacyPage({ ...settings, sells: true })).toContain('Stripe');
    expect(privacyPage(settings)).toContain('Mails go to your address');
    expect(privacyPage({ ...settings, sendsMails: false })).toContain('No mail server is set up here');
  });
});

it.each([
  [3_600, '1 hour'],
  [900, '15 minutes'],
  [400 * 86_400, '400 days'],
  [86_400, '1 day'],
  [90, '90 seconds'],
])('%i seconds are %s', (seconds, words) => {
  expect(lengthInWords(seconds)).toBe(words);
});
