import { BlockList, isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { loopbackNames } from './http/own-origin.ts';

const port = z.coerce.number().int().min(0).max(65_535);
const flag = z.enum(['true', 'false']).transform((word) => word === 'true');

/** Addresses and networks (`10.0.0.0/8`), separated by commas. */
const proxies = z.string().transform((text, context) => {
  const list = new BlockList();
  for (const entry of text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)) {
    const [address = '', bits] = entry.split('/');
    const kind = isIP(address);
    const most = kind === 4 ? 32 : 128;
    const prefix = bits === undefined ? most : Number(bits);
    if (kind === 0 || !Number.isInteger(prefix) || prefix < 0 || prefix > most)
      context.addIssue({ code: 'custom', message: `"${entry}" is no address or network` });
    else list.addSubnet(address, prefix, kind === 4 ? 'ipv4' : 'ipv6');
  }
  return list;
});

const settings = z.object({
  PLAINCODE_DATA: z.string().min(1).optional(),
  DATABASE_URL: z
    .url({ protocol: /^mongodb(\+srv)?$/, error: 'expected mongodb://… (leave it unset for SQLite)' })
    .optional(),
  SITE_PORT: port.default(8080),
  SITE_HOST: z.string().min(1).optional(),
  SITE_URL: z.url({ protocol: /^https?$/ }).optional(),
  GATE_SECRET: z.string().min(32, 'expected 32 characters or more').optional(),
  ERRATA_TOKEN: z.string().min(16, 'expected 16 characters or more').optional(),
  TRUSTED_PROXIES: proxies.default(new BlockList()),
  REQUIRE_VERIFIED_EMAIL: flag.optional(),
  GRACE_DAYS: z.coerce.number().min(0).max(365).default(7),
  SITE_CACHE_MB: z.coerce.number().int().min(1).max(65_536).default(64),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/[^/]/, 'expected smtp://… or smtps://…')
    .refine((url) => URL.canParse(url), 'expected an address')
    .optional(),
  STRIPE_SECRET_KEY: z
    .string()
    .regex(/^(?:sk|rk)_(?:test|live)_\w+$/, 'expected a secret or restricted key of Stripe, sk_… or rk_…')
    .optional(),
  STRIPE_WEBHOOK_SECRET: z
    .string()
    .regex(/^whsec_\S+$/, 'expected the signing secret of the webhook, whsec_…')
    .optional(),
  STRIPE_PRICE: z
    .string()
    .regex(/^price_\w+$/, 'expected the id of a recurring price, price_…')
    .optional(),
  PRIVACY_CONTACT: z
    .union([z.email(), z.url({ protocol: /^https$/ })], {
      error: 'expected an e-mail address, or the https:// address of a page',
    })
    .optional(),
  READER_MAIL_FROM: z
    .string()
    .regex(/^[^\r\n]*@[^\r\n]+$/, 'expected an e-mail address')
    .optional(),
});

/** What sells subscriptions at Stripe. */
export interface StripeSettings {
  secretKey: string;
  webhookSecret: string;
  /** The recurring price that is sold. */
  price: string;
}

export interface Environment {
  /** The data folder. */
  data: string;
  /** MongoDB's address; null is SQLite in the data folder. */
  databaseUrl: string | null;
  port: number;
  /** The address to listen on; null is every one. */
  host: string | null;
  /** The site's public origin, such as `https://codes.example`. */
  origin: string;
  gateSecret: string | null;
  /** What the desk shows itself with when it fetches reports; null: from its file. */
  errataToken: string | null;
  /** Whose X-Forwarded-For is believed. */
  trustedProxies: BlockList;
  verifiedEmailRequired: boolean;
  /** How long a page that a reader holds stays good once another release is served. */
  graceDays: number;
  /** Bytes of files that are kept in memory, ready to send. */
  cacheBytes: number;
  /** The operator's mail server; null: mails are written into the data folder. */
  smtpUrl: string | null;
  /** Who mails to readers are from. */
  readerMailFrom: string;
  /** Whom readers write to about their data: an e-mail address, or the address of a page; null: nobody is named. */
  privacyContact: string | null;
  /** Null: no subscriptions are sold here. */
  stripe: StripeSettings | null;
}

/** A setting that cannot be used, with its name; the message is for the operator. */
export class SettingError extends Error {
  override name = 'SettingError';
}

/** Reads the environment. Throws a `SettingError` that names every setting that cannot be used. */
export function readEnvironment(variables: NodeJS.ProcessEnv = process.env): Environment {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const parsed = settings.safeParse(given);
  if (!parsed.success)
    throw new SettingError(
      parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'),
    );
  const read = parsed.data;
  const { origin, hostname } = new URL(read.SITE_URL ?? `http://localhost:${read.SITE_PORT}`);
  return {
    data: resolve(read.PLAINCODE_DATA ?? join(import.meta.dirname, '../../../.data')),
    databaseUrl: read.DATABASE_URL ?? null,
    port: read.SITE_PORT,
    host: read.SITE_HOST ?? null,
    origin,
    gateSecret: read.GATE_SECRET ?? null,
    errataToken: read.ERRATA_TOKEN ?? null,
    trustedProxies: read.TRUSTED_PROXIES,
    // On a machine's own address there is nobody to keep out, and often no mail server.
    verifiedEmailRequired: read.REQUIRE_VERIFIED_EMAIL ?? !loopbackNames.includes(hostname),
    graceDays: read.GRACE_DAYS,
    cacheBytes: read.SITE_CACHE_MB * 1024 * 1024,
    smtpUrl: read.SMTP_URL ?? null,
    readerMailFrom: read.READER_MAIL_FROM ?? `accounts@${hostname}`,
    privacyContact: read.PRIVACY_CONTACT ?? null,
    stripe: stripeSettings(read),
  };
}

/** All three, or none: a part of them would sell what then never opens. */
function stripeSettings(read: z.infer<typeof settings>): StripeSettings | null {
  const { STRIPE_SECRET_KEY: secretKey, STRIPE_WEBHOOK_SECRET: webhookSecret, STRIPE_PRICE: price } = read;
  if (secretKey && webhookSecret && price) return { secretKey, webhookSecret, price };
  const missing = Object.entries({
    STRIPE_SECRET_KEY: secretKey,
    STRIPE_WEBHOOK_SECRET: webhookSecret,
    STRIPE_PRICE: price,
  }).flatMap(([name, value]) => (value === undefined ? [name] : []));
  if (missing.length === 3) return null;
  throw new SettingError(
    missing
      .map((name) => `${name}: missing; subscriptions need all three STRIPE_ settings, or none`)
      .join('\n'),
  );
}

/** A throw-away MongoDB server for tests. */
export function mongoTestUrl(): string | undefined {
  return process.env.TEST_MONGODB_URL || undefined;
}
