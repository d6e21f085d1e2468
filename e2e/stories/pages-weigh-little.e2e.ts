import type { BrowserContext, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { shiftOf, watchShifts } from '../src/gate-states.ts';
import { siteAndBrowser } from '../src/site-and-browser.ts';

/** What a page may fetch, in bytes on the wire with brotli, as a budget for every kind of page. */
const most = { document: 20_000, font: 60_000, script: 12_000 };

const pages = [
  '/',
  '/hcpcs/J9000/',
  '/icd-10-cm/E11.9/',
  '/icd-10-cm/E11.2/',
  '/icd-10-cm/S52.531S/',
  '/spt/9X101/',
  '/hcpcs/modifiers/JW/',
  '/icd-10-cm/browse/E/',
  '/hcpcs/changes/2025-10-01/',
  '/search/?q=diabetes',
  '/account/',
  '/privacy/',
];

const own = siteAndBrowser();

const fresh = (): Promise<BrowserContext> => own.browser.newContext({ baseURL: own.installation.site });

/** Bytes of the bodies that a page fetches by itself, by kind; styles count with the document. */
async function weigh(page: Page, path: string): Promise<Record<keyof typeof most, number>> {
  const weights = { document: 0, font: 0, script: 0 };
  const sizes: Promise<void>[] = [];
  page.on('requestfinished', (request) => {
    const kind = request.resourceType();
    const part = kind === 'stylesheet' ? 'document' : kind;
    if (part !== 'document' && part !== 'font' && part !== 'script') return;
    sizes.push(
      request.sizes().then(({ responseBodySize }) => {
        weights[part] += responseBodySize;
      }),
    );
  });
  await page.goto(path, { waitUntil: 'networkidle' });
  await Promise.all(sizes);
  return weights;
}

test.each(pages)('%s is within its budget, and no script holds it up', async (path) => {
  const context = await fresh();
  const page = await context.newPage();
  const weights = await weigh(page, path);
  for (const part of ['document', 'font', 'script'] as const)
    expect(weights[part], part).toBeLessThanOrEqual(most[part]);
  expect(weights.document).toBeGreaterThan(1_000);
  // Modules are deferred; what else is a script is data.
  expect(await page.locator('script:not([type=module]):not([type="application/ld+json"])').count()).toBe(0);
  expect(await page.locator('link[rel=stylesheet]').count()).toBeLessThanOrEqual(1);
  await context.close();
});

test.each(['in time', 'late'])('nothing moves where the font comes %s', async (when) => {
  const context = await fresh();
  const page = await context.newPage();
  await watchShifts(page);
  if (when === 'late')
    await page.route('**/*.woff2', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      await route.continue();
    });
  for (const path of ['/hcpcs/J9000/', '/icd-10-cm/browse/E/', '/']) {
    await page.goto(path, { waitUntil: 'networkidle' });
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    expect(await shiftOf(page), path).toBe(0);
  }
  await context.close();
});
