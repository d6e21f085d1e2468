import type { ChildProcess } from 'node:child_process';
import { startApp, stopApp, type Tell, waitUntilAnswers } from './processes.ts';
import { type Settings, settingsAsEnvironment } from './settings.ts';

/** A process that stays, and the address at which it answers once it is ready. */
export type Service = { name: string; address: string; start: () => ChildProcess };

/** Publisher, gate and desk of an installation. */
export function servicesOf(settings: Settings, tell: Tell = console.log): Service[] {
  const options = { env: settingsAsEnvironment(settings), tell };
  const { publisherPort, sitePort, cmsPort } = settings;
  return [
    {
      name: 'publisher',
      address: `http://127.0.0.1:${publisherPort}/health`,
      start: () => startApp('publisher', ['serve'], 'publisher', options),
    },
    {
      name: 'gate',
      address: `http://127.0.0.1:${sitePort}/healthz`,
      start: () => startApp('gate', [], 'gate', options),
    },
    {
      name: 'desk',
      address: `http://127.0.0.1:${cmsPort}/admin/login`,
      start: () => startApp('cms', ['serve'], 'desk', options),
    },
  ];
}

/** Starts publisher, gate and desk, and answers with them once all three answer; else it ends them and throws. */
export async function serve(settings: Settings, tell: Tell = console.log): Promise<ChildProcess[]> {
  return startAll(servicesOf(settings, tell));
}

export async function startAll(services: readonly Service[]): Promise<ChildProcess[]> {
  const children = services.map(({ start }) => start());
  try {
    await Promise.all(
      services.map(async ({ address }, at) => {
        const child = children[at];
        if (child) await waitUntilAnswers(address, child);
      }),
    );
    return children;
  } catch (error) {
    await Promise.all(children.map((child) => stopApp(child)));
    throw error;
  }
}
