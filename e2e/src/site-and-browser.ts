import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { launchBrowser } from './browser.ts';
import type { Installation } from './installation.ts';
import { startSite } from './site.ts';

export interface SiteAndBrowser {
  installation: Installation;
  browser: Browser;
  /** A page of a reader whom the site has never met. */
  newPage: (options?: BrowserContextOptions) => Promise<Page>;
}

/** Gives the stories of the calling file a site (or what `start` starts) and a browser, in what it answers. */
export function siteAndBrowser({
  start = startSite,
  browserArgs,
}: {
  start?: () => Promise<Installation>;
  browserArgs?: string[];
} = {}): SiteAndBrowser {
  const own = {
    newPage: async (options) =>
      await (await own.browser.newContext({ baseURL: own.installation.site, ...options })).newPage(),
  } as SiteAndBrowser;
  beforeAll(async () => {
    own.installation = await start();
    own.browser = await launchBrowser(browserArgs);
  });
  afterAll(async () => {
    await own.browser?.close();
    await own.installation?.stop();
  });
  return own;
}
