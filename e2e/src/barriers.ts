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

type Axe = { run(context: { exclude: string[] }, options: RunOptions): Promise<AxeResults> };

type Look = {
  /** Which rules are asked where a screen does not name its own. */
  rules: readonly string[] | null;
  /** Places that are somebody else's. */
  exclude: readonly string[];
  /** Turns the page to light or dark. */
  turn: (colorScheme: 'light' | 'dark') => Promise<void>;
};

/**
 * Looks at a page as it stands on every screen, and answers what is wrong: what axe-core finds, and what is wider than the
 * page, down to 320 pixels. Its window is afterwards as it was. The page's context has to let scripts in (`bypassCSP`).
 */
export function barriersOf(page: Page): Promise<string[]> {
  const turn = (colorScheme: 'light' | 'dark') => page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  return look(page, { rules: null, exclude: [], turn });
}

/**
 * The same of a page of the desk, by the rules of WCAG 2.1, A and AA. Payload builds its pages without the landmarks that
 * axe-core advises besides, and the tabs above a document as a list of links without points.
 */
export async function deskBarriersOf(page: Page): Promise<string[]> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  /* Between two themes colours fade, and would be measured half way. */
  await page.addStyleTag({ content: '*, ::before, ::after { transition: none !important; }' });
  const turn = (theme: string) =>
    page.evaluate((chosen) => {
      document.documentElement.dataset.theme = chosen;
    }, theme);
  return await look(page, {
    rules: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'],
    exclude: ['.doc-tabs'],
    turn,
  });
}

async function look(page: Page, { rules: usual, exclude, turn }: Look): Promise<string[]> {
  const before = page.viewportSize();
  await page.evaluate(axe);
  const context = { exclude: [...exclude] };
  const found: string[] = [];
  for (const { width, colorScheme, rules } of screens) {
    await turn(colorScheme);
    await page.setViewportSize({ width, height: 900 });
    const runOnly = rules ?? usual;
    const options: RunOptions = runOnly ? { runOnly: [...runOnly] } : {};
    const { violations, passes } = await page.evaluate(
      ([looked, options]) => (window as unknown as { axe: Axe }).axe.run(looked, options),
      [context, options] as const,
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
