import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { seedDemo } from '../../seed/seed-demo.ts';
import { openTestDesk, type TestDesk } from '../../testing/open-test-desk.ts';
import { madeText, paragraphOf } from '../../workflow/readiness/testing/made-text.ts';
import { standingsOfLinks } from './link-standings.ts';

let desk: TestDesk;
beforeAll(async () => {
  desk = await openTestDesk();
  await seedDemo(desk.payload, desk.env.dataFolder, join(desk.env.root, 'demo'));
});
afterAll(() => desk.close());

it('tells where links to codes lead; an address that begins with no code set is no code’s', async () => {
  const links = [
    '/hcpcs/J9000/',
    '/hcpcs/S0144/',
    '/hcpcs/J0000/',
    '/icd-10-cm/E11/',
    '/spt/9X160/',
    '/help/contact/',
    'https://www.cms.gov/',
  ];
  const body = [paragraphOf(...links.map((href) => ({ text: 'here', href })))];
  expect([...(await standingsOfLinks(desk.payload, madeText({ body }).content))].sort()).toEqual([
    ['/hcpcs/J0000/', 'unknown'],
    ['/hcpcs/J9000/', 'valid'],
    ['/hcpcs/S0144/', 'deleted'],
    ['/icd-10-cm/E11/', 'header'],
    ['/spt/9X160/', 'deleted'],
  ]);
});
