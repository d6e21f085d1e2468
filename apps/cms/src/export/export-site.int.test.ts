import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import {
  type CodePageRecord,
  checkRights,
  type ExportLine,
  exportLine,
  type SectionData,
  type SectionId,
} from '@plaincode/content-schemas';
import { codePageExamples } from '@plaincode/content-schemas/examples';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importFile } from '../imports/import-file.ts';
import { writeMade } from '../imports/testing/made-files.ts';
import { gemText, ptpText, tabularXml } from '../imports/testing/made-sources.ts';
import { seedDemo } from '../seed/seed-demo.ts';
import { makeStarter, otherSecret, secret, secretBefore } from '../seed/testing/made-starter.ts';
import { openTestDesk, type TestDesk } from '../testing/open-test-desk.ts';
import type { ReleaseChange } from '../workflow/release.ts';
import { ExportRefused } from './export-refused.ts';
import { exportSite } from './export-site.ts';
import { linesOf } from './section-data/testing/made-facts.ts';
import { writeLines } from './write-lines.ts';

let desk: TestDesk;
let stream: string;
let lines: ExportLine[];
/** Where readers see the edition of October in September. */
let linesAhead: ExportLine[];
const warnings: string[] = [];

async function exported(now: string, release?: ReleaseChange): Promise<string> {
  const request = {
    reason: 'publish',
    origin: 'https://example.com',
    mediaFolder: desk.env.mediaFolder,
    now: new Date(now),
    warn: (message: string) => void warnings.push(message),
    ...(release ? { release } : {}),
  };
  const out = new PassThrough();
  const [content] = await Promise.all([
    text(out),
    writeLines(exportSite(desk.payload, request), out, () => undefined).finally(() => out.end()),
  ]);
  return content;
}

const parsed = (content: string) =>
  content
    .trimEnd()
    .split('\n')
    .map((one) => exportLine.parse(JSON.parse(one)));
const records = (of = lines) => of.flatMap((one) => (one.type === 'page' ? [one.record] : []));

function page(path: string, of = lines): CodePageRecord {
  const record = records(of).find((one) => one.path === path);
  if (record?.kind !== 'code') throw new Error(`no code page ${path}`);
  return record;
}

const retinopathy = {
  code: 'E11.31',
  title: 'With unspecified retinopathy',
  children: [{ code: 'E11.311', title: 'With macular edema' }],
};
/** What sources beside the releases say of a few of the starter's codes. */
const facts = {
  'icd10cm_tabular_2025.xml': tabularXml(2025, [
    {
      code: 'E11',
      title: 'Type 2 diabetes mellitus',
      excludes: 'made-up diabetes (E10.-), one without complications (E11.9)',
      children: [{ code: 'E11.3', title: 'With ophthalmic complications', children: [retinopathy] }],
    },
  ]),
  '2018_I10gem.txt': gemText(['E11311  25050 10111', 'E11311  36201 10112']),
  'ccipra-v313r0-f1.txt': ptpText([['J9000', 'J9010', '1']]),
};

function dataOf({ sections }: CodePageRecord, id: SectionId): SectionData[] {
  return sections.find((section) => section.id === id)?.data ?? [];
}

/** An approved text outlives what it links to: this one's link led to a code that is held no more. */
async function loseLinkedCode(): Promise<void> {
  const where = { codeKey: { equals: 'hcpcs/J9000' } };
  const { docs } = await desk.payload.db.find({ collection: 'approved-revisions', where, pagination: false });
  for (const { id, content } of docs as { id: string; content: unknown }[]) {
    const lost = JSON.parse(JSON.stringify(content).replace('/hcpcs/J9000/', '/hcpcs/J0000/'));
    await desk.payload.db.updateOne({ collection: 'approved-revisions', id, data: { content: lost } });
  }
}

const corrected = 'The text named 20 mg as one unit. It is 10 mg.';

/** The text of a page as if it had been approved with the words of a correction. */
async function correct(codeKey: string): Promise<void> {
  const where = { codeKey: { equals: codeKey } };
  const { docs } = await desk.payload.db.find({ collection: 'approved-revisions', where, pagination: false });
  for (const { id, content } of docs as { id: string; content: object }[]) {
    const data = { content: { ...content, correction: corrected }, correction: corrected };
    await desk.payload.db.updateOne({ collection: 'approved-revisions', id, data });
  }
}

