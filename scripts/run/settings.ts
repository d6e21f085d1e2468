import { join, resolve } from 'node:path';

/** The repository's root folder. */
export const root = resolve(import.meta.dirname, '../..');

/** What an operator may set in the environment, with its defaults. */
export type Settings = {
  /** Where all state lives; two installations with different folders and ports can stand side by side. */
  data: string;
  sitePort: number;
  cmsPort: number;
  publisherPort: number;
  /** The site's public origin. */
  siteUrl: string;
};

/** Reads the settings; throws a SettingsError that names the variable and the mend. */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const sitePort = port(env, 'SITE_PORT', 8080);
  return {
    data: resolve(root, env.PLAINCODE_DATA || join(root, '.data')),
    sitePort,
    cmsPort: port(env, 'CMS_PORT', 3000),
    publisherPort: port(env, 'PUBLISHER_PORT', 3010),
    siteUrl: env.SITE_URL || `http://localhost:${sitePort}`,
  };
}

/** The same settings for the processes started from here: all of them explicit. */
export function settingsAsEnvironment(settings: Settings): Record<string, string> {
  return {
    PLAINCODE_DATA: settings.data,
    SITE_PORT: String(settings.sitePort),
    CMS_PORT: String(settings.cmsPort),
    PUBLISHER_PORT: String(settings.publisherPort),
    SITE_URL: settings.siteUrl,
  };
}

export class SettingsError extends Error {}

function port(env: NodeJS.ProcessEnv, name: string, fallback: number): number {
  const text = env[name];
  if (text === undefined || text === '') return fallback;
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= 65_535) return value;
  throw new SettingsError(`${name}=${text} is not a port: give a whole number from 1 to 65535.`);
}
