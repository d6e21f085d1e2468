import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { launchBrowser } from './browser.ts';
import type { Installation } from './installation.ts';
import { startSite } from './site.ts';

export interface SiteAndBrowser {
  installation: Installation;
  browser: Browser;
}

/** Gives the stories of the calling file a site and a browser, in what it answers. */
export function siteAndBrowser(): SiteAndBrowser {
  const own = {} as SiteAndBrowser;
  beforeAll(async () => {
    own.installation = await startSite();
    own.browser = await launchBrowser();
  });
  afterAll(async () => {
    await own.browser?.close();
    await own.installation?.stop();
  });
  return own;
}
