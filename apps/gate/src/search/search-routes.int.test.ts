import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildIndex, type SearchEntry } from '@plaincode/search/build';
import { resultsEnd, resultsStart } from '@plaincode/search/page';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MadeFile, madePage, writeMadeRelease } from '../testing/made-release.ts';
import { type RunningGate, startGate } from '../testing/running-gate.ts';

const entry = (display: string, text: string, more: Partial<SearchEntry> = {}): SearchEntry => ({
  set: 'made',
  code: display.replace('.', ''),
  display,
  path: `/made/${display}/`,
  title: text,
  state: 'active',
  billable: true,
  text,
  terms: [],
  lead: '',
  ...more,
});

const entries = [
  entry('Q20', 'Pneumonia', { billable: false }),
  entry('Q20.9', 'Pneumonia, unspecified <b>'),
  entry('Q30', 'Myocardial infarction'),
  entry('Q40', 'Withheld words'),
  entry('Q31', 'Old myocardial infarction', { state: 'terminated' }),
];

const form =
  '<input data-search-words value=""><input type="checkbox" data-search-filter="active">' +
  '<input type="checkbox" data-search-filter="billable">';

function release(): Record<string, MadeFile> {
  const files: Record<string, MadeFile> = {
    '/': madePage('Home'),
    '/404/': madePage('Not found'),
    '/search/': { body: `<!doctype html><h1>Search</h1>${form}<div>${resultsStart}${resultsEnd}</div>` },
  };
  for (const { path, text, mediaType } of buildIndex(entries, [{ id: 'made', name: 'Made Codes' }]))
    files[path] = { body: text, mediaType };
  return files;
}

let gate: RunningGate;

beforeAll(async () => {
  gate = await startGate();
  writeMadeRelease(gate.store, release());
});

afterAll(() => gate.stop());

const codesOn = (html: string) => [...html.matchAll(/class="code">([^<]+)</g)].map(([, code]) => code);

describe('the search page behind the gate', () => {
  it('has the results in it, the best first, without JavaScript', async () => {
    const answer = await gate.browser().get('/search?q=heart+attack');
    const html = await answer.text();
    expect(answer.status).toBe(200);
    expect(codesOn(html)).toEqual(['Q30', 'Q31']);
    expect(html).toContain('data-search-words value="heart attack"');
    expect(html).toContain('<h2>Made Codes</h2>');
    expect(html).toContain('Terminated');
  });

  it('is kept by no cache, indexed by no engine, and tells no other site what was typed', async () => {
    const { headers } = await gate.browser().get('/search/?q=pneumonia');
    expect(headers.get('cache-control')).toBe('private, no-store');
    expect(headers.get('x-robots-tag')).toBe('noindex');
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(headers.getSetCookie()).toEqual([]);
  });

  it('shows several codes in the order typed, and names what is not held', async () => {
    const asked = encodeURIComponent('q30,Q20.9\nZ99.9 q31');
    const html = await (await gate.browser().get(`/search?q=${asked}`)).text();
    expect(codesOn(html)).toEqual(['Q30', 'Q20.9', 'Q31']);
    expect(html).toContain('3 codes found, in the order typed. Not held: Z99.9');
    // A field joins two lines: what it is sent with next must be the same codes.
    expect(html).toContain('data-search-words value="q30,Q20.9 Z99.9 q31"');
    const filtered = await (await gate.browser().get(`/search?q=${asked}&active=1`)).text();
    expect(codesOn(filtered)).toEqual(['Q30', 'Q20.9']);
    expect(filtered).toContain('Not held: Z99.9. Hidden by the filters: Q31');
  });

  it('does not show a code that was taken down, and names it as not held', async () => {
    const asked = async () => await (await gate.browser().get('/search?q=q40,Q20.9')).text();
    expect(codesOn(await asked())).toEqual(['Q40', 'Q20.9']);
    const entry = { id: randomUUID(), at: '2026-11-23T10:00:00Z', action: 'take-down', target: '/made/Q40/' };
    mkdirSync(join(gate.data, 'withheld'), { recursive: true });
    writeFileSync(
      join(gate.data, 'withheld', 'takedowns.ndjson'),
      `${JSON.stringify({ ...entry, reason: 'asked' })}\n`,
    );
    await expect.poll(async () => codesOn(await asked())).toEqual(['Q20.9']);
    expect(await asked()).toContain('Not held: Q40<');
  });

  it('keeps to the filters, and shows which are on', async () => {
    const html = await (await gate.browser().get('/search?q=pneumonia&billable=1')).text();
    expect(codesOn(html)).toEqual(['Q20.9']);
    expect(html).toContain('data-search-filter="billable" checked');
    expect(html).not.toContain('data-search-filter="active" checked');
    expect(codesOn(await (await gate.browser().get('/search?q=infarction&active=1')).text())).toEqual([
      'Q30',
    ]);
  });

  it('prints what was typed as text, and titles too', async () => {
    const typed = `"><script>alert(1)</script>$&$'`;
    const html = await (await gate.browser().get(`/search?q=${encodeURIComponent(typed)}`)).text();
    expect(html).not.toContain('<script>');
    expect(html).toContain(`value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;$&amp;$'"`);
    expect(await (await gate.browser().get('/search?q=q20.9')).text()).toContain('unspecified &lt;b&gt;');
  });

  it('is the plain page where nothing is asked', async () => {
    const html = await (await gate.browser().get('/search/')).text();
    expect(html).toContain(resultsStart + resultsEnd);
    expect((await gate.browser().get('/search')).status).toBe(301);
  });

  it('says so where nothing is found, however much is typed', async () => {
    for (const typed of ['zzzzzz', 'x'.repeat(4_000), '%', '\u0000'])
      expect(await (await gate.browser().get(`/search?q=${encodeURIComponent(typed)}`)).text()).toContain(
        'No code was found',
      );
  });

  it('follows a new release', async () => {
    const next = release();
    const more = [...entries, entry('Q99', 'Marsh fever')];
    for (const { path, text, mediaType } of buildIndex(more, [{ id: 'made', name: 'Made Codes' }]))
      next[path] = { body: text, mediaType };
    writeMadeRelease(gate.store, next, { created: '2026-11-23T23:00:00Z' });
    expect(codesOn(await (await gate.browser().get('/search?q=marsh')).text())).toEqual(['Q99']);
    const { '/search/index.json': _, ...without } = release();
    writeMadeRelease(gate.store, without, { created: '2026-11-23T23:30:00Z' });
    const plain = await (await gate.browser().get('/search/?q=marsh')).text();
    expect(plain).toContain('<h1>Search</h1>');
    writeMadeRelease(gate.store, release(), { created: '2026-11-23T23:40:00Z' });
  });

  it('logs nothing of a query', async () => {
    await gate.browser().get('/search?q=secret-words-of-a-reader');
    expect(gate.lines.join('\n')).not.toContain('secret-words');
  });
});
