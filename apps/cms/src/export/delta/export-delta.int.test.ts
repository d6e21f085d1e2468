import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Block, ExportLine } from '@plaincode/content-schemas';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { madeFractures, madeSlots } from '../../families/testing/family-desk.ts';
import { importFile } from '../../imports/import-file.ts';
import {
  hcpcsText,
  longText,
  type MadeHcpcs,
  orderText,
  writeMade,
} from '../../imports/testing/made-files.ts';
import { tabularXml } from '../../imports/testing/made-sources.ts';
import { livePins } from '../../releases/live.ts';
import { seedDemo } from '../../seed/seed-demo.ts';
import { makeStarter } from '../../seed/testing/made-starter.ts';
import { openTestDesk, type TestDesk } from '../../testing/open-test-desk.ts';
import type { ApprovedContent } from '../../workflow/content.ts';
import type { ReleaseChange, ReleasePin } from '../../workflow/release.ts';
import { exportSite } from '../export-site.ts';
import { exportDelta } from './export-delta.ts';
import { readBasis } from './site-basis.ts';

const now = new Date('2026-11-24T10:00:00Z');
const drug = (code: string, more: Partial<MadeHcpcs> = {}): MadeHcpcs => ({
  code,
  long: `Injection, drug ${code}`,
  ...more,
});
const numbers = (from: number, count: number) => Array.from({ length: count }, (_, at) => from + at);
const codes = {
  hcpcs: [...numbers(9000, 14).map((number) => `J${number}`), 'JZ', 'JW', 'S0144'],
  'icd-10-cm': madeFractures().map(({ code }) => code),
  spt: numbers(101, 45).map((number) => `9X${number}`),
};
const roots = ['S52', 'S525', 'S5250', 'S5252', 'S52501'];

/** Three sets that hang together: drugs, made-up breaks with families, and a licensed set. */
function makeSets(folder: string): void {
  makeStarter(folder);
  const drugs = codes.hcpcs.filter((code) => code.startsWith('J9'));
  const rows = [...drugs.map((code) => drug(code)), drug('J9099', { terminated: '20201231' })];
  const modifiers = [drug('JW'), drug('JZ')];
  writeMade(folder, 'releases/HCPC2025_JUL_ANWEB.txt', hcpcsText([...rows, drug('S0144'), ...modifiers]));
  writeMade(folder, 'releases/HCPC2025_OCT_ANWEB.txt', hcpcsText([...rows, drug('J9100'), ...modifiers]));
  writeMade(folder, 'releases/icd10cm_order_2025.txt', orderText(madeFractures()));
  const words = codes.spt.map((code): [string, string] => [code, `Training ${code}, each quarter hour`]);
  writeMade(folder, 'releases/LONGULT_2025.txt', longText(words.slice(3)));
  writeMade(folder, 'releases/LONGULT_2026.txt', longText(words.slice(0, 43)));
  writeMade(folder, 'explanations/hcpcs/J9000.md', '---\ncode: J9000\ntitle: A drug\n---\nA drug.\n');
  writeMade(folder, 'explanations/icd-10-cm/E11.311.md', '---\ncode: S52\ntitle: A break\n---\nA break.\n');
}

interface Writing {
  kind: 'write' | 'family';
  codeKey: string;
  title: string | null;
  link: string;
  image: number;
  notice: number;
  correct: boolean;
}
type Edit = Writing | { kind: 'withdraw' | 'bring-back'; codeKey: string };

const keyOf = (codeSet: keyof typeof codes, some: readonly string[] = codes[codeSet]) =>
  fc.constantFrom(...some.map((code) => `${codeSet}/${code}`));
const anyKey = fc.oneof(keyOf('hcpcs'), keyOf('icd-10-cm'), keyOf('spt'), keyOf('spt'));
const written = {
  title: fc.constantFrom(null, 'One title', 'Another title'),
  link: fc.constantFrom('/hcpcs/J9001/', '/icd-10-cm/S52.5/', '/hcpcs/J0000/', '/spt/9X103/'),
  image: fc.constantFrom(0, 0, 0, 1, 2),
  notice: fc.constantFrom(0, 0, 1),
  correct: fc.constantFrom(false, false, true),
};
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ kind: fc.constant('write' as const), codeKey: anyKey, ...written }),
  fc.record({ kind: fc.constant('family' as const), codeKey: keyOf('icd-10-cm', roots), ...written }),
  fc.record({ kind: fc.constantFrom('withdraw' as const, 'bring-back' as const), codeKey: anyKey }),
  fc.record({
    kind: fc.constantFrom('withdraw' as const, 'bring-back' as const),
    codeKey: keyOf('icd-10-cm', roots),
  }),
);
const release = fc.uniqueArray(edit, { minLength: 1, maxLength: 3, selector: ({ codeKey }) => codeKey });

