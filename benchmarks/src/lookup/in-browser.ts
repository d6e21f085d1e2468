import type { IndexFile } from '@plaincode/search/build';
import type { TypedQuery } from '@plaincode/search/testing';
import type { Locator, Page } from 'playwright-core';
import { launchBrowser } from '../../../e2e/src/browser.ts';

/** Milliseconds from a key to its results, for each query. */
export type BrowserTimes = {
  /** Until they stand in the page. */
  inPage: number[];
  /** Until the frame after that is painted. */
  painted: number[];
};

/**
 * Types each query into the search box of a page as a reader does, in a real Chromium: the whole of it first, so that its
 * files are held, and then its last letter once more, which is timed from the browser's own event of the key. The page
 * comes from the site; the files of the index, where one is given, stand in for those of its release.
 */
export async function timeInBrowser(
  origin: string,
  index: readonly IndexFile[] | null,
  queries: readonly TypedQuery[],
): Promise<BrowserTimes> {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    if (index) await serveIndex(page, index);
    await page.goto(origin);
    await page.keyboard.press('/');
    const box = page.getByRole('combobox');
    await box.waitFor();
    await page.evaluate(watchResults);
    const times: BrowserTimes = { inPage: [], painted: [] };
    for (const [typed] of queries) {
      await fill(page, box, typed);
      await fill(page, box, typed.slice(0, -1));
      const { inPage, painted } = await timeKey(page, typed.slice(-1));
      times.inPage.push(inPage);
      times.painted.push(painted);
    }
    return times;
  } finally {
    await browser.close();
  }
}

async function serveIndex(page: Page, index: readonly IndexFile[]): Promise<void> {
  const files = new Map(index.map((file) => [file.path, file]));
  await page.route(
    ({ pathname }) => files.has(pathname),
    (route) => {
      const file = files.get(new URL(route.request().url()).pathname);
      return route.fulfill({ body: file?.text ?? '', contentType: file?.mediaType ?? 'text/plain' });
    },
  );
}

declare global {
  interface Window {
    /** When the last list of results came, and how many have come. */
    shown: { at: number; count: number };
    timed: Promise<BrowserTime>;
  }
}

type BrowserTime = { inPage: number; painted: number };

/** In the page: the words for screen readers are put anew with each list of results. */
function watchResults(): void {
  const shown = { at: 0, count: 0 };
  window.shown = shown;
  const status = document.querySelector('.search-box [role=status]');
  if (!status) throw new Error('the search box announces nothing');
  new MutationObserver(() => {
    shown.at = performance.now();
    shown.count += 1;
  }).observe(status, { childList: true });
}

async function fill(page: Page, box: Locator, text: string): Promise<void> {
  const before = await page.evaluate(() => window.shown.count);
  await box.fill(text);
  // Held files answer at once; a cold one may wait for a machine that is busy with other work.
  await page.waitForFunction((count) => window.shown.count > count, before, { timeout: 120_000 });
}

async function timeKey(page: Page, key: string): Promise<BrowserTime> {
  await page.evaluate(() => {
    const { shown } = window;
    const before = shown.count;
    window.timed = new Promise((answer) => {
      const timeFrom = (pressed: number) => {
        const look = () => {
          if (shown.count === before) return void requestAnimationFrame(look);
          const inPage = shown.at - pressed;
          setTimeout(() => answer({ inPage, painted: performance.now() - pressed }));
        };
        requestAnimationFrame(look);
      };
      addEventListener('keydown', ({ timeStamp }) => timeFrom(timeStamp), { once: true, capture: true });
    });
  });
  await page.keyboard.press(key);
  return await page.evaluate(() => window.timed);
}
