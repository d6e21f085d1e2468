import type { ChildProcess } from 'node:child_process';
import { startApp, stopApp, type Tell, waitUntilAnswers } from './processes.ts';
import { type Settings, settingsAsEnvironment } from './settings.ts';

/** Starts publisher, gate and desk, and answers with them once all three answer; else it ends them and throws. */
export async function serve(settings: Settings, tell: Tell = console.log): Promise<ChildProcess[]> {
  const options = { env: settingsAsEnvironment(settings), tell };
  const publisher = startApp('publisher', ['serve'], 'publisher', options);
  const gate = startApp('gate', [], 'gate', options);
  const desk = startApp('cms', ['serve'], 'desk', options);
  const children = [publisher, gate, desk];
  try {
    await Promise.all([
      waitUntilAnswers(`http://127.0.0.1:${settings.publisherPort}/health`, publisher),
      waitUntilAnswers(`http://127.0.0.1:${settings.sitePort}/healthz`, gate),
      waitUntilAnswers(`http://127.0.0.1:${settings.cmsPort}/admin/login`, desk),
    ]);
    return children;
  } catch (error) {
    await Promise.all(children.map((child) => stopApp(child)));
    throw error;
  }
}
