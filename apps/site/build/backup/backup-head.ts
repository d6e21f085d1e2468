import { keysFingerprint } from '@plaincode/sealing';
import { z } from 'zod';
import { type PublisherEnv, SettingError } from '../env.ts';
import { readSealingKeys } from '../secrets.ts';

/** The first file of a backup: what it is. */
export const backupHead = z.strictObject({
  format: z.literal(1),
  created: z.iso.datetime(),
  release: z.string().nullable(),
  /** A hash of the keys that sealed its pages, which tells nothing of them; null where there were none. */
  keys: z.string().nullable(),
  databases: z.array(z.string()),
});
export type BackupHead = z.infer<typeof backupHead>;

/** The file of its secrets. */
export const secretsFile = z.strictObject({
  format: z.literal(1),
  secrets: z.record(z.string().regex(/^[a-z][a-z0-9.-]*$/), z.string()),
});

/** By which the secrets of a backup are known again. */
export function keysOf(env: Pick<PublisherEnv, 'data'>): string | null {
  try {
    return keysFingerprint(readSealingKeys(env));
  } catch (error) {
    if (error instanceof SettingError) return null;
    throw error;
  }
}
