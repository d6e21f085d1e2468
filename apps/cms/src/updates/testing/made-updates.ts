import type { Block } from '@plaincode/content-schemas';
import { type ImportRequest, importFile } from '../../imports/import-file.ts';
import {
  hcpcsText,
  type MadeDiagnosis,
  type MadeHcpcs,
  orderText,
  writeMade,
} from '../../imports/testing/made-files.ts';
import { markReleased } from '../../lines/to-merge.ts';
import type { TestDesk } from '../../testing/open-test-desk.ts';
import { addPerson, type Person } from '../../testing/people.ts';

/** Imports a made-up HCPCS release, such as `HCPC2025_JUL_ANWEB.txt`. */
export function bringHcpcs(
  desk: TestDesk,
  name: string,
  rows: readonly MadeHcpcs[],
  more: Partial<ImportRequest> = {},
) {
  return importFile(desk.payload, desk.env.dataFolder, {
    file: writeMade(`${desk.env.dataFolder}/made`, name, hcpcsText(rows)),
    ...more,
  });
}

/** Imports a made-up ICD-10-CM order file that takes effect on the first of October before `year`. */
export function bringDiagnoses(desk: TestDesk, year: number, rows: readonly MadeDiagnosis[]) {
  return importFile(desk.payload, desk.env.dataFolder, {
    file: writeMade(`${desk.env.dataFolder}/made`, `icd10cm_order_${year}.txt`, orderText(rows)),
  });
}

export const plain = (text: string): Block[] => [{ type: 'paragraph', content: [{ text }] }];

export const linking = (href: string): Block[] => [
  { type: 'paragraph', content: [{ text: 'See ' }, { text: 'the other one', href }] },
];

/** Gives a code a text that readers have. Returns the explanation's id. */
export async function giveText(
  { payload }: TestDesk,
  { codeSet, code, edition, body }: { codeSet: string; code: string; edition: string; body: Block[] },
  approver: Person,
): Promise<string> {
  const data = { codeSet, code, appliesFrom: edition };
  const { id } = await payload.create({ collection: 'explanations', data, draft: true });
  const revision = await payload.create({
    collection: 'approved-revisions',
    data: {
      codeKey: `${codeSet}/${code}`,
      explanation: id,
      hash: `hash of ${code}`,
      edition,
      content: { plainTitle: null, body, sections: [], notice: 'publisher-2026' },
      approvedBy: approver.user.id,
      approvedAt: '2025-01-01T00:00:00.000Z',
      reviewed: '2025-01-01',
    },
  });
  await markReleased(payload, id, 'published', revision.id);
  const before = await payload.count({ collection: 'releases' });
  await payload.create({
    collection: 'releases',
    data: {
      title: code,
      kind: 'everyday',
      state: 'published',
      order: before.totalDocs + 1,
      pins: [{ codeKey: `${codeSet}/${code}`, revision: revision.id }],
    },
  });
  return id;
}

export type Item = Awaited<ReturnType<typeof itemsOf>>[number];

/** The items of an update in official order. */
export async function itemsOf({ payload }: TestDesk, edition: string) {
  const { docs } = await payload.find({
    collection: 'work-items',
    where: { edition: { equals: edition } },
    pagination: false,
    sort: 'position',
    depth: 0,
  });
  return docs;
}

export const listed = (items: readonly Item[]) =>
  items.map(({ code, kinds, state }) => `${code}${kinds}${state}`);

export async function addTeam(desk: TestDesk) {
  const [editor, second, reviewer, publisher, admin] = await Promise.all([
    addPerson(desk, 'editor'),
    addPerson(desk, 'editor', 'second editor'),
    addPerson(desk, 'reviewer'),
    addPerson(desk, 'publisher'),
    addPerson(desk, 'admin'),
  ]);
  return { editor, second, reviewer, publisher, admin };
}
