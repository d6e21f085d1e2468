import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getPayload, type Payload } from 'payload';
import { deskConfig } from '../desk-config.ts';
import { type CmsEnv, readEnv } from '../env.ts';

export type TestDesk = { payload: Payload; env: CmsEnv; close: () => Promise<void> };

/** A desk of its own for one test file: a temporary data folder and an empty SQLite database, migrated. */
export async function openTestDesk(variables: Record<string, string> = {}): Promise<TestDesk> {
  const folder = mkdtempSync(join(tmpdir(), 'plaincode-desk-'));
  const env = readEnv({
    PLAINCODE_DATA: folder,
    PAYLOAD_SECRET: 'a secret for tests only',
    PUBLISHER_TOKEN: 'a token for tests only',
    ...variables,
  });
  const config = await deskConfig(env, { options: { level: 'fatal' } });
  // A request over HTTP starts whatever is polled. Tests carry jobs out themselves, when they mean it.
  config.jobs.autoRun = [];
  const payload = await getPayload({ config, key: folder });
  const close = async () => {
    await payload.destroy();
    rmSync(folder, { recursive: true, force: true });
  };
  return { payload, env, close };
}
