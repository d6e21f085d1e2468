import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';

const port = (fallback: number) => z.coerce.number().int().min(1).max(65_535).default(fallback);

const variables = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  PLAINCODE_DATA: z.string().optional(),
  DATABASE_URL: z
    .string()
    .regex(/^(?:mongodb(?:\+srv)?:\/\/|file:)/, 'expected mongodb://… or file:…')
    .optional(),
  CMS_HOST: z.string().default('127.0.0.1'),
  CMS_PORT: port(3000),
  CMS_URL: z.url().optional(),
  SITE_PORT: port(8080),
  SITE_URL: z.url().optional(),
  PUBLISHER_PORT: port(3010),
  PREVIEW_URL: z.url().optional(),
  PAYLOAD_SECRET: z.string().min(16).optional(),
  PUBLISHER_TOKEN: z.string().min(16).optional(),
  GATE_URL: z.url({ protocol: /^https?$/ }).optional(),
  ERRATA_TOKEN: z.string().min(16).optional(),
  STAFF_PASSWORD: z.string().min(12).optional(),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/[^/]/, 'expected smtp://… or smtps://…')
    .refine((url) => URL.canParse(url), 'expected an address')
    .optional(),
  MAIL_FROM: z
    .string()
    .regex(/^[^\r\n]*@[^\r\n]+$/, 'expected an e-mail address')
    .optional(),
});

export type CmsEnv = {
  production: boolean;
  /** The repository's own folder; commands of the desk are started from here. */
  root: string;
  /** Absolute path of the data folder. */
  dataFolder: string;
  /** `file:…` for SQLite (the default, inside the data folder) or `mongodb://…`. */
  databaseUrl: string;
  mediaFolder: string;
  /** Where the desk listens; loopback unless the operator says otherwise. */
  host: string;
  port: number;
  /** The desk's own origin, without a trailing slash. */
  url: string;
  /** The origins whose requests count as the desk's own. */
  origins: string[];
  /** Set where the operator gave the address; otherwise the admin uses addresses without an origin. */
  serverUrl: string;
  /** The readers' site, without a trailing slash. */
  siteUrl: string;
  /** Where the publisher listens, on loopback. */
  publisherUrl: string;
  /**
   * Where browsers reach the publisher's previews, without a trailing slash: an origin of its own, since what it shows
   * must not act as the desk. Undefined where the desk has a public address and the previews have none.
   */
  previewUrl: string | undefined;
  /** Empty where there is none yet, as in `next build`: Payload then refuses to start. */
  payloadSecret: string;
  /** Undefined when there is none yet: publishing then says so. */
  publisherToken: string | undefined;
  /** The mail server, with user and password where it wants them; without one, mail is written to the console. */
  smtpUrl: string | undefined;
  /** Who the desk's mail is from: an address, or `Name <address>`. */
  mailFrom: string;
  /** Where the gate hands out what readers report, without a trailing slash. */
  gateUrl: string;
  /** Undefined when there is none: the desk then asks for no reports. */
  errataToken: string | undefined;
  /** For the one account that a command makes; a password is made up where it is not set. */
  staffPassword: string | undefined;
  /** The variables for a command that the desk starts: the same desk, without its tokens for publisher and gate. */
  commandVariables: NodeJS.ProcessEnv;
};

/**
 * Reads the desk's settings. An empty variable counts as not set. Throws with the names of the variables
 * that hold something else than they should; never with their values.
 */
export function readEnv(source: Record<string, string | undefined>): CmsEnv {
  const given = Object.fromEntries(
    Object.entries(source).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = variables.safeParse(given);
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`These settings cannot be used. ${wrong.join('; ')}`);
  }
  const v = parsed.data;
  const root = findRoot();
  const dataFolder = resolve(root, v.PLAINCODE_DATA ?? '.data');
  const secret = (name: string) => readSecret(join(dataFolder, 'secrets', name));
  return {
    production: v.NODE_ENV === 'production',
    root,
    dataFolder,
    databaseUrl: v.DATABASE_URL ?? `file:${join(dataFolder, 'cms', 'cms.sqlite')}`,
    mediaFolder: join(dataFolder, 'cms', 'media'),
    host: v.CMS_HOST,
    port: v.CMS_PORT,
    url: trimSlash(v.CMS_URL ?? `http://localhost:${v.CMS_PORT}`),
    origins: v.CMS_URL
      ? [new URL(v.CMS_URL).origin]
      : ['localhost', '127.0.0.1'].map((host) => `http://${host}:${v.CMS_PORT}`),
    serverUrl: trimSlash(v.CMS_URL ?? ''),
    siteUrl: trimSlash(v.SITE_URL ?? `http://localhost:${v.SITE_PORT}`),
    publisherUrl: `http://127.0.0.1:${v.PUBLISHER_PORT}`,
    previewUrl: previewUrl(v),
    payloadSecret: v.PAYLOAD_SECRET ?? secret('payload-secret') ?? '',
    publisherToken: v.PUBLISHER_TOKEN ?? secret('publisher-token'),
    smtpUrl: v.SMTP_URL,
    mailFrom: v.MAIL_FROM ?? `Plaincode desk <desk@${new URL(v.CMS_URL ?? 'http://localhost').hostname}>`,
    gateUrl: trimSlash(v.GATE_URL ?? `http://127.0.0.1:${v.SITE_PORT}`),
    errataToken: v.ERRATA_TOKEN ?? secret('errata-token'),
    staffPassword: v.STAFF_PASSWORD,
    commandVariables: {
      ...source,
      NODE_ENV: v.NODE_ENV,
      PLAINCODE_DATA: dataFolder,
      PUBLISHER_TOKEN: undefined,
      ERRATA_TOKEN: undefined,
    },
  };
}

function previewUrl(v: z.infer<typeof variables>) {
  if (v.PREVIEW_URL) return new URL(v.PREVIEW_URL).origin;
  return v.CMS_URL ? undefined : `http://localhost:${v.PUBLISHER_PORT}`;
}

function readSecret(file: string): string | undefined {
  if (!existsSync(file)) return undefined;
  return readFileSync(file, 'utf8').trim() || undefined;
}

/** The folder with the workspace file, from this file upwards or (in Next's bundle) from the working folder. */
function findRoot(): string {
  for (const start of [import.meta.dirname, process.cwd()]) {
    if (typeof start !== 'string') continue;
    for (let folder = start; folder !== dirname(folder); folder = dirname(folder)) {
      if (existsSync(join(folder, 'pnpm-workspace.yaml'))) return folder;
    }
  }
  return process.cwd();
}

function trimSlash(url: string): string {
  return url.replace(/\/+$/, '');
}

export const env: CmsEnv = readEnv(process.env);