beforeAll(async () => {
  desk = await openTestDesk();
  const folder = join(desk.env.dataFolder, 'starter');
  makeStarter(folder);
  await seedDemo(desk.payload, desk.env.dataFolder, folder);
  for (const [name, content] of Object.entries(facts))
    await importFile(desk.payload, desk.env.dataFolder, { file: writeMade(folder, name, content) });
  await loseLinkedCode();
  await correct('hcpcs/J9000');
  stream = await exported('2026-11-23T10:00:00Z');
  lines = parsed(stream);
  const october = { pins: [], shown: { hcpcs: 'hcpcs-2025-10-01' } };
  linesAhead = parsed(await exported('2025-09-15T10:00:00Z', october));
});
afterAll(() => desk.close());

describe('the stream', () => {
  it('begins with its header, counts its pages and keeps the contract', () => {
    expect(lines[0]).toMatchObject({ type: 'header', mode: 'full', exported: '2026-11-23T10:00:00.000Z' });
    expect(lines.at(-1)).toEqual({ type: 'end', pages: records().length });
    const header = lines[0]?.type === 'header' ? lines[0] : undefined;
    expect(header?.site.productBar).toEqual([{ label: 'Built', href: 'mailto:ask@example.com' }]);
    expect(header?.site.codeSets.map(({ id }) => id)).toEqual(['hcpcs', 'icd-10-cm', 'spt']);
    expect(header?.plan.plans.guest).toEqual({ views: 1, opening: 'on-arrival', opens: ['metered'] });
  });

  it('has equal bytes for equal content, but for the instant in its header', async () => {
    const again = await exported('2026-11-23T11:30:00Z');
    const rest = (content: string) => content.slice(content.indexOf('\n'));
    expect(rest(again)).toBe(rest(stream));
  });

  it('has every page once, and every link leads to one', () => {
    const paths = records().map((record) => record.path);
    expect(new Set(paths).size).toBe(paths.length);
    const links = [...stream.matchAll(/"(?:path|href)":"(\/[^"]*)"/g)].map(([, path]) => path);
    expect(links.filter((path) => !paths.includes(path ?? ''))).toEqual([]);
    for (const path of [
      '/',
      '/404/',
      '/410/',
      '/register/',
      '/login/',
      '/account/',
      '/corrections/',
      '/hcpcs/',
      '/hcpcs/browse/J/',
      '/hcpcs/browse/modifiers/',
    ])
      expect(paths).toContain(path);
  });

  it('calls texts to begin with as their pages are headed', () => {
    const all = records();
    const headed = new Map(
      all.flatMap((record) => (record.kind === 'code' ? [[record.path, record.title] as const] : [])),
    );
    const shown = all.flatMap((record) => {
      if (record.kind === 'home') return record.featured;
      return record.kind === 'code-set' ? record.explained : [];
    });
    expect(shown.length).toBeGreaterThan(6);
    for (const { path, title } of shown) expect(title).toBe(headed.get(path));
  });

  it('names the rights of every fact', () => {
    for (const record of records()) if (record.kind === 'code') expect(checkRights(record)).toEqual([]);
  });

  it('keeps licensed words in their own descriptor', () => {
    for (const words of [secret, otherSecret, secretBefore]) {
      const found = stream.split('\n').filter((one) => one.includes(words));
      expect(found).toHaveLength(1);
      const { descriptors, ...rest } = JSON.parse(found[0] ?? '').record;
      expect(JSON.stringify(descriptors)).toContain(words);
      expect(JSON.stringify(rest)).not.toContain(words);
    }
  });
});

