import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import sharp, { type Sharp } from 'sharp';
import { launchBrowser } from './browser.ts';
import { gateStates, inGateState, lanName } from './gate-states.ts';
import { openTemplate, type Template, templates } from './templates.ts';

/*
 * The images of docs/design.md: every kind of page and every gate state, on a desktop and on a phone, light and dark,
 * side by side. They are taken from a running site with the starter's content; words given to the command take only the
 * images whose names have one of them.
 */
const site = process.env.SITE_URL ?? 'http://localhost:8080';
const data = process.env.PLAINCODE_DATA ?? resolve(import.meta.dirname, '../../.data');
const folder = process.env.SHOTS ?? resolve(import.meta.dirname, '../../docs/images/design');
const words = process.argv.slice(2);

const height = 1200;
const screens = [
  { width: 1280, colorScheme: 'light' },
  { width: 1280, colorScheme: 'dark' },
  { width: 390, colorScheme: 'light' },
  { width: 390, colorScheme: 'dark' },
] as const;
const scale = 0.42;
const gap = 12;
const quality = 34;

const path = '/hcpcs/J9000/';
const others = ['/hcpcs/A0425/', '/hcpcs/A4253/', '/hcpcs/B4150/', '/hcpcs/E0143/', '/hcpcs/E0601/'];

const browser = await launchBrowser([`--host-resolver-rules=MAP ${lanName} 127.0.0.1`]);
const subjects: { name: string; open: () => Promise<Page> }[] = [
  ...(Object.keys(templates) as Template[]).map((template) => ({
    name: template,
    open: () => openTemplate(browser, site, template),
  })),
  ...gateStates.map((state) => ({
    name: `gate ${state}`,
    open: () => inGateState(state, { browser, installation: { site, data }, path, others }),
  })),
];

mkdirSync(folder, { recursive: true });
for (const { name, open } of subjects) {
  if (words.length > 0 && !words.some((word) => name.includes(word))) continue;
  const page = await open();
  const file = `${name.replaceAll(/[^A-Za-z]+/g, '-').toLowerCase()}.webp`;
  await (await contactSheet(page)).webp({ quality, effort: 6 }).toFile(join(folder, file));
  console.log(file);
  await page.context().close();
}
if (words.length === 0 || words.some((word) => 'on paper'.includes(word))) await takePaper();
await browser.close();

/** As a browser lays it out for paper: as wide as a sheet, with the foot that each sheet has. */
async function takePaper(): Promise<void> {
  const page = await openTemplate(browser, site, 'deleted code');
  await page.emulateMedia({ media: 'print', colorScheme: 'light' });
  await page.setViewportSize({ width: 720, height: 900 });
  const taken = await page.screenshot({ animations: 'disabled', fullPage: true });
  await sharp(taken)
    .resize({ width: 540 })
    .webp({ quality, effort: 6 })
    .toFile(join(folder, 'on-paper.webp'));
  await page.context().close();
}

async function contactSheet(page: Page): Promise<Sharp> {
  const shots: { input: Buffer; left: number; top: number }[] = [];
  let left = 0;
  for (const { width, colorScheme } of screens) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height });
    await page.evaluate(() => scrollTo(0, 0));
    const taken = await page.screenshot({ animations: 'disabled' });
    const input = await sharp(taken)
      .resize({ width: Math.round(width * scale), height: Math.round(height * scale), fit: 'fill' })
      .toBuffer();
    shots.push({ input, left, top: 0 });
    left += Math.round(width * scale) + gap;
  }
  const sheet = { width: left - gap, height: Math.round(height * scale), channels: 4 } as const;
  return sharp({ create: { ...sheet, background: { r: 128, g: 128, b: 128, alpha: 0 } } }).composite(shots);
}
