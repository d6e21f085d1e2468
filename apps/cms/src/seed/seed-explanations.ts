import type { Explanation, Staff } from '@plaincode/types/payload';
import type { Payload } from 'payload';
import { WorkflowRefused } from '../access/refused.ts';
import { actOnExplanation } from '../collections/explanations/act.ts';
import { relationId } from '../relation-id.ts';
import { sectionFields } from '../workflow/sections.ts';
import type { StarterExplanation } from './parse-explanation.ts';

export interface Authors {
  editor: Staff;
  reviewer: Staff;
}

/** Where an explanation belongs. */
export interface Shelf {
  codeSet: string;
  /** The edition from which it applies. */
  edition: string;
  /** The publisher's notice, by its document's id. */
  notice: string;
}

/** What became of one explanation: approved now, there before, or a draft still, with the reasons in words. */
export type Seeded =
  | { outcome: 'approved' | 'present' }
  | { outcome: 'draft'; codeKey: string; why: string[] };

/**
 * Writes one explanation the way people do: drafted and submitted by the editor, approved by the reviewer. One
 * that is there already and is not the editor's own unfinished draft stays as it is. One that does not fit the
 * editions that are held (they need not be the starter's own) stays the editor's draft.
 */
export async function seedExplanation(
  payload: Payload,
  authors: Authors,
  shelf: Shelf,
  text: StarterExplanation,
): Promise<Seeded> {
  const code = text.displayCode.replaceAll('.', '');
  const codeKey = `${shelf.codeSet}/${code}`;
  const held = await heldExplanation(payload, codeKey);
  if (held && !leftUnfinished(held, authors.editor)) return { outcome: 'present' };
  const draft = held ?? (await write(payload, authors.editor, shelf, code, text));
  const { id, state } = draft;
  try {
    if (state === 'draft') await actOnExplanation({ payload, user: authors.editor, id, action: 'submit' });
    await actOnExplanation({ payload, user: authors.reviewer, id, action: 'approve' });
  } catch (error) {
    if (!(error instanceof WorkflowRefused) || error.refused.code !== 'not-ready') throw error;
    return { outcome: 'draft', codeKey, why: error.refused.details };
  }
  return { outcome: 'approved' };
}

async function heldExplanation(payload: Payload, codeKey: string): Promise<Explanation | undefined> {
  const { docs } = await payload.find({
    collection: 'explanations',
    draft: true,
    depth: 0,
    limit: 1,
    where: { codeKey: { equals: codeKey } },
  });
  return docs[0];
}

/** A first start that was broken off leaves these; anything that somebody else has touched is theirs. */
function leftUnfinished({ state, editors }: Explanation, editor: Staff): boolean {
  const open = state === 'draft' || state === 'in-review';
  return open && (editors ?? []).every((one) => relationId(one) === editor.id);
}

async function write(
  payload: Payload,
  editor: Staff,
  shelf: Shelf,
  code: string,
  text: StarterExplanation,
): Promise<Explanation> {
  const sections = text.sections.map(
    ({ id, tier, summary, body }) => [sectionFields[id], { tier, summary, body }] as const,
  );
  const data = {
    codeSet: shelf.codeSet,
    code,
    plainTitle: text.plainTitle,
    body: text.body,
    sections: Object.fromEntries(sections),
    notice: shelf.notice,
    appliesFrom: shelf.edition,
    covers: text.covers,
    ...(text.covers === 'family' ? { slots: text.slots } : {}),
  };
  return await payload.create({
    collection: 'explanations',
    data,
    draft: true,
    depth: 0,
    user: { ...editor, collection: 'staff' },
    overrideAccess: false,
  });
}
