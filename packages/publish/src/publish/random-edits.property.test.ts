import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {
  Block,
  CodePageRecord,
  ExportLine,
  ListPageRecord,
  PageRecord,
} from '@plaincode/content-schemas';
import { exampleSiteSettings, examples } from '@plaincode/content-schemas/examples';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PublishRefused } from '../refusal.ts';
import { rollBack } from '../store/rollback.ts';
import { verifyRelease } from '../store/verify.ts';
import { takeDown } from '../withheld/take-down.ts';
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
  fc.record({ kind: fc.constant('name' as const), name: fc.constantFrom('Example', 'Another') }),
  fc.record({ kind: fc.constant('image' as const), at, image: fc.nat({ max: 4 }) }),
);
type Edit = typeof edit extends fc.Arbitrary<infer E> ? E : never;

const steps = fc.array(
  fc.record({
    edits: fc.array(edit, { minLength: 1, maxLength: 6 }),
    whole: fc.boolean(),
    /** Pages that a delta names though they are as they were: the desk names a few too many. */
    beside: fc.array(at, { maxLength: 3 }),
    /** What happens to the release after it. */
    afterwards: fc.constantFrom('nothing', 'nothing', 'nothing', 'back', 'taken down for a while'),
  }),
  { minLength: 2, maxLength: 5 },
);

/**
 * What is published: records and images by path, the name in the settings, and the letters that stand for the templates and
 * for the code that reads records.
 */
type Site = {
  records: Map<string, CodePageRecord>;
  images: Map<string, string>;
  name: string;
  templates: string;
  code: string;
};

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
  } else if (change.kind === 'name') site.name = change.name;
  else if (change.kind === 'image') showImage(site, paths[change.at], `/media/${change.image}.png`);
  else if (change.kind === 'add') {
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

/** A page that shows an image, which comes with the first page that does, or no other one any more. */
function showImage({ records, images }: Site, path: string | undefined, src: string): void {
  const record = path === undefined ? undefined : records.get(path);
  if (!record?.explanation) return;
  const drawing: Block = { type: 'image', src, alt: 'A drawing', width: 4, height: 3 };
  const body: Block[] = [{ type: 'paragraph', content: [{ text: 'As drawn:' }] }, drawing];
  const explanation = { ...record.explanation, tier: 'open' as const, inheritedFrom: null, body };
  records.set(record.path, { ...record, explanation });
  images.set(src, Buffer.from(`the image ${src}`).toString('base64'));
}

const imagesShown = ({ records }: Site): Set<string> =>
  new Set(
    [...records.values()].flatMap(({ explanation }) =>
      (explanation?.body ?? []).flatMap((block) => (block.type === 'image' ? [block.src] : [])),
    ),
  );

function exampleList(): ListPageRecord {
  const { list } = examples;
  if (list?.kind !== 'list') throw new Error('there is no example of a list');
  return list;
}

/** The page that lists the first of the others: it changes whenever one of these comes, goes or gets another title. */
const listOf = ({ records }: Site): PageRecord => ({
  ...exampleList(),
  entries: [...records.values()].slice(0, 150).map(({ path, displayCode, title, status }) => ({
    ...{ path, displayCode, title, state: status.state },
  })),
});

const mediaLines = (images: Iterable<readonly [string, string]>): ExportLine[] =>
  Array.from(images, ([path, base64]) => ({ type: 'media', path, mediaType: 'image/png', base64 }));

/** The site as an export of the whole. */
function wholeOf(site: Site): AsyncIterable<Uint8Array> {
  const { records, images, name } = site;
  return writeExport([...records.values(), listOf(site)], {
    header: { site: { ...exampleSiteSettings, name } },
    lines: mediaLines(images),
    end: { type: 'end', pages: records.size + 1 },
  });
}

/** What differs from another as the desk sends it; null where it sends the whole. */
function deltaOf(site: Site, before: Site, beside: readonly number[]): AsyncIterable<Uint8Array> | null {
  const { records, images, name } = site;
  if (name !== before.name || [...before.images.keys()].some((path) => !images.has(path))) return null;
  const paths = [...records.keys()];
  const asked = new Set(beside.flatMap((place) => paths[place] ?? []));
  const named = [...records.values()].filter(
    (record) => asked.has(record.path) || before.records.get(record.path) !== record,
  );
  const gone: ExportLine[] = [...before.records.keys()]
    .filter((path) => !records.has(path))
    .map((path) => ({ type: 'remove', path }));
  const come = mediaLines([...images].filter(([path]) => !before.images.has(path)));
  return writeExport([...named, listOf(site)], {
    header: { mode: 'delta', site: { ...exampleSiteSettings, name } },
    lines: [...gone, ...come],
    end: { type: 'end', pages: named.length + 1 },
  });
}

/** Publishes a delta where that is enough, and the whole where it is not, as the desk does. */
async function publishNext(publisher: PlainPublisher, site: Site, delta: AsyncIterable<Uint8Array> | null) {
  try {
    return await publish(publisher, delta ?? wholeOf(site));
  } catch (error) {
    if (!(delta && error instanceof PublishRefused && error.code === 'full-needed')) throw error;
    return await publish(publisher, wholeOf(site));
  }
}

/** What may happen to a release before the next one: none of it is to leave a trace. */
async function happen(publisher: PlainPublisher, site: Site, what: string): Promise<Site | null> {
  const { store, withheld } = publisher;
  if (what === 'back' && store.current()?.parent) {
    await rollBack(store, null, publisher.now(), withheld.on(publisher.now()));
    return null;
  }
  const [target] = site.records.keys();
  if (what === 'taken down for a while' && target) {
    const act = (lift: boolean) =>
      takeDown(store, withheld, { target, reason: 'asked', lift }, new Date(store.current()?.created ?? ''));
    act(false);
    await publish(publisher, wholeOf(site));
    act(true);
  }
  return site;
}

const copyOf = (site: Site): Site => ({
  ...site,
  records: new Map(site.records),
  images: new Map(site.images),
});

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
          images: new Map(),
          name: 'Example',
          templates: 'a',
          code: 'a',
        };
        const publisherOf = (name: string) =>
          createPlainPublisher(join(folder, name), {
            template: `${site.templates}${site.code}`.repeat(32),
            records: site.code.repeat(64),
          });
        let publisher = publisherOf('edited');
        await publish(publisher, wholeOf(site));
        /** What the desk takes to be served; null where it cannot know. */
        let known: Site | null = copyOf(site);
        for (const { edits, whole, beside, afterwards } of sequence) {
          const { templates, code } = site;
          for (const one of edits) apply(site, one);
          const shown = imagesShown(site);
          for (const path of site.images.keys()) if (!shown.has(path)) site.images.delete(path);
          if (templates !== site.templates || code !== site.code) {
            await publisher.close();
            publisher = publisherOf('edited');
          }
          await publishNext(publisher, site, whole || !known ? null : deltaOf(site, known, beside));
          known = await happen(publisher, copyOf(site), afterwards);
        }
        if (sequence.at(-1)?.afterwards !== 'nothing')
          await publishNext(publisher, site, known && deltaOf(site, known, []));
        const clean = publisherOf('clean');
        await publish(clean, wholeOf(site));
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
