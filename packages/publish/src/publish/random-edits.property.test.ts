import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CodePageRecord, ExportLine } from '@plaincode/content-schemas';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { verifyRelease } from '../store/verify.ts';
import { makeRecords, writeExport } from './fixtures/plain-export.ts';
import { createPlainPublisher, type PlainPublisher } from './fixtures/plain-publisher.ts';
import { publish } from './publish.ts';

/** How many sequences, of how many pages: more of both with `PUBLISH_ROUNDS=200 PUBLISH_PAGES=2000`. */
const rounds = Number(process.env.PUBLISH_ROUNDS ?? 4);
const pages = Number(process.env.PUBLISH_PAGES ?? 150);

const words = 'dose vial claim unit line fracture wrist fever marsh zebra payer label infusion side'.split(
  ' ',
);

const at = fc.nat({ max: pages - 1 });
const edit = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), at, words: fc.array(fc.constantFrom(...words)) }),
  fc.record({ kind: fc.constant('title' as const), at, title: fc.constantFrom(...words) }),
  fc.record({ kind: fc.constant('section' as const), at, title: fc.constantFrom(...words) }),
  fc.record({ kind: fc.constant('add' as const), count: fc.integer({ min: 1, max: 9 }) }),
  fc.record({ kind: fc.constant('delete' as const), at, count: fc.integer({ min: 1, max: 9 }) }),
  fc.record({
    kind: fc.constant('notice' as const),
    every: fc.integer({ min: 2, max: 40 }),
    year: fc.nat(9),
  }),
  fc.record({
    kind: fc.constant('templates' as const),
    digit: fc.constantFrom('a', 'b', 'c'),
    code: fc.constantFrom('a', 'b'),
  }),
);
type Edit = typeof edit extends fc.Arbitrary<infer E> ? E : never;

const steps = fc.array(
  fc.record({ edits: fc.array(edit, { minLength: 1, maxLength: 6 }), whole: fc.boolean() }),
  { minLength: 2, maxLength: 5 },
);

/** What is published: records by path, and the letters that stand for the templates and for the code that reads records. */
type Site = { records: Map<string, CodePageRecord>; templates: string; code: string };

const codeRecords = (count: number): CodePageRecord[] =>
  makeRecords(count).flatMap((record) => (record.kind === 'code' ? [record] : []));

function apply(site: Site, change: Edit): void {
  const { records } = site;
  const paths = [...records.keys()];
  const put = (path: string | undefined, of: (record: CodePageRecord) => CodePageRecord) => {
    const record = path === undefined ? undefined : records.get(path);
    if (record) records.set(record.path, of(record));
  };
  if (change.kind === 'templates') {
    site.templates = change.digit;
    site.code = change.code;
  } else if (change.kind === 'add') {
    const next = Number(/\d+/.exec(paths.at(-1)?.split('/').at(-2) ?? '')?.[0] ?? 0) + 1;
    for (const record of codeRecords(next + change.count).slice(next)) records.set(record.path, record);
  } else if (change.kind === 'delete')
    for (const path of paths.slice(change.at, change.at + change.count)) records.delete(path);
  else if (change.kind === 'notice')
    for (const [index, path] of paths.entries()) {
      if (index % change.every === 0)
        put(path, (record) => ({
          ...record,
          notices: record.notices.map((notice) => ({ ...notice, text: `${notice.text} 202${change.year}` })),
        }));
    }
  else if (change.kind === 'title')
    put(paths[change.at], (record) => ({ ...record, title: `About ${change.title}` }));
  else if (change.kind === 'section')
    put(paths[change.at], (record) => ({
      ...record,
      sections: record.sections.map((section) => ({ ...section, title: `On ${change.title}` })),
    }));
  else
    put(paths[change.at], (record) => ({
      ...record,
      explanation: record.explanation && {
        ...record.explanation,
        tier: 'open',
        inheritedFrom: null,
        body: [{ type: 'paragraph', content: [{ text: `It says ${change.words.join(' ')}.` }] }],
      },
    }));
}

/** The site as an export of the whole, or of what differs from another. */
function exportOf({ records }: Site, before: Site | null): AsyncIterable<Uint8Array> {
  if (!before) return writeExport([...records.values()]);
  const changed = [...records.values()].filter((record) => before.records.get(record.path) !== record);
  const lines: ExportLine[] = [...before.records.keys()]
    .filter((path) => !records.has(path))
    .map((path) => ({ type: 'remove', path }));
  return writeExport(changed, {
    header: { mode: 'delta' },
    lines,
    end: { type: 'end', pages: changed.length },
  });
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'plaincode-edits-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const served = ({ store }: PlainPublisher) => store.current();

it('gives the same bytes after any sequence of edits as a clean build of what they come to', async () => {
  await fc.assert(
    fc.asyncProperty(steps, (sequence) =>
      inFolder(async (folder) => {
        const site: Site = {
          records: new Map(codeRecords(pages).map((record) => [record.path, record])),
          templates: 'a',
          code: 'a',
        };
        const publisherOf = (name: string) =>
          createPlainPublisher(join(folder, name), {
            template: `${site.templates}${site.code}`.repeat(32),
            records: site.code.repeat(64),
          });
        let publisher = publisherOf('edited');
        await publish(publisher, exportOf(site, null));
        for (const { edits, whole } of sequence) {
          const before: Site = { ...site, records: new Map(site.records) };
          for (const one of edits) apply(site, one);
          const rebuilt = before.templates !== site.templates || before.code !== site.code;
          if (rebuilt) {
            await publisher.close();
            publisher = publisherOf('edited');
          }
          await publish(publisher, exportOf(site, whole || rebuilt ? null : before));
        }
        const clean = publisherOf('clean');
        await publish(clean, exportOf(site, null));
        const [edited, built] = [served(publisher), served(clean)];
        await publisher.close();
        await clean.close();
        expect(edited?.shards).toEqual(built?.shards);
        expect(edited?.contentHash).toBe(built?.contentHash);
        expect(edited?.counts).toEqual(built?.counts);
        expect((await verifyRelease(publisher.store)).damage).toEqual([]);
      }),
    ),
    { numRuns: rounds, endOnFailure: true },
  );
}, 3_600_000);
