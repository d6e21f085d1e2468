import { diffWords, type WordPiece } from '@plaincode/code-sets';
import type { WorkItem } from '@plaincode/types/payload';
import type { Payload } from 'payload';
import { z } from 'zod';
import { everyDocument } from '../imports/every-document.ts';
import { relationId } from '../relation-id.ts';
import {
  type BoardCounts,
  type BoardFilters,
  type BoardRow,
  boardCounts,
  boardKinds,
  boardStates,
  filteredRows,
  onBoard,
} from '../workflow/update-board.ts';
import type { ChangeKind, ItemState, Resolution } from '../workflow/work-item.ts';
import { type ItemChanges, kindsOfText } from '../workflow/work-item-changes.ts';

export const pageSize = 50;

const name = z.string().min(1).max(60).optional();

/** The board's address: its filters and the page. Unknown parts of an address do not matter. */
export const boardQuery = z.object({
  kind: z.enum(boardKinds as [ChangeKind, ...ChangeKind[]]).optional(),
  state: z.enum(boardStates as unknown as [ItemState | 'not-done', ...(ItemState | 'not-done')[]]).optional(),
  range: name,
  assignee: name,
  reviewer: name,
  explained: z.enum(['yes', 'no']).optional(),
  due: z.enum(['overdue', 'week', 'none']).optional(),
  q: z.string().max(100).optional(),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
});
export type BoardQuery = z.infer<typeof boardQuery>;

export type BoardItem = {
  id: string;
  code: string;
  codeSet: string;
  displayCode: string;
  kinds: ChangeKind[];
  state: ItemState;
  resolution: Resolution | null;
  explained: boolean;
  assignee: string | null;
  reviewer: string | null;
  due: string | null;
  changeHash: string;
  reopened: string | null;
  proposedBy: string | null;
  note: string | null;
  /** The long descriptor, with what changed in it. */
  words: WordPiece[];
};

export type Board = {
  /** `name` is the set's, as people call it. */
  update: {
    edition: string;
    codeSet: string;
    name: string;
    label: string;
    from: string;
    fromLabel: string;
    state: string;
  };
  counts: BoardCounts;
  people: { id: string; name: string; role: string; active: boolean }[];
  page: { items: BoardItem[]; page: number; pages: number; found: number };
};

/** The board of one update: what it holds, counted, and one page of what the filters let through. Null without an update. */
export async function boardOf(
  payload: Payload,
  edition: string,
  { page, ...filters }: BoardQuery,
  today: string,
): Promise<Board | null> {
  const update = await updateOf(payload, edition);
  if (!update) return null;
  const [rows, people] = await Promise.all([boardRows(payload, edition, filters), peopleOf(payload)]);
  const found = filteredRows(rows, filters, today);
  const pages = Math.max(1, Math.ceil(found.length / pageSize));
  const at = Math.min(page, pages);
  const shown = found.slice((at - 1) * pageSize, at * pageSize).map(({ id }) => id);
  return {
    update,
    counts: boardCounts(rows, today),
    people,
    page: { items: await itemsOf(payload, shown), page: at, pages, found: found.length },
  };
}

const updateDocument = z.object({
  edition: z.string(),
  codeSet: z.string(),
  label: z.string(),
  fromEdition: z.string(),
  state: z.string(),
});

export async function updateOf(payload: Payload, edition: string): Promise<Board['update'] | null> {
  const found = await payload.db.findOne({ collection: 'updates', where: { edition: { equals: edition } } });
  if (!found) return null;
  const { fromEdition: from, ...update } = updateDocument.parse(found);
  const before = await payload.db.findOne<{ id: string; label: string }>({
    collection: 'editions',
    where: { slug: { equals: from } },
  });
  const system = await payload.db.findOne<{ id: string; shortName: string }>({
    collection: 'code-systems',
    where: { slug: { equals: update.codeSet } },
  });
  return { ...update, name: system?.shortName ?? update.codeSet, from, fromLabel: before?.label ?? from };
}

const rowFields = {
  codeSet: true,
  code: true,
  displayCode: true,
  kinds: true,
  state: true,
  resolution: true,
  range: true,
  assignee: true,
  reviewer: true,
  explained: true,
  due: true,
  position: true,
} as const;

type Row = Omit<BoardRow, 'words'> & { position: number; changes?: ItemChanges };

/** The rows of a board in official order. Descriptors are read only where a filter looks for words. */
export async function boardRows(
  payload: Payload,
  edition: string,
  { q }: BoardFilters = {},
): Promise<BoardRow[]> {
  const select = { ...rowFields, ...(q?.trim() ? { changes: true as const } : {}) };
  const rows: Row[] = [];
  const paging = { size: 10_000, select };
  for await (const document of everyDocument(payload, 'work-items', { edition: { equals: edition } }, paging))
    rows.push(document as Row);
  return rows
    .filter(onBoard)
    .sort((a, b) => a.position - b.position)
    .map(({ changes, position: _, assignee, reviewer, due, ...row }) => ({
      ...row,
      assignee: assignee ?? null,
      reviewer: reviewer ?? null,
      due: due || null,
      explained: row.explained === true,
      range: row.range ?? '',
      ...(changes ? { words: `${changes.long.before ?? ''} ${changes.long.after ?? ''}`.toLowerCase() } : {}),
    }));
}

export async function peopleOf(payload: Payload): Promise<Board['people']> {
  const { docs } = await payload.find({ collection: 'staff', pagination: false, depth: 0, sort: 'name' });
  return docs.map(({ id, name: called, role, active }) => ({
    id,
    name: called,
    role,
    active: active === true,
  }));
}

async function itemsOf(payload: Payload, ids: readonly string[]): Promise<BoardItem[]> {
  if (ids.length === 0) return [];
  const { docs } = await payload.find({
    collection: 'work-items',
    where: { id: { in: [...ids] } },
    sort: 'position',
    pagination: false,
    depth: 0,
  });
  return docs.map(boardItem);
}

/** An item as the board and its own page show it. */
export function boardItem(item: WorkItem): BoardItem {
  const { long } = item.changes as ItemChanges;
  return {
    id: item.id,
    code: item.code,
    codeSet: item.codeSet,
    displayCode: item.displayCode,
    kinds: kindsOfText(item.kinds),
    state: item.state,
    resolution: item.resolution ?? null,
    explained: item.explained === true,
    assignee: relationId(item.assignee),
    reviewer: relationId(item.reviewer),
    due: item.due || null,
    changeHash: item.changeHash,
    reopened: item.reopened || null,
    proposedBy: relationId(item.proposedBy),
    note: item.note || null,
    words: diffWords(long.before ?? '', long.after ?? ''),
  };
}