describe('the named examples', () => {
  it.each(Object.entries(codePageExamples))('%s has the shape of what the desk makes', (name, example) => {
    const made = page(pathOf[name as keyof typeof pathOf], name === 'reworded-ahead' ? linesAhead : lines);
    expect(Object.keys(made)).toEqual(Object.keys(example));
    expect(Object.keys(made.descriptors)).toEqual(Object.keys(example.descriptors));
    expect(made.sections.map(({ id, title }) => [id, title])).toEqual(
      example.sections.map(({ id, title }) => [id, title]),
    );
    expect(made.status.state).toBe(example.status.state);
    expect(made.codeType).toBe(example.codeType);
    expect(made.billable?.value).toBe(example.billable?.value);
    expect(made.descriptors.tier).toBe(example.descriptors.tier);
    expect(made.indicators.map(({ name }) => name)).toEqual(example.indicators.map(({ name }) => name));
  });

  it.each(['billable-code-with-parents', 'modifier', 'revised-code', 'code-without-explanation'] as const)(
    '%s has official data of the same kind in its sections',
    (name) => {
      const kinds = ({ sections }: CodePageRecord) =>
        sections.map(({ id, data }) => [id, data.map((one) => [Object.keys(one).sort(), one.historical])]);
      const made = page(pathOf[name]);
      const example = codePageExamples[name];
      const sectionsWithData = kinds(example).filter(([, data]) => data?.length !== 0);
      expect(sectionsWithData.length).toBeGreaterThan(0);
      for (const section of sectionsWithData) expect(kinds(made)).toContainEqual(section);
    },
  );

  const pathOf = {
    'plain-hcpcs-code': '/hcpcs/J9000/',
    modifier: '/hcpcs/modifiers/JZ/',
    'icd-10-cm-header': '/icd-10-cm/E11.31/',
    'billable-code-with-parents': '/icd-10-cm/E11.311/',
    'revised-code': '/hcpcs/J7300/',
    'reworded-ahead': '/hcpcs/J7300/',
    'deleted-code-with-replacement': '/hcpcs/S0144/',
    'licensed-code-all-sections-locked': '/spt/9X101/',
    'code-without-explanation': '/hcpcs/A0424/',
  } satisfies Record<keyof typeof codePageExamples, string>;

  it('shows a plain code with its text, tiers and indicators', () => {
    const record = page('/hcpcs/J9000/');
    expect(record).toMatchObject({
      title: 'Made-up drug, 10 mg',
      change: null,
      status: { state: 'active', since: '1984-01-01' },
    });
    expect(record.explanation).toMatchObject({
      tier: 'metered',
      notice: 'example-coding-press',
      inheritedFrom: null,
    });
    expect(record.explanation?.body[0]).toEqual({
      type: 'paragraph',
      content: [
        { text: 'A drug that was ' },
        { text: 'made up', marks: ['strong'] },
        { text: ' for tests; see ' },
        { text: 'the device', href: '/hcpcs/J7300/' },
        { text: ' and ' },
        { text: 'nothing' },
        { text: '.' },
      ],
    });
    expect(warnings.some((warning) => warning.includes('/hcpcs/J0000/'))).toBe(true);
    const tiers = record.sections.map((section) => (section.held ? section.tier : null));
    expect(tiers).toEqual(['registered', null, null, null, 'subscriber', null]);
  });

  it('says what was corrected on the page and in the list of corrections', () => {
    const [correction] = page('/hcpcs/J9000/').corrections ?? [];
    expect(correction).toEqual({ date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/), words: corrected });
    const list = records().find(({ kind }) => kind === 'corrections');
    const code = { path: '/hcpcs/J9000/', displayCode: 'J9000', state: 'active' };
    expect(list).toMatchObject({ corrections: [{ ...correction, code, codeSetName: 'HCPCS Level II' }] });
  });

  it('puts coverage under Medicare coverage, and the last action beside the page', () => {
    const record = page('/hcpcs/J9000/');
    expect(record.indicators.map(({ name, source }) => [name, source])).toEqual([['Last action', 'file']]);
    const [coverage, ...others] = dataOf(record, 'medicare-coverage');
    expect(others).toEqual([]);
    expect(coverage).toMatchObject({ historical: false, source: 'file' });
    expect(linesOf(coverage?.body ?? [])).toContain(
      '- Medicare coverage: The Medicare contractor decides on coverage (C)',
    );
    expect(record.sections.find(({ id }) => id === 'medicare-coverage')?.held).toBe(false);
  });

  it('says what official sources say of a code, each cited', () => {
    const record = page('/icd-10-cm/E11.311/');
    expect(dataOf(record, 'guidelines').flatMap(({ body }) => linesOf(body))).toEqual([
      '# [E11](/icd-10-cm/E11/) Type 2 diabetes mellitus',
      'Excludes1',
      '- made-up diabetes (E10.-), one without complications ([E11.9](/icd-10-cm/E11.9/))',
    ]);
    expect(dataOf(record, 'crosswalks')).toMatchObject([{ historical: true, source: 'gem-to-icd-9' }]);
    expect(record.sources.map(({ id }) => id)).toEqual(['file', 'editorial', 'tabular', 'gem-to-icd-9']);
    expect(record.sources).toContainEqual(
      expect.objectContaining({
        id: 'tabular',
        fileName: 'icd10cm_tabular_2025.xml',
        edition: 'icd-10-cm-2024-10-01',
        editionLabel: '2025',
      }),
    );
    // Edits of two codes stand on both.
    for (const path of ['/hcpcs/J9000/', '/hcpcs/J9010/'])
      expect(dataOf(page(path), 'ncci-edits')).toMatchObject([{ source: 'ncci-ptp-practitioner' }]);
    expect(dataOf(page('/hcpcs/A0424/'), 'ncci-edits')).toEqual([]);
    expect(dataOf(page('/spt/9X102/'), 'medicare-coverage')).toEqual([]);
  });

  it('says what an edition did to a code', () => {
    const revised = page('/hcpcs/J7300/');
    expect(revised.change).toBe('revised');
    expect(revised.descriptors.wordings[1]).toMatchObject({
      edition: { id: 'hcpcs-2025-07-01' },
      long: { value: 'Copper device' },
    });
    expect(revised.sources.map((source) => source.edition)).toEqual(['hcpcs-2025-10-01', 'hcpcs-2025-07-01']);

    const deleted = page('/hcpcs/S0144/');
    expect(deleted).toMatchObject({
      change: 'deleted',
      status: { state: 'deleted', since: '2025-10-01' },
      edition: { id: 'hcpcs-2025-10-01' },
    });
    expect(deleted.sources[0]).toMatchObject({
      edition: 'hcpcs-2025-07-01',
      fileName: 'HCPC2025_JUL_ANWEB.txt',
    });
    expect(deleted.related.previous?.path).toBe('/hcpcs/J7300/');

    expect(page('/hcpcs/J9020/')).toMatchObject({
      change: 'added',
      status: { state: 'upcoming', since: '2999-01-01' },
    });
    expect(page('/hcpcs/J9010/')).toMatchObject({
      change: null,
      status: { state: 'terminated', since: '2020-12-31' },
    });
  });

  it('keeps codes in force until the day of an edition that is shown ahead of it, and says that day', () => {
    const day = '2025-10-01';
    expect(page('/hcpcs/S0144/', linesAhead)).toMatchObject({
      change: 'deleted',
      status: { state: 'leaving', since: day },
      ahead: day,
    });
    expect(page('/hcpcs/J7300/', linesAhead)).toMatchObject({
      status: { state: 'active' },
      wordedFrom: day,
      related: { next: { displayCode: 'S0144', state: 'leaving', from: day } },
    });
    expect(page('/hcpcs/J9000/', linesAhead)).not.toHaveProperty('ahead');
    const ofSet = (of: ExportLine[]) => {
      const record = records(of).find(({ path }) => path === '/hcpcs/');
      return record?.kind === 'code-set' ? record.counts : null;
    };
    expect(ofSet(linesAhead)).toMatchObject({ codes: 6, inactive: 1, leaving: [{ from: day, codes: 1 }] });
    expect(ofSet(lines)).toMatchObject({ codes: 6, inactive: 2 });
    expect(ofSet(lines)).not.toHaveProperty('leaving');
    const gone = records(linesAhead).find(({ path }) => path.endsWith('/deleted/'));
    expect(gone?.kind === 'list' && gone.entries).toMatchObject([
      { displayCode: 'S0144', state: 'leaving', from: day },
    ]);
  });

  it('shows where a diagnosis stands', () => {
    const { related, billable } = page('/icd-10-cm/E11.311/');
    expect(billable).toEqual({ value: true, source: 'file' });
    expect(related.ancestors.map(({ displayCode }) => displayCode)).toEqual(['E11', 'E11.3', 'E11.31']);
    expect(related.siblings.map(({ displayCode }) => displayCode)).toEqual(['E11.319']);
    expect(page('/icd-10-cm/E11.31/').related.children.map(({ displayCode }) => displayCode)).toEqual([
      'E11.311',
      'E11.319',
    ]);
  });

  it('calls licensed codes by plain titles', () => {
    expect(page('/spt/9X101/').title).toBe('Guided balance training');
    expect(page('/spt/9X102/').title).toBe('SPT® 9X102');
    const record = page('/spt/9X101/');
    expect(record.notices.map(({ id }) => id)).toEqual(['board-2026', 'board-2025', 'example-coding-press']);
    expect(record.sections.map((section) => section.held && section.tier)).toEqual([
      'registered',
      'registered',
      'registered',
      'registered',
      'subscriber',
      'registered',
    ]);
  });
});

it('refuses to hand over a text without its notice, and says what to add', async () => {
  const { docs } = await desk.payload.find({
    collection: 'copyright-notices',
    where: { slug: { equals: 'board-2026' } },
  });
  const { id = '' } = docs[0] ?? {};
  await desk.payload.update({ collection: 'copyright-notices', id, data: { uses: ['print'] } });
  const error = await exported('2026-11-23T10:00:00Z').catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ExportRefused);
  expect(String(error)).toContain('no notice of A made-up board');
  await desk.payload.update({ collection: 'copyright-notices', id, data: { uses: ['line'] } });
});
