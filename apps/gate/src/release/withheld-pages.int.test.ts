import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TakedownEntry } from '@plaincode/content-schemas';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { madeEnvelope, madePage, writeMadeRelease } from '../testing/made-release.ts';
import { type RunningGate, startGate } from '../testing/running-gate.ts';
import { followWithheldPages } from './withheld-pages.ts';

const page = '/hcpcs/J9000/';
const files = {
  '/': madePage('Home'),
  '/410/': madePage('No longer shown'),
  [page]: madePage('J9000', 'metered'),
  '/hcpcs/J9001/': madePage('J9001', 'metered'),
  '/cpt/00000/': madePage('Licensed', 'metered'),
  '/media/drawing.png': { body: new Uint8Array(2_000).fill(7), mediaType: 'image/png' },
};

let gate: RunningGate;
beforeEach(async () => {
  gate = await startGate();
  writeMadeRelease(gate.store, files);
});
afterEach(() => gate.stop());

let minute = 10;
function write(action: TakedownEntry['action'], target: string): void {
  minute += 1;
  const id = `00000000-0000-4000-8000-0000000000${minute}`;
  const entry = {
    id,
    at: `2026-11-28T10:${minute}:00Z`,
    action,
    target,
    reason: 'asked by the rights holder',
  };
  mkdirSync(join(gate.data, 'withheld'), { recursive: true });
  appendFileSync(join(gate.data, 'withheld', 'takedowns.ndjson'), `${JSON.stringify(entry)}\n`);
}

const statusOf = async (path: string) => (await gate.browser().get(path)).status;
const grantOf = async (path: string, of: string) =>
  (await gate.browser().post('/api/grants', { page: path, envelopes: [madeEnvelope('metered', of)] })).status;

it('answers 410 with the words of the release, and gives no key, from the moment of the takedown', async () => {
  expect([await statusOf(page), await grantOf(page, 'J9000')]).toEqual([200, 200]);
  write('take-down', page);
  const answer = await gate.browser().get(page);
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([
    410,
    'public, max-age=0, must-revalidate',
  ]);
  expect(await answer.text()).toBe(files['/410/'].body);
  expect(await grantOf(page, 'J9000')).toBe(403);
  expect([await statusOf('/hcpcs/J9001/'), await grantOf('/hcpcs/J9001/', 'J9001')]).toEqual([200, 200]);
  write('lift', page);
  expect([await statusOf(page), await grantOf(page, 'J9000')]).toEqual([200, 200]);
});

it('spends no view on it', async () => {
  write('take-down', page);
  const browser = gate.browser();
  await browser.post('/api/grants', { page, envelopes: [madeEnvelope('metered', 'J9000')] });
  const open = { page: '/hcpcs/J9001/', envelopes: [madeEnvelope('metered', 'J9001')] };
  expect((await browser.post('/api/grants', open)).status).toBe(200);
});

it('is not undone by a new release, by going back to an old one, or by the grace of pages in open browsers', async () => {
  const first = writeMadeRelease(gate.store, files, { created: '2026-11-24T08:00:00Z' });
  const second = writeMadeRelease(
    gate.store,
    { ...files, [page]: madePage('J9000 anew', 'metered') },
    { created: '2026-11-24T09:00:00Z', parent: first.id },
  );
  expect([await grantOf(page, 'J9000'), await grantOf(page, 'J9000 anew')]).toEqual([200, 200]);
  write('take-down', page);
  for (const { created, parent } of [
    { created: '2026-11-24T10:00:00Z', parent: second.id },
    { created: '2026-11-24T11:00:00Z', parent: first.id },
  ]) {
    writeMadeRelease(gate.store, files, { created, parent });
    expect([await statusOf(page), await grantOf(page, 'J9000'), await grantOf(page, 'J9000 anew')]).toEqual([
      410, 403, 403,
    ]);
  }
});

it('covers an image, and every page of a code set', async () => {
  write('take-down', '/media/drawing.png');
  write('take-down', 'cpt');
  expect(await statusOf('/media/drawing.png')).toBe(410);
  expect([await statusOf('/cpt/00000/'), await grantOf('/cpt/00000/', 'Licensed')]).toEqual([410, 403]);
  expect(await statusOf('/cpt/never-held/')).toBe(410);
  expect([await statusOf('/'), await statusOf('/410/')]).toEqual([200, 404]);
});

it('withholds a set from the day after its licence, and tells the operator sixty days before', async () => {
  mkdirSync(join(gate.data, 'withheld'), { recursive: true });
  const terms = { format: 1, licences: [{ codeSet: 'cpt', validTo: '2026-12-31' }] };
  writeFileSync(join(gate.data, 'withheld', 'licences.json'), JSON.stringify(terms));
  gate.clock.now = new Date('2026-12-31T23:59:00Z');
  expect(await statusOf('/cpt/00000/')).toBe(200);
  expect(gate.lines.filter((line) => line.includes('ends on 2026-12-31'))).toHaveLength(1);
  gate.clock.now = new Date('2027-01-01T00:00:00Z');
  expect([await statusOf('/cpt/00000/'), await grantOf('/cpt/00000/', 'Licensed')]).toEqual([410, 403]);
  expect(await statusOf(page)).toBe(200);
});

it('holds though the list is damaged or gone', async () => {
  write('take-down', page);
  expect(await statusOf(page)).toBe(410);
  writeFileSync(join(gate.data, 'withheld', 'takedowns.ndjson'), '{"id":');
  expect(await statusOf(page)).toBe(410);
  rmSync(join(gate.data, 'withheld', 'takedowns.ndjson'));
  expect(await statusOf(page)).toBe(410);
  expect(gate.lines.join('\n')).toMatch(/damaged in line 1[\s\S]*gone or cannot be read/);
});

it('holds though the list is cut to nothing or by a line, names what to take down again, and is lifted by a later line', async () => {
  const file = join(gate.data, 'withheld', 'takedowns.ndjson');
  write('take-down', page);
  write('take-down', '/hcpcs/J9001/');
  expect([await statusOf(page), await statusOf('/hcpcs/J9001/')]).toEqual([410, 410]);
  writeFileSync(file, '');
  expect([await statusOf(page), await statusOf('/hcpcs/J9001/'), await grantOf(page, 'J9000')]).toEqual([
    410, 410, 403,
  ]);
  expect(gate.lines.join('\n')).toMatch(/is there and empty[\s\S]*again: \/hcpcs\/J9000\/, \/hcpcs\/J9001\//);
  write('take-down', page);
  expect([await statusOf(page), await statusOf('/hcpcs/J9001/')]).toEqual([410, 410]);
  expect(gate.lines.at(-1)).toMatch(/again: \/hcpcs\/J9001\/$/);
  write('lift', page);
  expect([await statusOf(page), await statusOf('/hcpcs/J9001/')]).toEqual([200, 410]);
});

it('says at the start that the list is there and empty', async () => {
  mkdirSync(join(gate.data, 'withheld'), { recursive: true });
  writeFileSync(join(gate.data, 'withheld', 'takedowns.ndjson'), '');
  const again: string[] = [];
  followWithheldPages(
    gate.data,
    () => new Date(),
    (line) => again.push(line),
  );
  expect(again).toEqual([expect.stringContaining('the audit log at the desk names them')]);
});
