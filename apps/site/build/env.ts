import { join, resolve } from 'node:path';
import { z } from 'zod';

const environment = z.object({
  PLAINCODE_DATA: z.string().min(1).optional(),
  PUBLISHER_PORT: z.coerce.number().int().min(1).max(65_535).default(3010),
  PUBLISHER_TOKEN: z.string().min(16).optional(),
  DATABASE_URL: z.string().min(1).optional(),
  AWS_REGION: z.string().min(1).optional(),
});

/** The publisher's settings from its environment. */
export type PublisherEnv = {
  /** Where all state lives. */
  data: string;
  port: number;
  /** The token of the publisher service where it is not in the data folder. */
  token: string | undefined;
  /** Where desk and gate keep their databases, when not in the data folder. For backups alone: the publisher opens neither. */
  databaseUrl: string | undefined;
  /** The region of the object store that releases are uploaded to. */
  awsRegion: string | undefined;
};

/** Reads the environment: the only place that does. Throws a `SettingError` that names what is wrong. */
export function readEnv(source: NodeJS.ProcessEnv = process.env): PublisherEnv {
  const parsed = environment.safeParse(source);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new SettingError(`${issue?.path.join('.')} is not usable: ${issue?.message}`);
  }
  const repository = resolve(import.meta.dirname, '../../..');
  return {
    data: resolve(parsed.data.PLAINCODE_DATA ?? join(repository, '.data')),
    port: parsed.data.PUBLISHER_PORT,
    token: parsed.data.PUBLISHER_TOKEN,
    databaseUrl: parsed.data.DATABASE_URL,
    awsRegion: parsed.data.AWS_REGION,
  };
}

/** A setting, a secret or a built part is missing or wrong; the message says what to do. */
export class SettingError extends Error {
  override readonly name = 'SettingError';
}
