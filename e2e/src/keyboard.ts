import type { Page } from 'playwright-core';
import { expect } from 'vitest';

export type Focus = { words: string; visible: boolean; outlined: boolean };

/** What has the focus: its words or its label, whether it can be seen, and whether it shows that it has the focus. */
export function focus(page: Page): Promise<Focus> {
  return page.evaluate(() => {
    const at = document.activeElement;
    if (!(at instanceof HTMLElement)) return { words: '', visible: false, outlined: false };
    const label = at instanceof HTMLInputElement ? at.labels?.[0]?.textContent : null;
    const words = at.getAttribute('aria-label') ?? label ?? at.textContent;
    const { width, height, top, left, bottom } = at.getBoundingClientRect();
    const { outlineStyle, outlineWidth } = getComputedStyle(at);
    return {
      words: words.replaceAll(/\s+/g, ' ').trim(),
      visible: width > 1 && height > 1 && bottom > 0 && top < innerHeight && left >= 0,
      outlined: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2,
    };
  });
}

/** Presses a key; what has the focus then can be seen and shows it. Answers its words. */
export async function press(page: Page, key: string): Promise<string> {
  await page.keyboard.press(key);
  const at = await focus(page);
  expect(at, `after ${key}`).toMatchObject({ visible: true, outlined: true });
  return at.words;
}

/** Presses Tab until something with these words has the focus; answers what was passed on the way to it. */
export async function tabTo(page: Page, words: RegExp): Promise<string[]> {
  const passed: string[] = [];
  for (let step = 0; step < 120; step += 1) {
    const at = await press(page, 'Tab');
    if (words.test(at)) return passed;
    passed.push(at);
  }
  throw new Error(`Tab never came to ${words}, but to ${passed.join(' | ')}`);
}
