import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

// In the dark only the colours are others, so only they are looked at again.
const screens = [
  { width: 1280, colorScheme: 'light', rules: null },
  { width: 1280, colorScheme: 'dark', rules: ['color-contrast'] },
  { width: 390, colorScheme: 'light', rules: null },
  { width: 390, colorScheme: 'dark', rules: ['color-contrast'] },
] as const;

type Axe = { run(context: Document, options: RunOptions): Promise<AxeResults> };

/**
 * Looks at a page as it stands on every screen, and answers what is wrong: what axe-core finds, and what is wider than the
 * page, down to 320 pixels. Its window is afterwards as it was. The page's context has to let scripts in (`bypassCSP`).
 */
export async function barriersOf(page: Page): Promise<string[]> {
  const before = page.viewportSize();
  await page.evaluate(axe);
  const found: string[] = [];
  for (const { width, colorScheme, rules } of screens) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height: 900 });
    const { violations, passes } = await page.evaluate(
      (only) => (window as unknown as { axe: Axe }).axe.run(document, only ? { runOnly: [...only] } : {}),
      rules,
    );
    expect(passes.length).toBeGreaterThan(0);
    for (const { id, nodes } of violations)
      for (const { target, failureSummary } of nodes)
        found.push(`${width} ${colorScheme} ${id}: ${target.join(' ')}: ${failureSummary}`);
  }
  await page.setViewportSize({ width: 320, height: 640 });
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (wider > 0) found.push(`320: the page is ${wider} pixels too wide`);
  if (before) await page.setViewportSize(before);
  return found;
}
