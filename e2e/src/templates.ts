import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { register, spendViews } from './gate-states.ts';

/** Where every kind of page stands in the starter. What a reader must do first stands in `openTemplate`. */
export const templates = {
  home: '/',
  'code set': '/icd-10-cm/',
  'list of codes': '/icd-10-cm/browse/E/',
  'list of changes': '/hcpcs/changes/2025-10-01/',
  'list of new codes': '/hcpcs/changes/2025-10-01/new/',
  'notices and licences': '/notices/',
  'notices of a rights holder': '/notices/sample-terminology-board/',
  corrections: '/corrections/',
  'code without text': '/hcpcs/A0428/',
  'header code': '/icd-10-cm/E11.2/',
  'deleted code': '/icd-10-cm/T81.32XA/',
  'terminated code': '/hcpcs/J1030/',
  'code of a licensed set': '/spt/9X101/',
  'licence terms to accept': '/spt/9X101/',
  "code with its family's text": '/icd-10-cm/S52.531S/',
  modifier: '/hcpcs/modifiers/JW/',
  search: '/search/',
  'search with results': '/search/?q=diabetes',
  'search without results': '/search/?q=zzzzqqq',
  login: '/login/',
  register: '/register/',
  'forgotten password': '/forgot-password/',
  'account, logged out': '/account/',
  'account, logged in': '/account/',
  privacy: '/privacy/',
  'no such page': '/hcpcs/no-such-page/',
  'mail on its way': '/api/account/check-mail',
  'a link that no longer holds': '/api/account/verify?token=none',
} as const;
export type Template = keyof typeof templates;

/** Opens a kind of page as a reader meets it. */
export async function openTemplate(
  browser: Browser,
  site: string,
  template: Template,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext({ baseURL: site, ...options });
  const page = await context.newPage();
  if (template === 'account, logged in') {
    await register(context);
    await spendViews(context, ['/hcpcs/J9000/', '/icd-10-cm/E11.9/']);
  }
  if (template === 'licence terms to accept') await register(context);
  // Until the gate has answered: a code page asks it once it is painted.
  await page.goto(templates[template], { waitUntil: 'networkidle' });
  if (template === 'licence terms to accept') {
    await page.getByRole('button', { name: /^Open this page/ }).click();
    await page.getByRole('button', { name: 'I accept' }).waitFor();
  }
  if (template === 'account, logged in') await page.locator('[data-own-sessions] li').waitFor();
  if (template === 'account, logged out') await page.getByText('You are not logged in.').waitFor();
  return page;
}