describe('what a release changes', () => {
  let desk: TestDesk;
  let explanation: string;
  let staff: string;
  const revisions = new Map<string, string[]>();

  beforeAll(async () => {
    desk = await openTestDesk();
    const folder = join(desk.env.dataFolder, 'starter');
    makeSets(folder);
    await seedDemo(desk.payload, desk.env.dataFolder, folder);
    const chapter = tabularXml(2025, [{ code: 'S52', title: 'Break of a made-up bone' }]);
    const file = writeMade(folder, 'icd10cm_tabular_2025.xml', chapter);
    await importFile(desk.payload, desk.env.dataFolder, { file });
    mkdirSync(desk.env.mediaFolder, { recursive: true });
    for (const image of [1, 2]) writeFileSync(join(desk.env.mediaFolder, `${image}.png`), `image ${image}`);
    const { docs } = await desk.payload.find({ collection: 'approved-revisions', limit: 1, depth: 0 });
    explanation = String(docs[0]?.explanation);
    staff = String(docs[0]?.approvedBy);
    const { docs: holders } = await desk.payload.find({
      collection: 'rights-holders',
      where: { slug: { equals: 'example-coding-press' } },
    });
    await desk.payload.db.create({
      collection: 'copyright-notices',
      data: { slug: 'other', rightsHolder: holders[0]?.id, uses: ['line'], text: '© Others.', active: true },
    });
    await desk.payload.db.create({
      collection: 'replacements',
      data: {
        key: 'spt/9X144/9X101',
        codeSet: 'spt',
        formerCode: '9X144',
        code: '9X101',
        state: 'confirmed',
        source: 'editor',
      },
    });
  }, 120_000);
  afterAll(() => desk.close());

  const approve = async (made: Writing): Promise<string> => {
    const { codeKey, kind, title, link, image, notice, correct } = made;
    const said =
      kind === 'family' ? 'The {{laterality}} bone, {{encounter}}; see ' : `About ${codeKey}, see `;
    const body: Block[] = [
      { type: 'paragraph', content: [{ text: said }, { text: 'this', href: link }] },
      ...(image > 0
        ? [{ type: 'image' as const, src: `/media/${image}.png`, alt: 'A bone', width: 4, height: 3 }]
        : []),
    ];
    const correction = correct ? `It said ${title}.` : undefined;
    const content: ApprovedContent = {
      plainTitle: title,
      body,
      sections: [],
      notice: notice === 0 ? 'example-coding-press' : 'other',
      ...(kind === 'family' ? { family: { slots: madeSlots() } } : {}),
      ...(correction ? { correction } : {}),
    };
    const { id } = await desk.payload.db.create({
      collection: 'approved-revisions',
      data: {
        codeKey,
        explanation,
        hash: 'a'.repeat(64),
        edition: 'hcpcs-2025-10-01',
        content,
        covers: kind === 'family' ? 'family' : 'code',
        correction: correction ?? null,
        approvedBy: staff,
        approvedAt: now.toISOString(),
        reviewed: '2026-11-24',
      },
    });
    revisions.set(codeKey, [...(revisions.get(codeKey) ?? []), String(id)]);
    return String(id);
  };
  const pinOf = async (made: Edit): Promise<ReleasePin> => {
    const { codeKey } = made;
    if ('title' in made) return { codeKey, revision: await approve(made) };
    const former = made.kind === 'withdraw' ? null : revisions.get(codeKey)?.[0];
    return { codeKey, revision: former ?? null };
  };
  const request = { reason: 'test', now, warn: () => undefined };
  const origin = 'https://example.com';
  const basis = (change: ReleaseChange) =>
    readBasis(desk.payload, { release: change, origin, build: 'one', now });
  const whole = async (change: ReleaseChange) => {
    const { mediaFolder } = desk.env;
    const lines: ExportLine[] = [];
    for await (const line of exportSite(desk.payload, { ...request, origin, mediaFolder, release: change }))
      lines.push(line);
    return patched(new Map(), lines);
  };
  const publish = async ({ pins, shown }: ReleaseChange) => {
    const { order } = await livePins(desk.payload);
    const data = { title: 'made', kind: 'everyday', state: 'published', order: order + 1, pins, shown };
    await desk.payload.db.create({
      collection: 'releases',
      data: { ...data, publishedAt: now.toISOString(), settled: true },
    });
  };

  for (const licensed of [false, true])
    it(`is every line that a whole export says otherwise${licensed ? ', where links say plain titles' : ''}`, async () => {
      if (licensed) await licenseDiagnoses(desk);
      const none = { pins: [], shown: {} };
      let before = await whole(none);
      let deltas = 0;
      const hash = (await basis(none)).hash;
      for (const edits of fc.sample(release, { numRuns: 60, seed: licensed ? 2 : 1 })) {
        const pins: ReleasePin[] = [];
        for (const one of edits) pins.push(await pinOf(one));
        const change = { pins, shown: {} };
        const rests = await basis(change);
        expect(rests.hash).toBe(hash);
        const { mediaFolder } = desk.env;
        const lines = await exportDelta(desk.payload, rests, { ...request, mediaFolder, release: change });
        const after = await whole(change);
        if (lines) {
          deltas += 1;
          const changed = differences(after, patched(before, lines));
          expect(changed, JSON.stringify(edits)).toEqual([]);
          expect(lines.at(-1)).toEqual({
            type: 'end',
            pages: lines.filter(({ type }) => type === 'page').length,
          });
        }
        await publish(change);
        before = after;
      }
      expect(deltas).toBeGreaterThan(30);
    }, 240_000);
});

/** By path; the header under its own name, without what differs between exports of the same. */
function patched(before: ReadonlyMap<string, string>, lines: readonly ExportLine[]): Map<string, string> {
  const after = new Map(before);
  for (const line of lines) {
    if (line.type === 'page') after.set(line.record.path, JSON.stringify(line));
    if (line.type === 'media') after.set(line.path, JSON.stringify(line));
    if (line.type === 'header') after.set('header', JSON.stringify({ ...line, mode: '', auditHead: null }));
  }
  return after;
}

function differences(wanted: ReadonlyMap<string, string>, found: ReadonlyMap<string, string>): string[] {
  return [...new Set([...wanted.keys(), ...found.keys()])].filter(
    (path) => wanted.get(path) !== found.get(path),
  );
}

/** Whose links then say plain titles, among parents, children and families. */
async function licenseDiagnoses({ payload }: TestDesk): Promise<void> {
  const { docs } = await payload.find({
    collection: 'code-systems',
    where: { slug: { equals: 'icd-10-cm' } },
  });
  await payload.db.updateOne({ collection: 'code-systems', id: docs[0]?.id ?? '', data: { licensed: true } });
}
