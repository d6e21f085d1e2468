import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { vi } from 'vitest';
import { stopApp } from '../../scripts/run/processes.ts';
import { appCommand, type Installation, publishedInstallation, root } from './installation.ts';

/** The starter's first release, served by the gate alone: for stories of readers, in which no desk runs. */
export async function startSite(settings: Record<string, string> = {}): Promise<Installation> {
  const installation = await publishedInstallation();
  return serveSite({ ...installation, env: { ...installation.env, ...settings } });
}

/** Publishes the lines of an export. */
export async function publishLines(installation: Installation, lines: string): Promise<void> {
  const published = await appCommand(installation, 'apps/site/build/main.ts', ['publish'], lines);
  if (published.status !== 0) throw new Error(published.stderr);
}

/** Starts the gate over what is published. */
export async function serveSite(installation: Installation): Promise<Installation> {
  const gate = spawn(process.execPath, [join(root, 'apps/gate/src/main.ts')], {
    env: { ...process.env, ...installation.env },
    stdio: 'ignore',
  });
  const alive = () =>
    fetch(`${installation.site}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    );
  await vi.waitUntil(alive, { timeout: 60_000, interval: 100 });
  return {
    ...installation,
    stop: async () => {
      await stopApp(gate);
      await installation.stop();
    },
  };
}
