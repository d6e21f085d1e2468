import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Publisher, parseSealingKeys } from '@plaincode/publish';
import { type PublisherEnv, SettingError } from './env.ts';

/** The keys that seal, from the data folder. Throws a `SettingError` where one is missing. */
export function readSealingKeys({ data }: Pick<PublisherEnv, 'data'>): Publisher['keys'] {
  return parseSealingKeys(readSecret(data, 'root-keys.json'), readSecret(data, 'revision-key'));
}

/** The token that the desk shows to the publisher service. */
export function readToken({ data, token }: PublisherEnv): string {
  return token ?? readSecret(data, 'publisher-token');
}

function readSecret(data: string, name: string): string {
  try {
    return readFileSync(join(data, 'secrets', name), 'utf8').trim();
  } catch {
    throw new SettingError(
      `The secret ${name} is missing in ${data}/secrets: "npm start" makes it at first start.`,
    );
  }
}
