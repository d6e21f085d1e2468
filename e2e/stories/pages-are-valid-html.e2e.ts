import { afterAll, beforeAll, expect, test } from 'vitest';
import { askSite } from '../src/crawl/ask.ts';
import { crawl, furtherPages, samplePages } from '../src/crawl/crawl.ts';
import type { Installation } from '../src/installation.ts';
import { htmlErrors, javaIsThere } from '../src/nu-html-checker.ts';
import { startSite } from '../src/site.ts';

let installation: Installation;

beforeAll(async () => {
  installation = await startSite();
});

afterAll(() => installation?.stop());

// The checker is a Java program; a machine without Java goes without it.
test.runIf(javaIsThere)('the Nu HTML checker finds no error on pages of every kind', async () => {
  const ask = askSite(installation.site);
  const { pages } = await crawl(ask, installation.site);
  const checked = new Map<string, string>();
  const shown = samplePages(pages, 100);
  const searches = shown.slice(-40).map((path) => `/search/?q=${path.split('/').at(-2)}`);
  for (const path of [...shown, ...searches, ...furtherPages]) checked.set(path, (await ask(path)).text);
  expect(checked.size).toBeGreaterThanOrEqual(200);
  expect(await htmlErrors(checked)).toEqual([]);
});

test.runIf(javaIsThere)('what is no HTML is found', async () => {
  const page = '<!doctype html><html lang="en"><title>A page</title><ul><p>No item</p></ul></html>';
  expect(await htmlErrors(new Map([['/a-page/', page]]))).toEqual([
    '/a-page/, line 1: Element “p” not allowed as child of element “ul” in this context. (Suppressing further errors from this subtree.)',
  ]);
});
