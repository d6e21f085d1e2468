import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  codePageExamples,
  exampleAccessPlan,
  exampleSiteSettings,
} from '@plaincode/content-schemas/examples';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildSite, makeData, testToken } from '../build-for-tests.ts';
import { createService } from '../commands/serve.ts';
import type { PreviewRequest } from './held-pages.ts';

const record = codePageExamples['licensed-code-all-sections-locked'];
const desk = 'http://localhost:4999';
let dist: string;
let data: ReturnType<typeof makeData>;
let service: ReturnType<typeof createService>;
let origin: string;

beforeAll(async () => {
  dist = mkdtempSync(join(tmpdir(), 'plaincode-dist-'));
  buildSite(dist);
  data = makeData();
  service = createService(data.env, dist);
  await new Promise<void>((done) => service.server.listen(0, '127.0.0.1', done));
  origin = `http://127.0.0.1:${(service.server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  service.server.closeAllConnections();
  service.server.close();
  await service.close();
  data.remove();
  rmSync(dist, { recursive: true, force: true });
});

const request: PreviewRequest = {
  document: 'd1',
  session: 'a-session-of-somebody',
  reader: 'guest',
  framedBy: [desk],
  site: exampleSiteSettings,
  plan: exampleAccessPlan,
  record,
  media: [],
};

async function hold(more: object = {}, token = testToken) {
  const response = await fetch(`${origin}/preview`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify({ ...request, ...more }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, string> };
}

const show = (path: string | undefined) => fetch(`${origin}${path}`);
const shown = async (more: object = {}) => await (await show((await hold(more)).body.path)).text();

describe('a preview', () => {
  it('is the real page, as the reader has it', async () => {
    const [guest, subscriber] = await Promise.all([shown(), shown({ reader: 'subscriber' })]);
    const sealed = record.sections.flatMap((one) =>
      one.held && one.tier === 'registered' && one.body[0]?.type === 'paragraph'
        ? [one.body[0].content[0]?.text ?? '']
        : [],
    );
    expect(sealed.length).toBeGreaterThan(0);
    for (const words of sealed) {
      expect(guest).not.toContain(words.slice(0, 30));
      expect(subscriber).toContain(words.slice(0, 30));
    }
    expect(guest).toContain('Register to view content');
    expect(subscriber).not.toContain('data-lock=');
    expect(subscriber).toContain('Your subscription opens every code page.');
  });

  it('is framed by the desk alone, kept by nobody, found by no search engine and runs one script', async () => {
    const response = await show((await hold()).body.path);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('x-robots-tag')).toBe('noindex, nofollow');
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain(`frame-ancestors ${desk};`);
    expect(policy).toContain("default-src 'none'");
    const html = await response.text();
    expect([...html.matchAll(/<script[^>]*>/g)].map(([tag]) => tag)).toEqual([
      '<script type="module" src="/preview/page.js">',
    ]);
    expect((await show('/preview/page.js')).headers.get('content-type')).toMatch(/^text\/javascript/);
    for (const [, file] of html.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g))
      expect((await show(file)).status).toBe(200);
  });

  it('opens to nobody without its token, and to the desk alone for a page to hold', async () => {
    const { path = '' } = (await hold()).body;
    expect((await show(path.replace(/.\/$/, path.endsWith('A/') ? 'B/' : 'A/'))).status).toBe(410);
    expect((await show('/preview/x.y/')).status).toBe(410);
    expect((await hold({}, 'another token, as long as it has to be')).status).toBe(401);
    expect((await hold({ record: { ...record, title: 3 } })).status).toBe(422);
    expect((await hold({ framedBy: ['*'] })).status).toBe(422);
  });

  it('shows the images that came with it, under its own address', async () => {
    const image = { type: 'image', src: '/media/vial.png', alt: 'A vial', width: 4, height: 3 } as const;
    const { explanation } = record;
    const withImage = {
      ...record,
      explanation: explanation && { ...explanation, body: [image, ...explanation.body] },
    };
    const media = [
      { path: '/media/vial.png', mediaType: 'image/png', base64: Buffer.from('made').toString('base64') },
    ];
    const { path } = (await hold({ record: withImage, media, reader: 'subscriber' })).body;
    expect(await (await show(path)).text()).toContain(`src="${path}media/vial.png"`);
    expect(await (await show(`${path}media/vial.png`)).text()).toBe('made');
    expect((await show(`${path}media/other.png`)).status).toBe(404);
  });

  it('tells why the page could not be published, and leaves nothing behind', async () => {
    const { long } = record.descriptors;
    const { body } = await hold({ record: { ...record, title: long.value } });
    expect(body.faults?.length).toBeGreaterThan(0);
    expect(readdirSync(data.folder)).toEqual(['secrets']);
  });
});
