import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
];

/**
 * A real Chromium: the one CHROMIUM_PATH names, else an installed one, else the npm registry's. `more` are switches of
 * its command line.
 */
export async function launchBrowser(more: readonly string[] = []): Promise<Browser> {
  const chosen = process.env.CHROMIUM_PATH ?? installed.find((path) => existsSync(path));
  const quiet = [
    '--no-first-run',
    '--disable-gpu',
    '--disable-quic',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    // Chromium's sandbox refuses to start for root, as which containers and CI often run.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ...more,
  ];
  if (chosen) return chromium.launch({ executablePath: chosen, args: quiet });
  // The package carries the libraries a bare system lacks, and unpacks them only where it believes to be on Lambda.
  process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs24.x';
  const { default: packaged } = await import('@sparticuz/chromium');
  return chromium.launch({ executablePath: await packaged.executablePath(), args: quiet });
}
