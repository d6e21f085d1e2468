import type { Explanation } from '@plaincode/types/payload';
import type { PayloadRequest, Where } from 'payload';
import { type ColumnKey, columnTitles } from '../bring-in/columns.ts';
import { DeskKnowledge } from '../bring-in/desk-knowledge.ts';
import type { ResolveMedia } from '../export/lexical-to-blocks.ts';
import { type Board, peopleOf } from '../updates/board.ts';
import { stateLabels } from '../workflow/states.ts';
import type { BoardRow } from '../workflow/update-board.ts';
import { changeKinds, itemStates } from '../workflow/work-item.ts';
import { kindsOfText } from '../workflow/work-item-changes.ts';
import { Descriptors } from './descriptors.ts';
import { type Cells, headerOf, rowOf, textCells, widthsOf } from './text-cells.ts';
import { writeWorkbook } from './write-workbook.ts';

const together = 200;
const allColumns = [...columnTitles.keys()];
const ofExplanations = allColumns.filter((key) => !['changes', 'assignee', 'reviewer', 'due'].includes(key));

/** What both lists need to know of the desk. */
async function facts(req: PayloadRequest) {
  const { payload } = req;
  const [media, notices] = await Promise.all([
    payload.find({ collection: 'media', pagination: false, depth: 0 }),
    payload.find({ collection: 'copyright-notices', pagination: false, depth: 0 }),
  ]);
  const files = new Map(media.docs.map((file) => [file.id, file]));
  const slugs = new Map(notices.docs.map(({ id, slug }) => [id, slug]));
  const resolve: ResolveMedia = (id) => {
    const file = files.get(id);
    if (!file?.filename || !file.width || !file.height) return undefined;
    return { src: `/media/${file.filename}`, alt: file.alt, width: file.width, height: file.height };
  };
  const descriptors = await Descriptors.of(payload, new Date().toISOString().slice(0, 10));
  return { resolve, noticeOf: (id: string) => slugs.get(id) ?? '', descriptors };
}

/** The explanations that a list of the desk shows, as a workbook that can be brought in again. */
export async function explanationsList(
  req: PayloadRequest,
  where: Where,
  sort: string,
): Promise<ReadableStream<Uint8Array>> {
  const { resolve, noticeOf, descriptors } = await facts(req);
  /* Asked before the answer begins: a filter that is refused is said, where a stream could only break off. */
  const found = pages(req, where, sort);
  const first = await found.next();
  async function* all() {
    if (!first.done) yield first.value;
    yield* found;
  }
  async function* rows() {
    for await (const docs of all()) {
      const words = await descriptors.of(docs.map(placeOf));
      for (const doc of docs) {
        const { codeSet, code, edition } = placeOf(doc);
        yield {
          ...textCells(doc, resolve, noticeOf),
          codeSet,
          code,
          appliesFrom: edition,
          state: stateLabels[doc.state ?? 'draft'],
          descriptor: words.get(`${code}@${edition}`) ?? '',
          revision: String(doc.revision ?? 0),
        };
      }
    }
  }
  return workbook(ofExplanations, rows(), descriptors);
}

/** The items that an update's board shows, with the text of its edition, or else the one that readers have. */
export async function updateList(
  req: PayloadRequest,
  update: Board['update'],
  items: readonly BoardRow[],
): Promise<ReadableStream<Uint8Array>> {
  const [{ resolve, noticeOf, descriptors }, desk, people] = [
    await facts(req),
    await DeskKnowledge.of(req),
    await peopleOf(req.payload),
  ];
  const names = new Map(people.map(({ id, name }) => [id, name]));
  async function* rows() {
    for (let at = 0; at < items.length; at += together) {
      const some = items.slice(at, at + together);
      const keyOf = ({ codeSet, code }: BoardRow) => `${codeSet}/${code}@${update.edition}`;
      const lines = await desk.lines(some.map(keyOf));
      const live = await desk.revisions(
        some.flatMap(({ codeSet, code }) => desk.liveOf(`${codeSet}/${code}`) ?? []),
      );
      const words = await descriptors.of(
        some.map(({ codeSet, code }) => ({ codeSet, code, edition: update.edition })),
      );
      for (const item of some) {
        const line = lines.get(keyOf(item));
        const shown = line ? undefined : live.get(desk.liveOf(`${item.codeSet}/${item.code}`) ?? '');
        const text = line ?? (shown ? await desk.editorState(shown) : {});
        yield {
          ...textCells(text, resolve, noticeOf),
          codeSet: item.codeSet,
          code: item.code,
          appliesFrom: update.edition,
          state: itemStates[item.state],
          changes: kindsOfText(item.kinds)
            .map((kind) => changeKinds[kind])
            .join(', '),
          assignee: names.get(item.assignee ?? '') ?? '',
          reviewer: names.get(item.reviewer ?? '') ?? '',
          due: item.due?.slice(0, 10) ?? '',
          descriptor: words.get(`${item.code}@${update.edition}`) ?? '',
          revision: line ? String(line.revision ?? 0) : shown ? `live ${shown.id}` : '',
        };
      }
    }
  }
  return workbook(allColumns, rows(), descriptors);
}

function workbook(
  columns: readonly ColumnKey[],
  cells: AsyncIterable<Cells>,
  descriptors: Descriptors,
): ReadableStream<Uint8Array> {
  async function* texts() {
    yield headerOf(columns);
    for await (const one of cells) yield rowOf(columns, one);
  }
  /* Written after the texts, so that it names the notices of what they told. */
  async function* notices() {
    yield ['Notices'];
    for (const notice of descriptors.notices) yield [notice];
  }
  return writeWorkbook([
    { name: 'Texts', widths: widthsOf(columns), rows: texts() },
    { name: 'Notices', widths: [120], rows: notices() },
  ]);
}

/**
 * The listed explanations, some at a time. Which they are is asked once and first: pages of a list that people go on
 * saving into would tell one text twice and leave another out.
 */
async function* pages(req: PayloadRequest, where: Where, sort: string): AsyncGenerator<Explanation[]> {
  const asked = {
    collection: 'explanations',
    draft: true,
    depth: 0,
    pagination: false,
    user: req.user,
    overrideAccess: false,
  } as const;
  const listed = await req.payload.find({ ...asked, where, sort: [sort, 'id'], select: { codeKey: true } });
  const ids = listed.docs.map(({ id }) => id);
  for (let at = 0; at < ids.length; at += together) {
    const some = ids.slice(at, at + together);
    const { docs } = await req.payload.find({ ...asked, where: { id: { in: some } } });
    const held = new Map(docs.map((doc) => [doc.id, doc]));
    yield some.flatMap((id) => held.get(id) ?? []);
  }
}

function placeOf({ codeSet, code, appliesFrom }: Explanation) {
  return { codeSet: codeSet ?? '', code: code ?? '', edition: appliesFrom ?? '' };
}
