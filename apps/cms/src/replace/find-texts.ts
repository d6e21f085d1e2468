import type { Explanation } from '@plaincode/types/payload';
import type { PayloadRequest, Where } from 'payload';
import { z } from 'zod';
import { WorkflowRefused } from '../access/refused.ts';
import type { TextChanges } from '../bring-in/text-parts.ts';
import { textOf } from '../collections/explanations/content-of.ts';
import type { EditorState } from '../lines/start-line.ts';
import { type TextName, withNames } from '../names/text-names.ts';
import { contentHash } from '../workflow/content.ts';
import { type Slot, slot } from '../workflow/families/slot.ts';
import { replaceInState, replaceInText, type WordChange } from '../workflow/replace-words.ts';
import { sectionFields } from '../workflow/sections.ts';
import { type State, stateLabels, states } from '../workflow/states.ts';
import { type TextChange, textDiff } from '../workflow/text-diff.ts';

const words = z.string().max(200);
const code = z.string().trim().toUpperCase().max(20).optional();

export const findBody = z.strictObject({
  find: words.refine((text) => text.trim() !== '', 'say what to find'),
  replaceWith: words,
  wholeWord: z.boolean().default(false),
  matchCase: z.boolean().default(false),
  codeSet: z.string().max(60).optional(),
  edition: z.string().max(80).optional(),
  from: code,
  to: code,
  states: z.array(z.enum(states)).max(states.length).optional(),
});
export type FindRequest = z.infer<typeof findBody>;

/** One text that holds the words. */
export type FoundText = TextName & {
  id: string;
  codeKey: string;
  edition: string;
  stateLabel: string;
  /** The text as it was read. */
  contentHash: string;
  count: number;
  diff: TextChange[];
  /** Whether the change is all that differs from what was approved, so that it can be approved with the others. */
  together: boolean;
  /** Why the change cannot be made here; null where it can. */
  refused: string | null;
};

export type FoundTexts = { found: FoundText[]; more: boolean; searched: number };

/** Texts shown as one change; more of them are found once these are done. */
export const mostFound = 500;
const pageSize = 200;
const settled: readonly State[] = ['approved', 'published'];
const open: State[] = states.filter((state) => state !== 'superseded' && state !== 'withdrawn');

/** Every text in the scope that holds the words, with what the change would make of it. Writes nothing. */
export async function findTexts(req: PayloadRequest, asked: FindRequest): Promise<FoundTexts> {
  const found: Omit<FoundText, keyof TextName>[] = [];
  let searched = 0;
  for await (const doc of scope(req, asked)) {
    searched += 1;
    const { parts, count } = replacedParts(doc, asked);
    if (count === 0) continue;
    if (found.length === mostFound)
      return { found: await withNames(req.payload, found), more: true, searched };
    found.push(await foundText(req, doc, parts, count));
  }
  return { found: await withNames(req.payload, found), more: false, searched };
}

async function foundText(
  req: PayloadRequest,
  doc: Explanation,
  parts: TextChanges,
  count: number,
): Promise<Omit<FoundText, keyof TextName>> {
  const state = doc.state ?? 'draft';
  const common = {
    id: doc.id,
    codeKey: doc.codeKey ?? doc.id,
    edition: doc.appliesFrom ?? '',
    stateLabel: stateLabels[state],
    contentHash: doc.contentHash ?? '',
    count,
    together: isSettled(doc),
  };
  try {
    const [before, after] = [await textOf(doc, req), await textOf({ ...doc, ...parts }, req)];
    const long =
      (after.content.plainTitle?.length ?? 0) > 80
        ? 'The plain title would be longer than 80 characters.'
        : null;
    return { ...common, diff: textDiff(before.content, after.content), refused: long };
  } catch (error) {
    if (!(error instanceof WorkflowRefused)) throw error;
    return { ...common, diff: [], refused: error.message };
  }
}

/** Stands as it was approved: whatever a batch changes is then all that a reviewer has to look at. */
export const isSettled = ({
  state,
  contentHash: now,
  approvedHash,
  approvedRevision,
}: Pick<Explanation, 'state' | 'contentHash' | 'approvedHash' | 'approvedRevision'>): boolean =>
  settled.includes(state ?? 'draft') && now === approvedHash && Boolean(approvedRevision);

/**
 * The parts of a text in which the words stand, as they would be. What was corrected is left alone: other words there would
 * be told to readers as one more correction.
 */
export function replacedParts(text: EditorState, change: WordChange): { parts: TextChanges; count: number } {
  const parts: TextChanges = {};
  const title = replaceInText(text.plainTitle ?? '', change);
  if (title.count > 0) parts.plainTitle = title.text;
  const body = replaceInState(text.body ?? null, change);
  if (body.count > 0) parts.body = body.state;
  let count = title.count + body.count;
  const sections = structuredClone(text.sections ?? {});
  let inSections = 0;
  for (const name of Object.values(sectionFields)) {
    const section = sections[name];
    if (!section) continue;
    const summary = replaceInText(section.summary ?? '', change);
    const inner = replaceInState(section.body ?? null, change);
    if (summary.count > 0) section.summary = summary.text;
    if (inner.count > 0) section.body = inner.state;
    inSections += summary.count + inner.count;
  }
  if (inSections > 0) parts.sections = sections;
  count += inSections;
  const inSlots = replacedSlots(text, change);
  if (inSlots.count > 0) parts.slots = inSlots.slots;
  count += inSlots.count;
  return { parts, count };
}

/** A slot's words are read as part of the text; its name and the values that it stands for are not. */
function replacedSlots(
  { covers, slots: given }: EditorState,
  change: WordChange,
): { slots: Slot[]; count: number } {
  const slots = structuredClone((covers === 'family' && z.array(slot).safeParse(given).data) || []);
  let count = 0;
  for (const row of slots.flatMap(({ words: rows }) => rows)) {
    const replaced = replaceInText(row.words, change);
    row.words = replaced.text;
    count += replaced.count;
  }
  return { slots, count };
}

async function* scope(
  req: PayloadRequest,
  { codeSet, edition, from, to, states: some }: FindRequest,
): AsyncGenerator<Explanation> {
  const and: Where[] = [
    { state: { in: some && some.length > 0 ? some.filter((state) => open.includes(state)) : open } },
  ];
  if (codeSet) and.push({ codeSet: { equals: codeSet } });
  if (edition) and.push({ appliesFrom: { equals: edition } });
  if (from) and.push({ code: { greater_than_equal: from.replaceAll('.', '') } });
  if (to) and.push({ code: { less_than_equal: to.replaceAll('.', '') } });
  for (let page = 1; ; page += 1) {
    const { docs, hasNextPage } = await req.payload.find({
      collection: 'explanations',
      where: { and },
      sort: ['codeKey', 'id'],
      draft: true,
      depth: 0,
      limit: pageSize,
      page,
      user: req.user,
      overrideAccess: false,
    });
    yield* docs;
    if (!hasNextPage) return;
  }
}

/** The hash that a text has once the change is made. */
export async function hashAfter(req: PayloadRequest, doc: Explanation, parts: TextChanges): Promise<string> {
  return contentHash(await textOf({ ...doc, ...parts }, req));
}
