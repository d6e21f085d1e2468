import type { CodePageRecord } from '@plaincode/content-schemas';
import type { Explanation, Release } from '@plaincode/types/payload';
import { actOnExplanation } from '../../collections/explanations/act.ts';
import { exportSite } from '../../export/export-site.ts';
import type { MadeHcpcs } from '../../imports/testing/made-files.ts';
import { openTestDesk, type TestDesk } from '../../testing/open-test-desk.ts';
import { addPerson, askApi, type Person } from '../../testing/people.ts';
import { paragraph } from '../../testing/starter.ts';
import { bringHcpcs } from '../../updates/testing/made-updates.ts';
import { today } from '../editions.ts';
import { changeOf } from '../live.ts';
import { prepareEveryday } from '../prepare.ts';
import { beginRelease, finishRelease } from '../publish-release.ts';
import { readRelease } from '../release-record.ts';
import { prepareRevert } from '../revert.ts';

export const july = 'hcpcs-2025-07-01';
export const october = 'hcpcs-2025-10-01';

const drug = (code: string, dose: string): MadeHcpcs => ({
  code,
  long: `Injection, drug ${code}, ${dose}`,
  short: code,
});

/** October: J0001 is reworded, J0003 leaves, J0009 is new. */
const julyRows = ['J0001', 'J0002', 'J0003', 'J0004'].map((code) => drug(code, '1 mg'));
const octoberRows = [
  drug('J0001', '10 mg'),
  ...['J0002', 'J0004', 'J0009'].map((code) => drug(code, '1 mg')),
];

/** A desk with July's codes, as a sample where that is asked for, its people, and short ways through the workflow. */
export async function openReleaseDesk(
  variables: Record<string, string> = {},
  { sample = false }: { sample?: boolean } = {},
) {
  const desk = await openTestDesk(variables);
  const { payload } = desk;
  const editor = await addPerson(desk, 'editor');
  const reviewer = await addPerson(desk, 'reviewer');
  const publisher = await addPerson(desk, 'publisher');
  const notice = await addNotice(desk);
  await bringHcpcs(desk, 'HCPC2025_JUL_ANWEB.txt', julyRows, { sample });

  const read = (id: string): Promise<Explanation> =>
    payload.findByID({ collection: 'explanations', id, draft: true, depth: 0 });
  const act = (user: Person, id: string, action: Parameters<typeof actOnExplanation>[0]['action']) =>
    actOnExplanation({ payload, user: user.user, id, action });
  const approve = async (id: string) => {
    await act(editor, id, 'submit');
    await act(reviewer, id, 'approve');
  };
  const approved = async (code: string, words: string, edition = july) => {
    const data = { codeSet: 'hcpcs', code, appliesFrom: edition, body: paragraph(words), notice };
    const { id } = await payload.create({
      collection: 'explanations',
      data,
      draft: true,
      depth: 0,
      user: editor.user,
      overrideAccess: false,
    });
    await approve(id);
    return id;
  };
  const edit = async (id: string, words: string, link?: string) => {
    const { revision } = await read(id);
    const body = link ? linked(words, link) : paragraph(words);
    const saved = await askApi(desk, editor, 'PATCH', `/explanations/${id}?draft=true`, { body, revision });
    if (saved.status !== 200) throw new Error(JSON.stringify(saved.body));
  };
  const release = async (id: string): Promise<Release> => {
    await beginRelease(payload, id, today());
    return await finishRelease(payload, id, null);
  };
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
    approved,
    edit,
    release,
    bringOctober: (rows = octoberRows) => bringHcpcs(desk, 'HCPC2025_OCT_ANWEB.txt', rows),
    bringJanuary: () => bringHcpcs(desk, 'HCPC2026_JAN_ANWEB.txt', octoberRows),
    /** Publishes what is approved, or these explanations alone. */
    everyday: async (...only: string[]) => {
      const made = await prepareEveryday(payload, null, only.length > 0 ? only : null);
      return made && (await release(made.id));
    },
    /** Takes a release back; answers the one that did so. */
    takeBack: async (id: string) => release((await prepareRevert(payload, null, id)).release.id),
    /** Settles every item of an update, as people would. */
    settleItems: async (edition: string) => {
      await payload.update({
        collection: 'work-items',
        where: { edition: { equals: edition } },
        data: { state: 'done', resolution: 'no-text' },
      });
    },
    seen: (id?: string) => seen(desk, id),
    words: async (code: string, id?: string) => wordsOf((await seen(desk, id)).get(code)),
    ask: (method: string, path: string, body?: unknown, person: Person | null = publisher) =>
      askApi(desk, person, method, path, body),
    close: desk.close,
  };
}

export type ReleaseDesk = Awaited<ReturnType<typeof openReleaseDesk>>;

/** Every code page as readers would see it, with a release laid over where one is named. */
export async function seen({ payload, env }: TestDesk, id?: string): Promise<Map<string, CodePageRecord>> {
  const request = {
    reason: 'test',
    origin: 'https://example.com',
    mediaFolder: env.mediaFolder,
    now: new Date(),
    warn: () => undefined,
    ...(id ? { release: changeOf(await readRelease(payload, id)) } : {}),
  };
  const pages = new Map<string, CodePageRecord>();
  for await (const line of exportSite(payload, request))
    if (line.type === 'page' && line.record.kind === 'code') pages.set(line.record.code, line.record);
  return pages;
}

export function wordsOf(page: CodePageRecord | undefined): string | null {
  const [block] = page?.explanation?.body ?? [];
  if (block?.type !== 'paragraph') return null;
  return block.content.map(({ text }) => text).join('');
}

export async function addNotice({ payload }: TestDesk): Promise<string> {
  const holder = await payload.create({
    collection: 'rights-holders',
    data: { slug: 'publisher', name: 'Example Coding Press' },
  });
  const { id } = await payload.create({
    collection: 'copyright-notices',
    data: {
      slug: 'publisher-2026',
      rightsHolder: holder.id,
      uses: ['line'],
      text: '© Copyright 2026 Example Coding Press.',
    },
  });
  return id;
}

/** A paragraph whose words are a link. */
function linked(words: string, url: string): NonNullable<Explanation['body']> {
  const body = paragraph(words);
  const [block] = body.root.children;
  const link = {
    type: 'link',
    version: 3,
    fields: { linkType: 'custom', url, newTab: false },
    children: block?.children,
    direction: null,
    format: '',
    indent: 0,
  };
  if (block) block.children = [link];
  return body;
}
