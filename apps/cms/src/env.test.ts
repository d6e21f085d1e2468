import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readEnv } from './env.ts';

describe('readEnv', () => {
  it('has a default for everything but secrets', () => {
    const env = readEnv({ PLAINCODE_DATA: '/nowhere/at/all', DATABASE_URL: '' });
    expect(env).toMatchObject({
      databaseUrl: 'file:/nowhere/at/all/cms/cms.sqlite',
      host: '127.0.0.1',
      url: 'http://localhost:3000',
      siteUrl: 'http://localhost:8080',
      publisherUrl: 'http://127.0.0.1:3010',
      payloadSecret: '',
      publisherToken: undefined,
      smtpUrl: undefined,
      mailFrom: 'Plaincode desk <desk@localhost>',
      gateUrl: 'http://127.0.0.1:8080',
      errataToken: undefined,
    });
  });

  it('reads secrets from the data folder; the environment wins', () => {
    const folder = mkdtempSync(join(tmpdir(), 'plaincode-env-'));
    mkdirSync(join(folder, 'secrets'));
    writeFileSync(join(folder, 'secrets', 'payload-secret'), 'from the file, long enough\n');
    expect(readEnv({ PLAINCODE_DATA: folder }).payloadSecret).toBe('from the file, long enough');
    const given = readEnv({ PLAINCODE_DATA: folder, PAYLOAD_SECRET: 'from the environment' });
    expect(given.payloadSecret).toBe('from the environment');
    rmSync(folder, { recursive: true });
  });

  it('hands its settings on to the commands it starts, without the publisher’s token', () => {
    const env = readEnv({
      PLAINCODE_DATA: '/nowhere',
      SITE_PORT: '8081',
      PUBLISHER_TOKEN: 'a token, long enough',
    });
    expect(env.commandVariables).toEqual({
      NODE_ENV: 'development',
      PLAINCODE_DATA: '/nowhere',
      SITE_PORT: '8081',
      PUBLISHER_TOKEN: undefined,
      ERRATA_TOKEN: undefined,
    });
  });

  it('takes a mail server by its address, and nothing that could write a header', () => {
    const set = { SMTP_URL: 'smtps://desk:secret@mail.example.org', CMS_URL: 'https://desk.example.org/' };
    expect(readEnv(set)).toMatchObject({
      smtpUrl: set.SMTP_URL,
      mailFrom: 'Plaincode desk <desk@desk.example.org>',
    });
    const wrong = () =>
      readEnv({ SMTP_URL: 'http://secret@mail', MAIL_FROM: 'a@b.example\r\nBcc: c@d.example' });
    expect(wrong).toThrow(/SMTP_URL.*MAIL_FROM/);
    expect(wrong).not.toThrow(/secret|Bcc/);
  });

  it('names the setting that cannot be used, never its value', () => {
    const wrong = () => readEnv({ CMS_PORT: 'many', PAYLOAD_SECRET: 'short' });
    expect(wrong).toThrow(/CMS_PORT.*PAYLOAD_SECRET/);
    expect(wrong).not.toThrow(/many|short"/);
  });
});
