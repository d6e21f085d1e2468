import { diffWords, type WordPiece } from '@plaincode/code-sets';
import type { Block } from '@plaincode/content-schemas';
import type { WorkItem } from '@plaincode/types/payload';
import type { Payload, PayloadRequest } from 'payload';
import type { Actor } from '../access/actor.ts';
import { textOf } from '../collections/explanations/content-of.ts';
import { itemRecords } from '../collections/work-items/item-record.ts';
import { editionLabels } from '../names/text-names.ts';
import { scopeOf } from '../workflow/permissions.ts';
import { describeRefusal } from '../workflow/refusal.ts';
import { sectionTitles } from '../workflow/sections.ts';
import { stateLabels } from '../workflow/states.ts';
import { codeLeaves } from '../workflow/work-item.ts';
import { offeredItemActions } from '../workflow/work-item-actions.ts';
import { type ItemChanges, kindsOfText } from '../workflow/work-item-changes.ts';
import { type Board, type BoardItem, boardItem, peopleOf } from './board.ts';
import { changesInWords } from './changes-in-words.ts';
import { type CitedChange, citedChanges } from './cited-changes.ts';
import { contentText } from './plain-text.ts';
import { type Successor, successorsOf } from './successors.ts';
import { textReadBy } from './text-read-by.ts';

/** One text beside the other, with what changed in it. */
export type TextDiff = { name: string; before: string | null; after: string | null; words: WordPiece[] };

export type ItemView = {
  update: Board['update'];
  item: BoardItem;
  /** The descriptors that changed, the long one always. */
  texts: TextDiff[];
  /** Everything else that changed, a sentence each. */
  told: string[];
  /** The codes that the text cites and that changed. */
  cited: CitedChange[];
  /** What readers have now; null where they have no text. */
  live: {
    plainTitle: string | null;
    body: Block[];
    sections: { title: string; summary: string | null; body: Block[] }[];
    edition: string;
    /** As people name it. */
    editionLabel: string;
    reviewed: string;
    /** Where it is the text of a family: whose, and why this code cannot read it, if so. */
    from: { displayCode: string; lacks: string[] } | null;
  } | null;
  /** The line for this edition, with what it changes in what readers have; null where none was begun. */
  line: { id: string; state: string; stateLabel: string; words: WordPiece[] } | null;
  people: Board['people'];
  /** What takes its place, and whether this person may say so; null where the code stays. */
  successors: {
    named: Successor[];
    mayName: boolean;
    /** Whether readers see the edition in which it left, or a later one. */
    readersSee: boolean;
  } | null;
  actions: { action: string; label: string; allowed: boolean; reason: string | null }[];
};

/** All that an editor or reviewer needs to judge one item. Null where the update has no item of the code. */
export async function itemView(
  req: PayloadRequest,
  update: Board['update'],
  actor: Actor,
  code: string,
): Promise<ItemView | null> {
  const { payload } = req;
  const { docs } = await payload.find({
    collection: 'work-items',
    where: { key: { equals: `${update.edition}/${code}` } },
    limit: 1,
    depth: 0,
  });
  const [item] = docs;
  if (!item) return null;
  const live = await textReadBy(payload, item.codeSet, item.code, update.edition);
  const recordOf = await itemRecords(payload, [item]);
  const offered = offeredItemActions(recordOf(item), actor);
  const changes = item.changes as ItemChanges;
  return {
    update,
    item: boardItem(item),
    texts: textDiffs(changes),
    told: changesInWords(changes, await parentsAsWritten(payload, item.codeSet, changes)),
    cited: await citedChanges(payload, update.codeSet, update.edition, changes.cites ?? []),
    live: live && {
      plainTitle: live.content.plainTitle,
      body: live.content.body,
      sections: live.content.sections.map(({ id, summary, body }) => ({
        title: sectionTitles[id],
        summary,
        body,
      })),
      edition: live.edition,
      editionLabel: (await editionLabels(payload, [live.edition])).get(live.edition) ?? live.edition,
      reviewed: live.reviewed,
      from: live.from && { displayCode: live.from.displayCode, lacks: live.from.lacks },
    },
    line: await lineOf(req, item, live && contentText(live.content)),
    people: await peopleOf(payload),
    successors: codeLeaves(kindsOfText(item.kinds))
      ? {
          named: await successorsOf(payload, item.codeSet, item.code),
          mayName: scopeOf(actor.role, 'replacements', 'create') !== 'none',
          readersSee: update.state === 'released',
        }
      : null,
    actions: offered.map(({ action, label, allowed, refusal }) => ({
      action,
      label,
      allowed,
      reason: refusal && describeRefusal(refusal),
    })),
  };
}

const textNames = {
  long: 'Long descriptor',
  medium: 'Medium descriptor',
  short: 'Short descriptor',
  notice: 'Notice',
};

function textDiffs(changes: ItemChanges): TextDiff[] {
  return (['long', 'medium', 'short', 'notice'] as const).flatMap((part) => {
    const pair = changes[part];
    if (!pair) return [];
    return [{ name: textNames[part], ...pair, words: diffWords(pair.before ?? '', pair.after ?? '') }];
  });
}

/** The parents before and after, as people write them, by their bare codes. */
async function parentsAsWritten(
  payload: Payload,
  codeSet: string,
  { parent }: ItemChanges,
): Promise<Map<string, string>> {
  const bare = [parent?.before, parent?.after].flatMap((code) => code ?? []);
  if (bare.length === 0) return new Map();
  const { docs } = await payload.find({
    collection: 'codes',
    where: { codeSet: { equals: codeSet }, code: { in: bare } },
    select: { code: true, displayCode: true },
    pagination: false,
    depth: 0,
  });
  return new Map(docs.map(({ code, displayCode }) => [code, displayCode]));
}

async function lineOf(
  req: PayloadRequest,
  { codeSet, code, edition }: WorkItem,
  live: string | null,
): Promise<ItemView['line']> {
  const { docs } = await req.payload.find({
    collection: 'explanations',
    where: { codeKey: { equals: `${codeSet}/${code}` }, appliesFrom: { equals: edition } },
    draft: true,
    limit: 1,
    depth: 0,
  });
  const [line] = docs;
  if (!line) return null;
  const state = line.state ?? 'draft';
  const text = contentText((await textOf(line, req)).content);
  return { id: line.id, state, stateLabel: stateLabels[state], words: diffWords(live ?? text, text) };
}
