import type { CodePageRecord } from '@plaincode/content-schemas';
import type { Explanation } from '@plaincode/types/payload';
import { actOnExplanation } from '../../collections/explanations/act.ts';
import type { MadeDiagnosis } from '../../imports/testing/made-files.ts';
import { today } from '../../releases/editions.ts';
import { prepareEveryday } from '../../releases/prepare.ts';
import { beginRelease, finishRelease } from '../../releases/publish-release.ts';
import { addNotice, seen, wordsOf } from '../../releases/testing/made-desk.ts';
import { openTestDesk } from '../../testing/open-test-desk.ts';
import { addPerson, askApi, type Person } from '../../testing/people.ts';
import { paragraph } from '../../testing/starter.ts';
import { bringDiagnoses } from '../../updates/testing/made-updates.ts';
import type { Slot } from '../../workflow/families/slot.ts';

const sides = ['right', 'left', 'unspecified'] as const;
const visits: [letter: string, meaning: string][] = [
  ['A', 'initial encounter for closed break'],
  ['D', 'subsequent encounter for closed break with routine healing'],
  ['S', 'sequela'],
];

/** A made-up category in the layout of ICD-10-CM: S52 with two kinds of breaks below S52.5 and one beside it. */
export function madeFractures(letters = visits): MadeDiagnosis[] {
  const kinds: [stem: string, words: string][] = [
    ['S5250', 'Unspecified break of the lower made-up bone'],
    ['S5252', 'Twisted break of the lower made-up bone'],
  ];
  const below = kinds.flatMap(([stem, words]) => [
    { code: stem, billable: false, long: words },
    ...sides.flatMap((side, index) => {
      const code = `${stem}${side === 'unspecified' ? 9 : index + 1}`;
      const long = words.replace('lower', `lower ${side}`);
      return [
        { code, billable: false, long },
        ...letters.map(([letter, meaning]) => ({
          code: `${code}${letter}`,
          billable: true,
          long: `${long}, ${meaning}`,
        })),
      ];
    }),
  ]);
  return [
    { code: 'S52', billable: false, long: 'Break of a made-up bone' },
    { code: 'S525', billable: false, long: 'Break of the lower end of a made-up bone' },
    ...below,
    { code: 'S529XXA', billable: true, long: 'Break of a made-up bone elsewhere, initial encounter' },
  ];
}

export const edition = (year: number) => `icd-10-cm-${year - 1}-10-01`;

/** Words for the made-up families, and for S52.5 of the official ones. */
export function madeSlots(): Slot[] {
  const words = (rows: [value: string, words: string][]) =>
    rows.map(([value, said]) => ({ value, words: said }));
  return [
    {
      name: 'laterality',
      source: 'laterality',
      asSaid: false,
      words: words([
        ['', ''],
        ['right', 'right'],
        ['left', 'left'],
        ['unspecified', ''],
      ]),
    },
    {
      name: 'encounter',
      source: 'seventh-character',
      asSaid: true,
      words: words([
        ['', 'any visit'],
        ['A', 'the first visits while under active treatment'],
        ['S', 'a visit for what the break left behind'],
      ]),
    },
  ];
}

export const template = 'The {{laterality}} wrist is broken. This is about {{encounter}}.';

/** A desk with the codes of a made-up ICD-10-CM, its people, and short ways through the workflow. */
export async function openFamilyDesk(rows = madeFractures()) {
  const desk = await openTestDesk();
  const { payload } = desk;
  const editor = await addPerson(desk, 'editor');
  const reviewer = await addPerson(desk, 'reviewer');
  const publisher = await addPerson(desk, 'publisher');
  const notice = await addNotice(desk);
  if (rows.length > 0) await bringDiagnoses(desk, 2025, rows);

  const read = (id: string): Promise<Explanation> =>
    payload.findByID({ collection: 'explanations', id, draft: true, depth: 0 });
  const act = (user: Person, id: string, action: Parameters<typeof actOnExplanation>[0]['action']) =>
    actOnExplanation({ payload, user: user.user, id, action });
  const approve = async (id: string) => {
    await act(editor, id, 'submit');
    await act(reviewer, id, 'approve');
  };
  const draft = async (code: string, words: string, more: Partial<Explanation> = {}) => {
    const body = paragraph(words);
    const data = { codeSet: 'icd-10-cm', code, appliesFrom: edition(2025), body, notice, ...more };
    const made = await payload.create({
      collection: 'explanations',
      data,
      draft: true,
      depth: 0,
      user: editor.user,
      overrideAccess: false,
    });
    return made.id;
  };
  const family = (code: string, words = template, slots: unknown = madeSlots()) =>
    draft(code, words, { covers: 'family', slots: slots as Slot[] });
  return {
    desk,
    payload,
    editor,
    reviewer,
    publisher,
    notice,
    read,
    act,
    approve,
    draft,
    family,
    edit: async (id: string, data: Partial<Explanation>) => {
      const { revision } = await read(id);
      return askApi(desk, editor, 'PATCH', `/explanations/${id}?draft=true`, { ...data, revision });
    },
    everyday: async () => {
      const made = await prepareEveryday(payload, null, null);
      if (!made) return null;
      await beginRelease(payload, made.id, today());
      return await finishRelease(payload, made.id, null);
    },
    bring: (year: number, some: readonly MadeDiagnosis[]) => bringDiagnoses(desk, year, some),
    pages: (id?: string): Promise<Map<string, CodePageRecord>> => seen(desk, id),
    words: async (code: string, id?: string) => wordsOf((await seen(desk, id)).get(code)),
    ask: (method: string, path: string, body?: unknown, person: Person | null = editor) =>
      askApi(desk, person, method, path, body),
    close: desk.close,
  };
}

export type FamilyDesk = Awaited<ReturnType<typeof openFamilyDesk>>;
